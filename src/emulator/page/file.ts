import type { Context } from 'koa'
import type { StoredFile } from '../world/world.ts'

/** Pictures that browsers draw; everything else is only ever saved. */
const shown = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/bmp']

/** A file of a message. What somebody has sent never runs as part of the page, whatever it is. */
export function sendFile(file: StoredFile, ctx: Context): Buffer {
  const isShown = file.kind === 'image' && shown.includes(file.mime)
  ctx.set('X-Content-Type-Options', 'nosniff')
  ctx.set('Content-Security-Policy', "default-src 'none'; sandbox")
  ctx.set('Cache-Control', 'private, max-age=3600')
  if (isShown) ctx.type = file.mime
  else ctx.attachment(file.name.toWellFormed())
  if (!isShown) ctx.type = 'application/octet-stream'
  return file.bytes
}
