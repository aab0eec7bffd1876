import Router from '@koa/router'
import type { Registry } from 'prom-client'

export type HealthParts = {
  /** Each resolves when its part answers, by name. */
  readonly checks: Readonly<Record<string, () => Promise<unknown>>>
  readonly registry: Registry
  /** What has come of a test of the connection by its code (src/doctor). */
  readonly heard: (code: string) => Promise<{ readonly press: boolean; readonly words: boolean }>
  /** Requests to the webhook that were refused since the start, by reason. */
  readonly refusals: () => Promise<Readonly<Record<string, number>>>
}

/** A part that takes longer is of no use to people who wait three seconds at most. */
const answerWithinMs = 2_000

/**
 * For whoever runs the bot: `/healthz` (the process is alive), `/readyz` (all that it needs answers, else 503 and what
 * does not), `/metrics`, and `/connection-test/<six digits>`, by which the doctor learns what reached this bot.
 */
export function health({ checks, registry, heard, refusals }: HealthParts): Router {
  const router = new Router()
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
    ctx.type = registry.contentType
    ctx.body = await registry.metrics()
  })
  router.get('/connection-test/:code', async (ctx) => {
    const code = ctx.params.code ?? ''
    if (!/^\d{6}$/.test(code)) return
    const found = heard(code)
    if (await answers(() => found)) ctx.body = { ...(await found), refused: await refusals() }
    else ctx.status = 503
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
