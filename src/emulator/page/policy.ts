import { isIP } from 'node:net'
import type { Context, Middleware, Next } from 'koa'
import { importMapHash } from './libraries.ts'

/**
 * Nothing from elsewhere, nothing inline, nothing evaluated: what people write cannot become program, whatever a view
 * forgets. The one exception is the import map, by its hash. Charts draw on a canvas; blob: is for pictures just picked.
 */
const policy = [
  "default-src 'none'",
  `script-src 'self' ${importMapHash}`,
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers of everything the page is made of. */
export async function withPolicy(ctx: Context, next: Next): Promise<void> {
  ctx.set('Content-Security-Policy', policy)
  ctx.set('X-Content-Type-Options', 'nosniff')
  ctx.set('Referrer-Policy', 'no-referrer')
  ctx.set('Cross-Origin-Opener-Policy', 'same-origin')
  ctx.set('Cross-Origin-Resource-Policy', 'same-origin')
  await next()
}

/**
 * Refuses what another site's page makes a browser ask, whatever the address: whoever tries the product also has other tabs
 * open. Programs send no such headers and pass; following a link from elsewhere to the page is fine. A name that is neither
 * this machine's nor the one the emulator was started with may be another site's that points here for a moment.
 */
export function ownPageOnly(host: string): Middleware {
  return async (ctx, next) => {
    const origin = ctx.get('Origin')
    const site = ctx.get('Sec-Fetch-Site')
    const follows = ctx.method === 'GET' && ctx.get('Sec-Fetch-Mode') === 'navigate'
    const isOwn =
      (origin === '' || origin === `${ctx.protocol}://${ctx.host}`) &&
      (['', 'same-origin', 'none'].includes(site) || follows) &&
      isHere(ctx.hostname, host)
    if (isOwn) return next()
    ctx.status = 403
    ctx.body = { error: 'only the page of this emulator may ask this; call it by its address or as localhost' }
  }
}

function isHere(name: string, host: string): boolean {
  return name === 'localhost' || name === host || isIP(name.replace(/^\[|\]$/g, '')) !== 0
}
