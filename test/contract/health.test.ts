import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { expect, test } from 'vitest'
import { type HealthParts, health } from '#src/health.ts'
import { type Asked, makeMetrics } from '#src/metrics.ts'

const now = new Date('2026-09-21T09:00+08:00')
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const asked: Asked = {
  depth: async () => ({ 'handle-event': 2, deliver: 7, remind: 0, 'keep-evidence': 0, 'read-file': 0, tick: 0 }),
  tickAge: async () => 12.5,
  standing: async () => ({ reminders: 3, oldestLetter: ago(2), oldestCard: ago(300), cardsNearEnd: 1 }),
  pool: () => ({ open: 4, idle: 1, waiting: 6 }),
  build: { version: '1.2.3', node: '24.0.0', database: 'server' },
  now: () => now,
}
const fine = async () => {}
const fails = () => Promise.reject(new Error('connection refused'))

async function startHealth(checks: Partial<HealthParts['checks']> = {}, more: Partial<Asked> = {}) {
  const metrics = makeMetrics({ ...asked, ...more })
  const app = new Koa()
  app.use(
    health({
      checks: { database: fine, queue: fine, ...checks },
      registry: metrics.registry,
      heard: async (code) => ({ press: code === '482913', words: false }),
      refusals: metrics.refusals,
    }).routes(),
  )
  const server = createServer(app.callback())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    metrics,
    get: (path: string) => fetch(base + path),
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections()),
  }
}

test('/healthz answers while everything else is down', async () => {
  await using bot = await startHealth(
    { database: fails, queue: fails },
    { depth: fails, tickAge: fails, standing: fails },
  )
  expect((await bot.get('/healthz')).status).toBe(200)
})

test('/readyz answers 200 when database and queue answer, else 503 and which does not', async () => {
  await using ready = await startHealth()
  const answer = await ready.get('/readyz')
  expect([answer.status, await answer.json()]).toEqual([200, { database: 'answers', queue: 'answers' }])
  await using broken = await startHealth({ queue: fails })
  const refusal = await broken.get('/readyz')
  expect([refusal.status, await refusal.json()]).toEqual([503, { database: 'answers', queue: 'does not answer' }])
})

/** What a Prometheus server would read: value by name and labels. */
async function read(bot: { get(path: string): Promise<Response> }): Promise<ReadonlyMap<string, number>> {
  const text = await (await bot.get('/metrics')).text()
  const lines = text.split('\n').filter((line) => /^duibiao_/.test(line))
  return new Map(lines.map((line) => [line.replace(/ [^ ]+$/, ''), Number(/[^ ]+$/.exec(line)?.[0])]))
}

test('/readyz says that the long connection is down, where there is one', async () => {
  await using bot = await startHealth({ 'long-connection': fails })
  const answer = await bot.get('/readyz')
  const found = { database: 'answers', queue: 'answers', 'long-connection': 'does not answer' }
  expect([answer.status, await answer.json()]).toEqual([503, found])
})

test('/metrics says whether the long connection is open, where there is one', async () => {
  await using bot = await startHealth()
  const said = async () => (await (await bot.get('/metrics')).text()).match(/^duibiao_line_connected .*/m)?.[0]
  expect(await said()).toBeUndefined()
  let isOpen = true
  bot.metrics.watchLine(() => isOpen)
  expect(await said()).toBe('duibiao_line_connected 1')
  isOpen = false
  expect(await said()).toBe('duibiao_line_connected 0')
})

test('/metrics counts what happened in this process', async () => {
  await using bot = await startHealth()
  bot.metrics.press(0.2, 'answered')
  bot.metrics.press(2.4, 'answered')
  bot.metrics.press(2.7, 'failed')
  bot.metrics.delivery('sent')
  bot.metrics.delivery('sent')
  bot.metrics.refused('wrong signature')
  bot.metrics.gaveUp('tick')
  expect((await bot.get('/metrics')).headers.get('content-type')).toContain('text/plain')
  const found = await read(bot)
  expect(found.get('duibiao_press_seconds_count{outcome="answered"}')).toBe(2)
  expect(found.get('duibiao_press_seconds_bucket{le="2",outcome="answered"}')).toBe(1)
  expect(found.get('duibiao_press_seconds_bucket{le="2.5",outcome="answered"}')).toBe(2)
  expect(found.get('duibiao_press_seconds_bucket{le="2.5",outcome="failed"}')).toBe(0)
  expect(found.get('duibiao_deliveries_total{outcome="sent"}')).toBe(2)
  expect(found.get('duibiao_webhook_refused_total{why="wrong signature"}')).toBe(1)
  expect(found.get('duibiao_jobs_given_up_total{queue="tick"}')).toBe(1)
})

