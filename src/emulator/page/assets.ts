import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type Router from '@koa/router'
import { send } from '@koa/send'
import type { Context } from 'koa'
import { importMap, libraryFile } from './libraries.ts'
import { withPolicy } from './policy.ts'

const browser = fileURLToPath(new URL('./browser/', import.meta.url))
const kinds = /\.(js|css|svg)$/

/** What the browser loads: two documents, the modules and styles as they lie in `browser/`, and the libraries. */
export function addAssets(router: Router): void {
  router.get('/', withPolicy, (ctx) => document(ctx, 'index.html'))
  router.get('/card', withPolicy, (ctx) => document(ctx, 'card.html'))
  router.get('/page/*path', withPolicy, async (ctx) => {
    const path = ctx.path.slice('/page/'.length)
    if (kinds.test(path)) await send(ctx, path, { root: browser, maxage: 0 })
  })
  router.get('/lib/*path', withPolicy, async (ctx) => {
    const file = libraryFile(ctx.path)
    if (file !== null && file.path !== '') await send(ctx, file.path, { root: file.root, maxage: 3_600_000 })
  })
}

/** The import map has to stand in the document, before its first module. */
async function document(ctx: Context, name: string): Promise<void> {
  const html = await readFile(new URL(name, new URL('./browser/', import.meta.url)), 'utf8')
  ctx.type = 'html'
  ctx.set('Cache-Control', 'no-store')
  ctx.body = html.replace('<script type="importmap"></script>', `<script type="importmap">${importMap}</script>`)
}
