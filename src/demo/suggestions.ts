import { officialCalendar } from '#src/calendar.ts'
import { nextSchoolDay } from '#src/domain/calendar.ts'
import { addDays, sayShortDay, wallClock } from '#src/domain/day.ts'
import type { OpenId } from '#src/domain/ids.ts'
import type { Suggestion } from '#src/emulator/page/contract.ts'
import type { Emulator } from '#src/emulator/start.ts'
import { openIdFor } from '#src/emulator/world/people.ts'
import type { App, Person } from '#src/emulator/world/world.ts'
import { timeZone } from './days.ts'
import { foresee } from './foresee.ts'
import { remindersGoOut } from './landmarks.ts'
import type { Outlook } from './outlook.ts'
import { inThread, leadingGroup, moralGroup, newcomer, onlooker, principal, reminded } from './school.ts'

type Idea = Pick<Suggestion, 'label' | 'hint' | 'draft'> & {
  readonly who: Person | null
  /** null: the private chat with the bot. */
  readonly group: string | null
}

/** The school as the ideas need it: somebody by name, by the bot's id, and who leads. */
type Staff = {
  named(name: string): Person | null
  known(by: OpenId | null): Person | null
  leads(person: Person): boolean
}

/**
 * What to try now, with the ids of this world: only what leads somewhere, by what the bot knows of the campaign. Whoever
 * has left the school is left out.
 */
export function suggestionsFor(emulator: Emulator, app: App, outlook: Outlook, now: Date): readonly Suggestion[] {
  const staff = staffOf(emulator, app)
  const ideas = [
    laterDay(staff, outlook, now),
    oneAnswer(staff, outlook),
    progress(staff),
    clockMoved(staff, outlook, now),
    summary(staff, outlook),
    cardOfAnother(staff, outlook),
  ]
  return ideas.flatMap((idea): Suggestion[] => {
    if (idea === null || idea.who === null) return []
    const { who, group, ...said } = idea
    const chat = group === null ? emulator.privateChat(who, app) : chatOf(emulator, group, who)
    return chat === null ? [] : [{ ...said, person: who.id, chat: chat.id }]
  })
}

function staffOf({ world }: Emulator, app: App): Staff {
  const people = [...world.people.values()].filter(({ resigned }) => !resigned)
  const byOpenId = new Map<string, Person>(people.map((one) => [openIdFor(world, app.id, one.id), one]))
  const leading = [...world.chats.values()].find(({ name }) => name === leadingGroup)
  return {
    named: (name) => people.find((one) => one.name === name) ?? null,
    known: (by) => (by === null ? null : (byOpenId.get(by) ?? null)),
    leads: ({ id }) => leading?.people.has(id) ?? false,
  }
}

function chatOf({ world }: Emulator, group: string, { id }: Person) {
  return [...world.chats.values()].find((each) => each.name === group && each.people.has(id) && !each.dissolved) ?? null
}

/** Of these people the one the story is about, else the first. */
function preferred(staff: Staff, people: readonly OpenId[], name: string): Person | null {
  const found = people.map(staff.known).filter((one) => one !== null)
  return found.find((one) => one.name === name) ?? found[0] ?? null
}

/** A closed campaign takes no answers; a later day opens it again. */
function laterDay(staff: Staff, { campaign, coordinator }: Outlook, now: Date): Idea | null {
  if (campaign?.status !== 'closed') return null
  const almost = addDays(wallClock(now, timeZone).day, 20)
  const day = nextSchoolDay(almost, { work: officialCalendar, holidays: campaign.holidays })
  return {
    label: { zh: '办公室延期，接着填', en: 'The office puts the closing off' },
    hint: {
      zh: '活动已经截止。发送写好的这一句，截止日期往后延，老师可以接着填。',
      en: 'The campaign is closed. Send the line that is typed already: with a later day answers are taken again.',
    },
    who: day === null ? null : staff.known(coordinator),
    group: leadingGroup,
    draft: `@对标 创建活动 自查截止日期：${day}`,
  }
}

function oneAnswer(staff: Staff, { owing }: Outlook): Idea {
  const teachers = owing
    .map(({ person }) => person)
    .filter((each) => {
      const found = staff.known(each)
      return found !== null && !staff.leads(found)
    })
  return {
    label: { zh: '老师填一条（90 秒）', en: 'A teacher answers one (90 s)' },
    hint: {
      zh: '发送写好的「填报」，选自评，写一句实际做法，提交。',
      en: 'Send the word that is typed already, choose a rating, write one fact, submit.',
    },
    who: preferred(staff, teachers, newcomer),
    group: null,
    draft: '填报',
  }
}

function progress(staff: Staff): Idea {
  return {
    label: { zh: '校长看进度', en: 'The principal asks how far it is' },
    hint: {
      zh: '发送写好的这一句：已填报、已达到两个数字，按职责、按部门。',
      en: 'Send the line that is typed already: answered and met, by duty and by department.',
    },
    who: staff.named(principal),
    group: leadingGroup,
    draft: '@对标 进度',
  }
}

function clockMoved(staff: Staff, outlook: Outlook, now: Date): Idea | null {
  const { reminder } = foresee(outlook, now)
  if (reminder === null) return null
  const { day, hour } = wallClock(reminder.at, timeZone)
  return {
    label: {
      zh: `把时间拨到${sayShortDay(day)}${hour}:00，看提醒`,
      en: `Move the clock to ${day}, ${hour}:00: reminders go out`,
    },
    hint: {
      zh: `点时钟，选「${remindersGoOut.zh}」。还没填完的老师各收到一条私信，群里不点名。`,
      en: `Click the clock, choose “${remindersGoOut.en}”. Who still owes something is told in private, nobody in a group.`,
    },
    who: preferred(staff, reminder.people, reminded),
    group: null,
    draft: null,
  }
}

function summary(staff: Staff, { coordinator }: Outlook): Idea {
  return {
    label: { zh: '办公室生成总结', en: 'The office compiles the summary' },
    hint: {
      zh: '发送写好的这一句，群里会来一份可以修改的 Word 总结，还缺的地方都标出来。',
      en: 'Send the line that is typed already: an editable Word file comes, with what is missing marked.',
    },
    who: staff.known(coordinator),
    group: leadingGroup,
    draft: '@对标 总结',
  }
}

/** As long as the one whose thread it is has a card there to be pressed. */
function cardOfAnother(staff: Staff, { owing }: Outlook): Idea | null {
  const owner = staff.named(inThread)
  if (owner === null || !owing.some(({ person }) => staff.known(person) === owner)) return null
  return {
    label: { zh: '别人的卡片按不了', en: 'Nobody presses another’s card' },
    hint: {
      zh: `点${inThread}那条消息下面的「N 条回复」打开话题，在卡片上按「提交并继续」：卡片不变，只告诉您这是谁的。`,
      en: `Under the message of ${inThread} press “N replies” to open the thread, then 提交并继续: the card stays, and you are told whose it is.`,
    },
    who: staff.named(onlooker),
    group: moralGroup,
    draft: null,
  }
}
