import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDivided, shares, walkPress } from '#test/support/first-school.ts'
import { fallShort, issuePress, move } from '#test/support/ledger.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { statementsOf } from '#test/support/statements.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

function drafts() {
  return world.database.db.transaction().execute((tx) => tx.selectFrom('draft').selectAll().execute())
}

test('of what somebody is writing meanwhile only the rating is emptied, and what they left as it was submitted', async () => {
  await fallShort(world, 'lin', 17, { measure: '补名册', due: '2026-09-25' })
  const typed = { rating: '未达到', fact: '又查了一遍', shortcoming: '操场排水也不行', measure: '补名册' }
  await world.press('lin', await walkPress(world, 'keep-draft', 17), { ...typed, due: '2026-09-28 +0800' })
  await move(world, 'lin', 'ask-strike-off', 1, '名册已补')
  await move(world, 'qian', 'strike-off', 1)
  expect(await drafts()).toMatchObject([
    { rating: null, fact: '又查了一遍', shortcoming: '操场排水也不行', measure: null, due: '2026-09-28' },
  ])
})

test('a strike-off costs as many statements for twenty requirements as for two', async () => {
  const nos = ((await shares(world)).qian ?? []).slice(0, 20)
  const costs: number[] = []
  for (const many of [2, nos.length]) {
    await world.rewind()
    for (const no of nos.slice(0, many)) await fallShort(world, 'qian', no, { shortcoming: `第${no}条各不相同` })
    for (let at = 2; at <= many; at += 1) await move(world, 'qian', 'join-issue', at, '', 1)
    await move(world, 'qian', 'ask-strike-off', 1, '都已办好')
    costs.push((await statementsOf(world, 'zhao', await issuePress(world, 'strike-off', 1))).length)
    expect(await drafts()).toHaveLength(many)
  }
  expect(costs[1]).toBe(costs[0])
})
