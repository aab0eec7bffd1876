import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { evidenceSaid } from '#cards/evidence-words.ts'
import { issueRefusals } from '#cards/issue-words.ts'
import { leadingGroup, openDivided, receiverOf, teachers } from '#test/support/first-school.ts'
import { arriving, keptAs, settle } from '#test/support/lay-evidence.ts'
import { fallShort, issueNo } from '#test/support/ledger.ts'
import type { Recorder } from '#test/support/recorder.ts'

// The proof of issue 1: lin owns it, of 教务处, whose head is qian.

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await fallShort(world, 'lin', 17)
  world.clock.pass(60_000)
  await world.say('lin', '台账 1')
  await world.send('lin', { kind: 'file', name: '验收单.pdf', key: 'proof' })
  const [piece] = await arriving(world)
  if (piece === undefined) throw new Error('nothing is on its way')
  await settle(world, piece, keptAs('file', 'proof'))
  for (const one of ['zhao', 'wu', 'qian']) await world.say(one, '/help', { in: leadingGroup })
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

test.each([
  ['lin', 'owns it', evidenceSaid.sentPrivately],
  ['qian', 'heads the department', evidenceSaid.sentPrivately],
  ['zhao', 'coordinates', evidenceSaid.sentPrivately],
  ['wu', 'leads', evidenceSaid.sentPrivately],
  ['li', 'teaches in the department', issueRefusals.unknown],
  ['sun', 'heads another', issueRefusals.unknown],
  ['zhou', 'is of another school', issueRefusals.unknown],
])('%s, who %s, presses 查看材料 on it', async (who, _, words) => {
  const { id: issue } = await issueNo(world, 1)
  for (const on of [{}, { chat: teachers }]) {
    const before = world.sent.length
    const reply = await world.press(who, { v: 1, do: 'show-issue-evidence', issue }, {}, on)
    expect(reply.toast?.text).toBe(words)
    const letters = world.sent.slice(before)
    expect(letters.map(receiverOf)).toEqual(words === evidenceSaid.sentPrivately ? [who] : [])
  }
})

test('the same by words', async () => {
  const letters = await world.say('qian', '台账 1 查看佐证')
  expect(letters.filter((one) => one.content.kind === 'evidence')).toHaveLength(1)
})

test('what somebody is to look at is not taken away under their eyes', async () => {
  const { id } = await world.database.db
    .transaction()
    .execute((tx) => tx.selectFrom('evidence').select('id').executeTakeFirstOrThrow())
  await world.say('lin', '台账 1 申请销号 已补齐')
  const press = { v: 1, do: 'withdraw-evidence', evidence: id } as const
  expect((await world.press('lin', press)).toast?.text).toBe(evidenceSaid.proofStands)
  await world.say('qian', '台账 1 退回 还差一份')
  expect((await world.press('lin', press)).toast?.text).toBe(evidenceSaid.withdrawn)
})
