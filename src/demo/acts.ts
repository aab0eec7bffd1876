import { answers, type Given } from './answers.ts'
import { inspectBy } from './days.ts'
import type { Hands, SeenCard } from './hands.ts'
import type { Past } from './past.ts'
import { campaignTitle, coordinator, leadingGroup, schoolName } from './school.ts'

/** Something that happened at the school, done by the hands of its people. */
export type Act = (past: Past) => Promise<void>

/**
 * The trial edition of 2014: the paper the product is measured by follows it, and there is an invented fact for each of its
 * 92 requirements, which the demonstration shares with the story the project tells of itself.
 */
const standard = '义务教育学校管理标准（试行）（92条）'

const submit = '提交并继续'

/** The bot is added to a group. */
export function meets(group: string): Act {
  return ({ emulator, school }) => emulator.addBot(school.group(group), school.app)
}

export function says(who: string, group: string, text: string): Act {
  return (past) => past.hands(who, group).chatter(text)
}

/** Asks the bot something, in a group or in private. */
export function asks(who: string, group: string | null, text: string): Act {
  return async (past) => void (await past.hands(who, group).tell(text))
}

export const setsUp: Act = async (past) => {
  const here = past.hands(coordinator, leadingGroup)
  await here.tell('创建活动')
  await past.settle()
  await here.press(expected(here, '创建活动'), '创建活动', {
    学校名称: schoolName,
    活动名称: campaignTitle,
    对照标准: standard,
    自查截止日期: inspectBy,
    联络员: past.school.person(coordinator).openId(past.school.app),
  })
}

/** The proposal is confirmed as it is: every department's share is spread over its members. */
export const divides: Act = async (past) => {
  const here = past.hands(coordinator, leadingGroup)
  await here.tell('分工')
  await past.settle()
  await here.press(expected(here, '确认分工'), '确认分工')
}

/** Asked for in the evening, reminders go out at the campaign's hour of the next school day. */
export const ordersReminders: Act = async (past) => {
  const here = past.hands(coordinator)
  await here.tell('催办')
  await past.settle()
  await here.press(expected(here, '确认催办'), '确认催办')
}

/** Somebody answers what is theirs, or as much of it. */
export function answersOn(who: string, most = Number.POSITIVE_INFINITY): Act {
  return async (past) => {
    const here = past.hands(who)
    await opens(here)
    for (let done = 0; done < most; done += 1) {
      const card = here.card(submit)
      if (card === null) return
      await here.press(card, submit, fields(known(card)))
    }
  }
}

/** Begins and does not finish: the card keeps what was typed. */
export function keepsDraft(who: string): Act {
  return async (past) => {
    const here = past.hands(who)
    await opens(here)
    const card = expected(here, submit)
    await here.press(card, '暂存', { 工作情况: known(card).fact ?? '' })
  }
}

/** All by words, as somebody does who does not like forms. */
export function answersInWords(who: string, most: number): Act {
  return async (past) => {
    const here = past.hands(who)
    await here.tell('填报')
    await past.settle()
    for (let done = 0; done < most; done += 1) {
      const lines = Object.entries(fields(known(expected(here, submit)))).map(([label, text]) => `${label}：${text}`)
      await here.tell(lines.join('\n'))
      await past.settle()
      await here.tell('提交')
      await past.settle()
    }
  }
}

/** In a thread of the group: the fact is a reply there, only the rating is pressed. The card then asks the next one. */
export function answersInThread(who: string, group: string): Act {
  return async (past) => {
    const root = await past.hands(who, group).tell('填报')
    await past.settle()
    const here = past.hands(who, group, root)
    const { fact, rating } = known(expected(here, submit))
    await here.tell(fact ?? '')
    await past.settle()
    await here.press(expected(here, submit), submit, { 自评: rating })
  }
}

/** Those named, or all of the school, look at their chats to the end: the private one, or all of their groups. */
export function read(which: 'private' | 'groups'): Act {
  return async ({ school, hands }) => {
    for (const { name } of school.people) {
      if (which === 'private') await hands(name).read()
      else for (const group of school.groupsOf(name)) await hands(name, group.name).read()
    }
  }
}

/** The walk stands in the chat already, or begins with the newest card that offers it. */
async function opens(here: Hands): Promise<void> {
  if (here.card(submit) !== null) return
  const button = here.card('继续填报') === null ? '开始填报' : '继续填报'
  await here.press(expected(here, button), button)
}

function expected(here: Hands, button: string): SeenCard {
  const card = here.card(button)
  if (card === null) throw new Error(`${here.name} was sent no card with ${button}`)
  return card
}

/** What the school knows about the requirement a card asks; the card bears its number. */
function known(card: SeenCard): Given {
  const no = Number(/内部编号(\d+)/.exec(card.text)?.[1])
  const found = answers.find((one) => one.no === no)
  if (found === undefined) throw new Error(`nothing is invented for what this card asks: ${card.text}`)
  return found
}

/** An answer by the labels of its fields. */
function fields({ rating, fact, shortcoming, measure, due, evidence }: Given): Record<string, string> {
  const all = {
    自评: rating,
    工作情况: fact,
    存在问题: shortcoming,
    整改措施: measure,
    整改时限: due,
    佐证材料: evidence,
  }
  return Object.fromEntries(Object.entries(all).filter((each): each is [string, string] => typeof each[1] === 'string'))
}
