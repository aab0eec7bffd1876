import type Router from '@koa/router'
import type { Context } from 'koa'
import { z } from 'zod'
import { PlatformError } from '../platform/error.ts'

/** A photo or document as base64, in JSON: 100 MB is the most a bot could fetch again. */
const mostBytes = 140 * 1024 * 1024

/** What a route does with the `:id` of its path and the JSON it was sent; what it returns is sent back as JSON. */
export type Run = (id: string, body: unknown, ctx: Context) => unknown

/** Adds `POST /path/:id` as JSON in, JSON out. A slip of the caller is 400 with a sentence. */
export function addJsonRoute(router: Router, route: string, run: Run): void {
  const [method = '', path = ''] = route.split(' ')
  router.register(path, [method], async (ctx: Context) => {
    try {
      const { id = '' } = ctx.params as { id?: string }
      const answer = await run(id, await jsonBody(ctx), ctx)
      if (ctx.respond !== false) ctx.body = answer ?? {}
    } catch (error) {
      // A bug is not hidden: it comes here too, but with its name in the sentence.
      ctx.status = 400
      ctx.body = { error: sentence(error) }
    }
  })
}

async function jsonBody(ctx: Context): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of ctx.req) {
    size += (part as Buffer).length
    if (size > mostBytes) throw new Error('the body is too long')
    parts.push(part as Buffer)
  }
  return size === 0 ? {} : JSON.parse(Buffer.concat(parts).toString('utf8'))
}

function sentence(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error)
  if (error instanceof PlatformError) return `${error.code} ${error.message}`
  return error instanceof Error ? error.message : String(error)
}
