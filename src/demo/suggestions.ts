import type { Bilingual, Suggestion } from '#src/emulator/page/contract.ts'
import type { Emulator } from '#src/emulator/start.ts'
import type { App } from '#src/emulator/world/world.ts'
import { closing, headsTold, reminder, reminderDay, weeklyDigest } from './days.ts'
import { coordinator, inThread, leadingGroup, moralGroup, newcomer, onlooker, principal, reminded } from './school.ts'

/** Times worth going to; the page leaves out those that are over. */
export const landmarks: readonly { readonly label: Bilingual; readonly at: Date }[] = [
  { label: { zh: '私信提醒', en: 'Private reminders' }, at: reminder },
  { label: { zh: '每周小结', en: 'Weekly digest' }, at: weeklyDigest },
  { label: { zh: '请部门负责人协助', en: 'Heads are asked to help' }, at: headsTold },
  { label: { zh: '截止，总结自动生成', en: 'Closing: the summary comes by itself' }, at: closing },
]

type Idea = Pick<Suggestion, 'label' | 'hint' | 'draft'> & {
  readonly who: string
  /** null: the private chat with the bot. */
  readonly group: string | null
  /** Its words are true until then. */
  readonly until?: Date
}

const ideas: readonly Idea[] = [
  {
    label: { zh: '老师填一条（90 秒）', en: 'A teacher answers one (90 s)' },
    hint: {
      zh: '在最新的卡片上点「继续填报」，选自评，写一句实际做法，提交。',
      en: 'Press 继续填报 on the newest card, choose a rating, write one fact, submit.',
    },
    who: newcomer,
    group: null,
    draft: null,
  },
  {
    label: { zh: '校长看进度', en: 'The principal asks how far it is' },
    hint: {
      zh: '发送写好的这一句：已填报、已达到两个数字，按职责、按部门。',
      en: 'Send the line that is typed already: answered and met, by duty and by department.',
    },
    who: principal,
    group: leadingGroup,
    draft: '@对标 /progress',
  },
  {
    label: { zh: '把时间拨到明天 16:00，看提醒', en: 'Move the clock to tomorrow, 16:00: reminders go out' },
    hint: {
      zh: '点时钟，选「私信提醒」。还没填完的老师各收到一条私信，群里不点名。',
      en: 'Click the clock, choose “Private reminders”. Who still owes something is told in private, nobody in a group.',
    },
    who: reminded,
    group: null,
    draft: null,
    until: reminderDay,
  },
  {
    label: { zh: '办公室生成总结', en: 'The office compiles the summary' },
    hint: {
      zh: '发送写好的这一句，群里会来一份可以修改的 Word 总结，还缺的地方都标出来。',
      en: 'Send the line that is typed already: an editable Word file comes, with what is missing marked.',
    },
    who: coordinator,
    group: leadingGroup,
    draft: '@对标 /summary',
  },
  {
    label: { zh: '别人的卡片按不了', en: 'Nobody presses another’s card' },
    hint: {
      zh: `打开${inThread}的话题，在卡片上按「提交并继续」：卡片不变，只告诉您这是谁的。`,
      en: `Open the thread of ${inThread} and press 提交并继续: the card stays, and you are told whose it is.`,
    },
    who: onlooker,
    group: moralGroup,
    draft: null,
  },
]

/** What to try first, with the ids of this world; whoever has left the school is left out. */
export function suggestionsFor(emulator: Emulator, app: App, now: Date): readonly Suggestion[] {
  const { people, chats } = emulator.world
  return ideas.flatMap(({ who, group, until, ...said }): Suggestion[] => {
    const person = [...people.values()].find(({ name, resigned }) => name === who && !resigned)
    if (person === undefined || (until !== undefined && until <= now)) return []
    const chat =
      group === null
        ? emulator.privateChat(person, app)
        : [...chats.values()].find((each) => each.name === group && each.people.has(person.id) && !each.dissolved)
    return chat === undefined ? [] : [{ ...said, person: person.id, chat: chat.id }]
  })
}
