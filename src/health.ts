import Router from '@koa/router'
import { type Kysely, sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Metrics } from './metrics.ts'

export type HealthParts = {
  readonly db: Kysely<Database>
  readonly queue: { depth(): Promise<unknown> }
  readonly metrics: Metrics
}

/** A part that takes longer is of no use to people who wait three seconds at most. */
const answerWithinMs = 2_000

/**
 * For whoever runs the bot: `/healthz` (the process is alive), `/readyz` (database and queue answer, else 503 and which
 * does not) and `/metrics`.
 */
export function healthRoutes({ db, queue, metrics }: HealthParts): Router {
  const router = new Router()
  const checks = { database: () => sql`select 1`.execute(db), queue: () => queue.depth() }
  router.get('/healthz', (ctx) => {
    ctx.body = { alive: true }
  })
  router.get('/readyz', async (ctx) => {
    const asked = Object.entries(checks).map(async ([name, check]) => [name, await answers(check)] as const)
    const found = await Promise.all(asked)
    ctx.status = found.every(([, fine]) => fine) ? 200 : 503
    ctx.body = Object.fromEntries(found.map(([name, fine]) => [name, fine ? 'answers' : 'does not answer']))
  })
  router.get('/metrics', async (ctx) => {
    ctx.type = metrics.registry.contentType
    ctx.body = await metrics.registry.metrics()
  })
  return router
}

async function answers(check: () => Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<false>()
  const timer = setTimeout(() => late.resolve(false), answerWithinMs)
  const asked = check().then(
    () => true,
    () => false,
  )
  try {
    return await Promise.race([asked, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
