import type { Context, Next } from 'koa'
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
 * Refuses what another site's page makes a browser send: whoever tries the product also has other tabs open. Programs send no
 * such header and pass.
 */
export async function sameSiteOnly(ctx: Context, next: Next): Promise<void> {
  const site = ctx.get('Sec-Fetch-Site')
  const origin = ctx.get('Origin')
  if (!ctx.path.startsWith('/emulator/')) return next()
  const strange = origin !== '' && origin !== `${ctx.protocol}://${ctx.host}`
  if (strange || (site !== '' && site !== 'same-origin' && site !== 'none')) {
    ctx.status = 403
    ctx.body = { error: 'only the page of this emulator may ask this' }
    return
  }
  await next()
}
