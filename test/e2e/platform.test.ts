import { expect, test } from 'vitest'
import { boundTogether } from '#src/domain/papers.ts'
import type { Switches } from '#src/emulator/switches.ts'
import { startTown } from '#test/support/town.ts'
import { openCampaign, openDivided, tell } from './campaign.ts'

/** Each switch off its default at least once; several at a time, because they do not touch each other. */
const ways: readonly (readonly [string, Partial<Switches>])[] = [
  ['empty fields as they come naturally', { emptyFormField: 'natural', submitValue: 'absent' }],
  [
    'empty fields as empty text, callbacks in milliseconds',
    { emptyFormField: 'empty-string', callbackCreateTime: 'milliseconds' },
  ],
  ['empty fields as null, every event twice', { emptyFormField: 'null', duplicates: 1 }],
  [
    'empty fields as lists, every event twice under a new id, a patch during a callback undone',
    { emptyFormField: 'empty-array', duplicatesWithNewId: 1, patchDuringCallback: 'undone' },
  ],
  [
    'empty fields missing, every two events swapped, blanks are no text',
    { emptyFormField: 'missing', swapPairs: true, whitespaceIsFilled: false },
  ],
  ['all events at once, limits on', { delivery: 'at-once', limits: true }],
]

// Where the platform's documents leave a behaviour open the bot has to stand every reading of them.
test.each(ways)('a walk stands it: %s', async (_, switches) => {
  await using town = await startTown({ switches })
  const { sun, here } = await openCampaign(town)
  await tell(town, here, '/assign')
  await here.on().press('确认分工')
  await town.settle()
  expect(sun.cards()).toHaveLength(1)
  await sun.on().press('开始填报')
  await sun.on().fill('工作情况', '先记一笔').press('暂存')
  expect(sun.on().value('工作情况')).toBe('先记一笔')
  const refused = await sun.on().choose('自评', '部分达到').press('提交并继续')
  expect(refused.toast?.content).toContain('存在问题')
  await sun.on().fill('存在问题', '还没有台账').fill('工作情况', '').press('提交并继续')
  expect(sun.lastCard().subtitle).toBe('第2条/共27条 · 已填1')
  await tell(town, sun, '每月一次国旗下讲话')
  expect(sun.on().value('工作情况')).toBe('每月一次国旗下讲话')
  await sun.on().choose('自评', '已达到').press('提交并继续')
  await tell(town, here, '/progress')
  expect(here.lastText()).toContain('2 / 92 条')
  await tell(town, here, '/summary')
  expect(here.files()).toHaveLength(boundTogether.length)
})

test.each(['same', 'error'] as const)(
  'an answer lost on its way back makes no second message: %s',
  async (secondUuid) => {
    await using town = await startTown({ switches: { secondUuid } })
    const { here, sun } = await openDivided(town)
    town.emulator.failNext({ api: 'POST /open-apis/im/v1/messages', times: 1, how: { kind: 'cut-after' } })
    await sun.say('填报')
    await town.emulator.settle()
    await town.bot.queue.settled({ delayed: true })
    expect(sun.cards().filter((one) => one.subtitle.startsWith('第1条'))).toHaveLength(1)
    // It is known to have arrived: words typed after it belong to it.
    await tell(town, sun, '每天晨检')
    expect(sun.on().value('工作情况')).toBe('每天晨检')
    await tell(town, here, '/progress')
    expect(here.lastCard().title).toBe('自查进度')
  },
)

test.each(['fresh', 'same'] as const)(
  'an event whose answer came too late is taken once: %s',
  async (retrySignature) => {
    await using town = await startTown({ switches: { retrySignature, retryScale: 0.001 } })
    const { sun } = await openDivided(town)
    await tell(town, sun, '填报')
    town.emulator.switches.eventTimeoutMs = 0
    await sun.say('每天晨检')
    town.emulator.wire.listen(() => {
      town.emulator.switches.eventTimeoutMs = 3000
    })
    await town.settle()
    const tries = town.emulator.wire.entries.filter(
      (one) => one.kind === 'event' && one.type === 'im.message.receive_v1',
    )
    expect(tries.map((one) => one.kind === 'event' && one.ok)).toContain(false)
    expect(sun.on().value('工作情况')).toBe('每天晨检')
    expect(sun.cards().filter((one) => one.text.includes('已记入「工作情况」'))).toHaveLength(1)
  },
)

test('whose reminder the platform puts off is answered all the same', async () => {
  await using town = await startTown()
  const { sun } = await openDivided(town)
  const api = 'POST /open-apis/im/v1/messages'
  town.emulator.failNext({ api, times: 3, how: { kind: 'code', status: 400, code: 99991672 } })
  town.clock.set('2026-09-23T16:00+08:00')
  await town.bot.tick()
  await town.settle()
  const before = sun.cards().map((one) => one.title)
  await tell(town, sun, '/mine')
  expect(sun.cards().map((one) => one.title)).toEqual([...before, '我的任务'])
})
