import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { expect, test } from 'vitest'
import { type HealthParts, health } from '#src/health.ts'
import { makeMetrics } from '#src/metrics.ts'

const depths = { 'handle-event': 2, deliver: 7, 'keep-evidence': 0, 'read-file': 0, tick: 0 }
const fine = async () => {}
const fails = () => Promise.reject(new Error('connection refused'))

async function startHealth(checks: Partial<HealthParts['checks']> = {}, depth = async () => depths) {
  const metrics = makeMetrics(depth)
  const app = new Koa()
  app.use(health({ checks: { database: fine, queue: fine, ...checks }, registry: metrics.registry }).routes())
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
  await using bot = await startHealth({ database: fails, queue: fails }, fails)
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

test('/metrics counts presses, deliveries and jobs', async () => {
  await using bot = await startHealth()
  bot.metrics.press(0.2, 'answered')
  bot.metrics.delivery('sent')
  bot.metrics.delivery('sent')
  const answer = await bot.get('/metrics')
  expect(answer.headers.get('content-type')).toContain('text/plain')
  const text = await answer.text()
  expect(text).toContain('duibiao_press_seconds_count{outcome="answered"} 1')
  expect(text).toContain('duibiao_deliveries_total{outcome="sent"} 2')
  expect(text).toContain('duibiao_jobs{queue="deliver"} 7')
})

test('/metrics answers without the jobs when the queue is down', async () => {
  await using bot = await startHealth({}, fails)
  bot.metrics.delivery('failed')
  const text = await (await bot.get('/metrics')).text()
  expect(text).toContain('duibiao_deliveries_total{outcome="failed"} 1')
  expect(text).not.toContain('duibiao_jobs{')
})
