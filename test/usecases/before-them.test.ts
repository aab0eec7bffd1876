import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { issueSaid } from '#cards/issue-words.ts'
import type { MessageId } from '#src/domain/ids.ts'
import { openDivided, receiverOf, wordsOf } from '#test/support/first-school.ts'
import { fallShort, historyOf } from '#test/support/ledger.ts'
import type { Recorder } from '#test/support/recorder.ts'

const hour = 3_600_000
let world: Recorder
let walkCard: MessageId | undefined
/** lin has an issue, a walk at 18, and the issue before her. */
beforeAll(async () => {
  world = await openDivided()
  await fallShort(world, 'lin', 17)
  walkCard = (await world.say('lin', '填报 18')).at(-1)?.message
  world.clock.pass(60_000)
  await world.say('lin', '台账 1')
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

async function hear(who: string, words: string, root?: MessageId): Promise<string> {
  return wordsOf((await world.say(who, words, root === undefined ? {} : { root })).at(-1))
}
const saidOf = async () => (await historyOf(world, 1)).flatMap((one) => one.said ?? [])
const usesOf = () =>
  world.database.db
    .transaction()
    .execute((tx) => tx.selectFrom('evidence_use').select(['assignment', 'issue']).execute())

test('a reply to the card of the walk is an answer, whatever was looked at since', async () => {
  expect(await hear('lin', '每周一次', walkCard)).toContain('工作情况：每周一次')
  await world.say('lin', '台账 1')
  world.clock.pass(60_000)
  await world.send('lin', { kind: 'image', key: 'key_18' }, { root: walkCard ?? null })
  expect(await usesOf()).toMatchObject([{ issue: null }])
  expect(await saidOf()).toEqual([])
})

test('a reply to a letter about an issue is about that one, also when another is before them', async () => {
  await world.say('zhao', '台账 新增 问题：栏杆坏了 来源：督导检查 部门：教务处 责任人：林老师')
  const letter = world.sent.findLast((one) => receiverOf(one) === 'lin')?.message
  expect(await hear('lin', '栏杆已经焊好', letter)).toContain('栏杆坏了')
  expect((await historyOf(world, 2)).at(-1)?.said).toBe('栏杆已经焊好')
  expect(await saidOf()).toEqual([])
})

test('a reply of whoever does not own it is no progress, but its verbs do what they say', async () => {
  await world.say('lin', '申请销号 名册已补')
  const letter = world.sent.findLast((one) => receiverOf(one) === 'qian')?.message
  expect(await hear('qian', '我下午去看看', letter)).toBe(issueSaid.notNoted(1))
  expect(await hear('qian', '同意销号', letter)).toContain('［已销号］')
})

test('after two hours the walk has the words and the photos', async () => {
  world.clock.pass(2 * hour)
  expect(await hear('lin', '名册补了一半')).toContain(issueSaid.reported)
  world.clock.pass(2 * hour + 1000)
  expect(await hear('lin', '每周一次')).toContain('工作情况：每周一次')
  expect(await saidOf()).toEqual(['名册补了一半'])
})

test('without a walk they are told to open the issue again', async () => {
  await world.say('zhao', '台账 新增 问题：门锁坏了 来源：督导检查 部门：教务处 责任人：李老师')
  await world.say('li', '台账 2')
  world.clock.pass(2 * hour + 1000)
  expect(await hear('li', '换了新锁')).toBe(issueSaid.openFirst(2))
  const told = await world.send('li', { kind: 'image', key: 'key_lock' })
  expect(wordsOf(told.at(-1))).toBe(issueSaid.openFirst(2))
  expect(await usesOf()).toEqual([])
})

test('while it waits for a look a remark does not change it', async () => {
  await world.say('lin', '申请销号 名册已补')
  expect(await hear('lin', '好的谢谢钱主任，辛苦了')).toBe(issueSaid.courtesy)
  expect(await hear('lin', '二年级的也补了')).toBe(issueSaid.awaitsLook(1))
  expect(await saidOf()).toEqual(['名册已补'])
  expect(await hear('lin', '台账 1 进展 二年级的也补了')).toContain(issueSaid.reported)
})
