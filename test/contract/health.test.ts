import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { expect, test } from 'vitest'
import type { Connection } from '#db/connect.ts'
import { healthRoutes } from '#src/health.ts'
import { makeMetrics } from '#src/metrics.ts'
import { openTestDatabase } from '#test/support/database.ts'

const depths = { 'handle-event': 2, deliver: 7, tick: 0 }
const fails = () => Promise.reject(new Error('connection refused'))

async function startHealth({ db }: Connection, depth = async () => depths) {
  const queue = { depth }
  const metrics = makeMetrics(queue)
  const app = new Koa()
  app.use(healthRoutes({ db, queue, metrics }).routes())
  const server = createServer(app.callback())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    metrics,
    get: (path: string) => fetch(base + path),
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections()),
  }
}

test('/readyz answers 200 when database and queue answer, else 503 and which does not', async () => {
  await using connection = await openTestDatabase()
  await using bot = await startHealth(connection)
  const ready = await bot.get('/readyz')
  expect([ready.status, await ready.json()]).toEqual([200, { database: 'answers', queue: 'answers' }])
  await using broken = await startHealth(connection, fails)
  const half = await broken.get('/readyz')
  expect([half.status, await half.json()]).toEqual([503, { database: 'answers', queue: 'does not answer' }])
  await connection.close()
  const dead = await bot.get('/readyz')
  expect([dead.status, await dead.json()]).toEqual([503, { database: 'does not answer', queue: 'answers' }])
  expect((await bot.get('/healthz')).status).toBe(200)
})

test('/metrics counts events, deliveries and jobs', async () => {
  await using connection = await openTestDatabase()
  await using bot = await startHealth(connection)
  const event = { kind: 'ignored', type: 'x' } as const
  expect(await bot.metrics.timed(event, async () => 'taken')).toBe('taken')
  await expect(bot.metrics.timed(event, fails)).rejects.toThrow('refused')
  bot.metrics.delivered('sent')
  bot.metrics.delivered('sent')
  const answer = await bot.get('/metrics')
  expect(answer.headers.get('content-type')).toContain('text/plain')
  const text = await answer.text()
  expect(text).toContain('duibiao_event_seconds_count{kind="ignored",outcome="taken"} 1')
  expect(text).toContain('duibiao_event_seconds_count{kind="ignored",outcome="failed"} 1')
  expect(text).toContain('duibiao_deliveries_total{outcome="sent"} 2')
  expect(text).toContain('duibiao_jobs{queue="deliver"} 7')
})

test('/metrics answers without the jobs when the queue is down', async () => {
  await using connection = await openTestDatabase()
  await using bot = await startHealth(connection, fails)
  bot.metrics.delivered('failed')
  const text = await (await bot.get('/metrics')).text()
  expect(text).toContain('duibiao_deliveries_total{outcome="failed"} 1')
  expect(text).not.toContain('duibiao_jobs{')
})
