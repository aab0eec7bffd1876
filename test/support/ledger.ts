import type { Press } from '#cards/press.ts'
import { findIssueByNo, issuesOf, type KeptIssue } from '#db/issue.ts'
import { entriesOf, type KeptEntry } from '#db/issue-entry.ts'
import type { ChatId, IssueId, IssueNo } from '#src/domain/ids.ts'
import type { Reply } from '#src/events.ts'
import { campaignOf, walkPress } from './first-school.ts'
import type { Recorder } from './recorder.ts'

/** An answer that falls short, submitted on the requirement's card. */
export async function fallShort(
  world: Recorder,
  who: string,
  no: number,
  form: { readonly shortcoming?: string; readonly measure?: string; readonly due?: string } = {},
): Promise<Reply> {
  const { shortcoming = '缺名册', due, ...rest } = form
  const given = {
    rating: '部分达到',
    fact: '有做法',
    shortcoming,
    ...rest,
    ...(due === undefined ? {} : { due: `${due} +0800` }),
  }
  return world.press(who, await walkPress(world, 'submit-answer', no), given)
}

export async function isMet(world: Recorder, who: string, no: number): Promise<Reply> {
  return world.press(who, await walkPress(world, 'submit-answer', no), { rating: '已达到', fact: '已有名册' })
}

/** The first school's ledger, by number. */
export async function ledgerOf(world: Recorder): Promise<KeptIssue[]> {
  const { id } = await campaignOf(world)
  return world.database.db.transaction().execute((tx) => issuesOf(tx, id))
}

export async function issueNo(world: Recorder, no: number): Promise<KeptIssue> {
  const { id } = await campaignOf(world)
  const found = await world.database.db.transaction().execute((tx) => findIssueByNo(tx, id, no as IssueNo))
  if (found === null) throw new Error(`no issue ${no}`)
  return found
}

/** What was done about an issue, the oldest first. */
export async function historyOf(world: Recorder, no: number): Promise<KeptEntry[]> {
  const { id } = await issueNo(world, no)
  const entries = await world.database.db.transaction().execute((tx) => entriesOf(tx, id, 100))
  return entries.toReversed()
}

export type IssueVerb = Extract<Press, { readonly issue: IssueId; readonly seen: number }>['do']

/** What a button of an issue's card carries now; `behind`: drawn so many changes ago. */
export async function issuePress(world: Recorder, verb: IssueVerb, no: number, into?: number): Promise<Press> {
  const { id, version } = await issueNo(world, no)
  const other = into === undefined ? id : (await issueNo(world, into)).id
  return { v: 1, do: verb, issue: id, into: other, seen: version } as Press
}

export async function move(
  world: Recorder,
  who: string,
  verb: IssueVerb,
  no: number,
  words = '',
  into?: number,
): Promise<Reply> {
  return world.press(who, await issuePress(world, verb, no, into), { words })
}

/**
 * An issue in each state that something can be done from, of a department and its owner, added by who may. Where owner
 * and adder are one, what nobody does to their own is not done.
 */
export type LaidIssues = Readonly<Record<'open' | 'awaiting' | 'withdrawn' | 'joined' | 'other', KeptIssue>>
export async function layIssues(
  world: Recorder,
  by: string,
  owner: { readonly who: string; readonly name: string; readonly department: string },
  chat?: ChatId,
): Promise<LaidIssues> {
  const names = ['open', 'awaiting', 'withdrawn', 'joined', 'other'] as const
  for (const name of names) {
    const words = `台账 新增 问题：放着的问题${name} 来源：督导检查 部门：${owner.department} 责任人：${owner.name}`
    await world.say(by, words, chat === undefined ? {} : { in: chat })
  }
  await world.say(owner.who, '台账 2 申请销号 已办好')
  await world.say(by, '台账 3 不作为问题 看错了', chat === undefined ? {} : { in: chat })
  await world.say(by, '台账 4 并入 1', chat === undefined ? {} : { in: chat })
  const { id } = await campaignOf(world, chat)
  const all = await world.database.db.transaction().execute((tx) => issuesOf(tx, id))
  return Object.fromEntries(names.map((name, at) => [name, all[at]])) as LaidIssues
}
