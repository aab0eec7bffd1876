import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Press } from '#cards/press.ts'
import type { IssueId } from '#src/domain/ids.ts'
import { campaignOf, openDivided, shares, walkPress } from '#test/support/first-school.ts'
import { earlierPress, openSecondYear } from '#test/support/last-year.ts'
import { fallShort, issuePress, ledgerOf } from '#test/support/ledger.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { reviewPress, setReview, shownNow, submit } from '#test/support/review.ts'
import { statementsOf as countStatements, roundTripsOf } from '#test/support/statements.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
})
afterAll(() => world[Symbol.asyncDispose]())

const statementsOf = (who: string, press: Press, form?: Record<string, unknown>) =>
  countStatements(world, who, press, form)

/** Their card is before them: what they press next is on it. */
async function begin(where: Recorder, ...people: string[]): Promise<void> {
  const { id: campaign } = await campaignOf(where)
  for (const who of people) await countStatements(where, who, { v: 1, do: 'start-walk', campaign })
}

/** A press has three seconds for all, the way there and back included. On the embedded database each statement waits. */
test('a press on a card costs few statements, however many requirements somebody has', async () => {
  const met = { rating: '已达到', fact: '有' }
  await begin(world, 'lin', 'qian')
  const few = await statementsOf('lin', await walkPress(world, 'submit-answer', 17), met)
  const many = await statementsOf('qian', await walkPress(world, 'submit-answer', 1), met)
  expect(many).toHaveLength(few.length)
  expect(few.length).toBeGreaterThan(5)
  expect(few.length).toBeLessThanOrEqual(9)
  const { id, divisionSeen } = await campaignOf(world)
  const confirm = { v: 1, do: 'confirm-division', campaign: id, page: 0, seen: divisionSeen } as const
  expect((await statementsOf('zhao', confirm, { spread: 'members' })).length).toBeLessThanOrEqual(40)
})

// The embedded database counts them, in the place of a server.
test.skipIf((process.env.DATABASE_URL ?? '') !== '')('a press on a card waits for a server twice', async () => {
  const press = await walkPress(world, 'submit-answer', (await shares(world)).qian?.[1] ?? 0)
  await begin(world, 'qian')
  expect(await roundTripsOf(world, 'qian', press, { rating: '已达到', fact: '有' })).toEqual([
    // Whether the press is new, and whose; campaign and assignment are held; what was written before, what else is theirs, and
    // where their walk is.
    ['begin', 'set', 'insert', 'select', 'select', 'select', 'select'],
    // The answer and its entry in the audit, the walk that goes on, and what its card shows: it is drawn after the commit.
    ['with', 'insert', 'insert', 'select', 'commit'],
  ])
})

test('to confirm what was answered the year before costs few more', async () => {
  await using second = await openSecondYear()
  const press = await earlierPress(second, 'confirm-earlier', 17)
  await begin(second, 'lin')
  expect((await countStatements(second, 'lin', press)).length).toBeLessThanOrEqual(11)
})

test('a verdict costs few, however many wait; so does accepting all of them', async () => {
  await setReview(world, 'head')
  await submit(world, 'lin', 18)
  const alone = await statementsOf('qian', await reviewPress(world, 'accept-answer', 18))
  const sun = (await shares(world)).sun ?? []
  for (const no of sun.slice(0, 8)) await submit(world, 'sun', no)
  const among = await statementsOf('zhao', await reviewPress(world, 'return-answer', sun[0] ?? 0), { reason: '请补充' })
  expect(alone.length).toBeLessThanOrEqual(24)
  expect(among.length).toBeLessThanOrEqual(35)
  const all = { v: 1, do: 'accept-all', shown: await shownNow(world), page: 0 } as const
  expect((await statementsOf('zhao', all)).length).toBeLessThanOrEqual(25)
})

test('an answer that falls short costs a few more; an issue’s card no more, however long the ledger', async () => {
  const short = { rating: '部分达到', fact: '有', shortcoming: '缺名册' }
  const [first = 0, second = 0] = (await shares(world)).zhao ?? []
  await begin(world, 'zhao')
  const opened = await statementsOf('zhao', await walkPress(world, 'submit-answer', first), short)
  expect(opened.length).toBeLessThanOrEqual(15)
  const { id } = (await ledgerOf(world)).at(-1) ?? { id: 0 as IssueId }
  const alone = await statementsOf('zhao', { v: 1, do: 'open-issue', issue: id })
  expect(alone.length).toBeLessThanOrEqual(25)
  await fallShort(world, 'zhao', second, { shortcoming: '别的完全不同的问题' })
  for (let at = 0; at < 12; at += 1) {
    await world.say('zhao', `台账 新增 问题：第${at}件各不相同的事 来源：家长反映 部门：办公室`)
  }
  const later = (await ledgerOf(world))[1]?.id ?? id
  expect(await statementsOf('zhao', { v: 1, do: 'open-issue', issue: later })).toHaveLength(alone.length)
  const struck = await statementsOf('zhao', await issuePress(world, 'ask-strike-off', 1), { words: '已办' })
  expect(struck.length).toBeLessThanOrEqual(50)
})