test('/metrics says how things stand', async () => {
  await using bot = await startHealth()
  const found = await read(bot)
  expect(Object.fromEntries([...found].filter(([name]) => !/_total|_seconds_|_press_/.test(name)))).toEqual({
    'duibiao_jobs{queue="handle-event"}': 2,
    'duibiao_jobs{queue="deliver"}': 7,
    'duibiao_jobs{queue="remind"}': 0,
    'duibiao_jobs{queue="keep-evidence"}': 0,
    'duibiao_jobs{queue="read-file"}': 0,
    'duibiao_jobs{queue="tick"}': 0,
    duibiao_tick_age_seconds: 12.5,
    duibiao_reminders_outstanding: 3,
    duibiao_letter_age_seconds: 7_200,
    duibiao_card_age_seconds: 1_080_000,
    duibiao_cards_near_end: 1,
    'duibiao_database_connections{state="open"}': 4,
    'duibiao_database_connections{state="idle"}': 1,
    'duibiao_database_connections{state="waiting"}': 6,
    'duibiao_build_info{version="1.2.3",node="24.0.0",database="server"}': 1,
  })
})

test('what nobody waits for and what there is none of is 0; a tick that is long ago is absent', async () => {
  const standing = async () => ({ reminders: 0, oldestLetter: null, oldestCard: null, cardsNearEnd: 0 })
  await using bot = await startHealth({}, { standing, tickAge: async () => null, pool: () => null })
  const found = await read(bot)
  expect(found.get('duibiao_letter_age_seconds')).toBe(0)
  expect(found.get('duibiao_card_age_seconds')).toBe(0)
  expect(found.has('duibiao_tick_age_seconds')).toBe(false)
  expect([...found.keys()].filter((name) => name.startsWith('duibiao_database_connections'))).toEqual([])
})

test('/metrics answers without what the database does not tell, also when it was told before', async () => {
  let down = false
  const unless =
    <T>(ask: () => Promise<T>) =>
    async () =>
      down ? fails() : ask()
  const { depth, tickAge, standing } = asked
  await using bot = await startHealth(
    {},
    { depth: unless(depth), tickAge: unless(tickAge), standing: unless(standing) },
  )
  expect((await read(bot)).get('duibiao_cards_near_end')).toBe(1)
  down = true
  bot.metrics.delivery('failed')
  const found = await read(bot)
  expect(found.get('duibiao_deliveries_total{outcome="failed"}')).toBe(1)
  expect([...found.keys()].filter((name) => /_jobs\{|_age_|_near_end|_outstanding/.test(name))).toEqual([])
})

test('however many look at once, the database is asked once', async () => {
  let questions = 0
  const { promise, resolve } = Promise.withResolvers<void>()
  const standing = async () => {
    questions += 1
    await promise
    return asked.standing()
  }
  await using bot = await startHealth({}, { standing })
  const looks = [read(bot), read(bot), read(bot)]
  await expect.poll(() => questions).toBe(1)
  resolve()
  for (const found of await Promise.all(looks)) expect(found.get('duibiao_reminders_outstanding')).toBe(3)
  expect((await read(bot)).get('duibiao_reminders_outstanding')).toBe(3)
  expect(questions).toBe(2)
})

test('/connection-test says what has come of a test by its six digits, and what was refused', async () => {
  await using bot = await startHealth()
  bot.metrics.refused('wrong signature')
  const answer = await bot.get('/connection-test/482913')
  expect(await answer.json()).toEqual({ press: true, words: false, refused: { 'wrong signature': 1 } })
  for (const path of ['/connection-test/48291', '/connection-test/4829130', '/connection-test/abcdef']) {
    expect((await bot.get(path)).status).toBe(404)
  }
})
