import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepLookout } from '#src/demo/lookout.ts'
import { type Outlook, unknownYet } from '#src/demo/outlook.ts'
import type { Day } from '#src/domain/day.ts'
import { makeNews } from '#src/emulator/world/news.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const until = (inspectBy: string): Outlook => ({
  ...unknownYet,
  campaign: { status: 'open', inspectBy: inspectBy as Day, remindHour: 16, remindOn: null, holidays: [] },
})

/** A lookout on data that a test changes, with what the page was told and what was done in which order. */
function watched() {
  const news = makeNews()
  const done: string[] = []
  const data = { now: until('2026-10-22'), broken: false }
  news.listen(({ kind }) => done.push(`told ${kind}`))
  const lookout = keepLookout(news, {
    async look() {
      done.push('look')
      if (data.broken) throw new Error('no data')
      return data.now
    },
    settle: async () => void done.push('settle'),
    failed: (error) => done.push(String(error)),
  })
  return { news, done, data, lookout }
}

test('a burst of changes is one look, after all has settled; the page is told once, and that ends there', async () => {
  const { news, done, data, lookout } = watched()
  await lookout.begin()
  expect(lookout.outlook()).toEqual(data.now)
  await vi.runAllTimersAsync()
  done.length = 0
  data.now = until('2026-11-05')
  for (const id of ['1', '2', '3']) news.tell({ kind: 'message', id })
  expect(lookout.outlook()).toEqual(until('2026-10-22'))
  await vi.runAllTimersAsync()
  expect(lookout.outlook()).toEqual(data.now)
  expect(done).toEqual([...Array(3).fill('told message'), 'settle', 'look', 'told town', 'settle', 'look'])
  expect(vi.getTimerCount()).toBe(0)
})

test('a look that fails leaves what was seen, and the next one is taken', async () => {
  const { news, done, data, lookout } = watched()
  await lookout.begin()
  data.broken = true
  await lookout.refresh()
  expect([lookout.outlook(), done.at(-1)]).toEqual([until('2026-10-22'), 'Error: no data'])
  Object.assign(data, { broken: false, now: until('2026-11-05') })
  news.tell({ kind: 'message', id: '1' })
  await vi.runAllTimersAsync()
  expect(lookout.outlook()).toEqual(data.now)
})

test('stopped, it looks no more', async () => {
  const { news, done, lookout } = watched()
  await lookout.begin()
  await lookout.stop()
  done.length = 0
  news.tell({ kind: 'message', id: '1' })
  await lookout.refresh()
  await vi.runAllTimersAsync()
  expect(done).toEqual(['told message'])
})
