import Router from '@koa/router'
import type { LongConnection } from './long-connection.ts'

/** Where the SDK asks for the address of its long connection. */
export function lineRouter(line: LongConnection): Router {
  const router = new Router()
  router.post('/callback/ws/endpoint', async (ctx) => {
    const parts: Buffer[] = []
    for await (const part of ctx.req) parts.push(part as Buffer)
    let body: unknown
    try {
      body = JSON.parse(Buffer.concat(parts).toString('utf8'))
    } catch {
      body = null
    }
    ctx.body = line.endpoint(body, ctx.host)
  })
  return router
}
