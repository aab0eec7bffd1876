import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What the page imports by name: package → the directory inside it that is served, and the file its name means. */
const packages: Readonly<Record<string, { readonly under: string; readonly entry: string }>> = {
  'lit-html': { under: '', entry: 'lit-html.js' },
  'markdown-it': { under: 'dist/browser', entry: 'markdown-it.esm.min.mjs' },
  // The library the platform itself draws charts with, as one file; it is fetched when the first chart is shown.
  '@visactor/vchart': { under: 'build', entry: 'index.min.js' },
}
const names: Readonly<Record<string, string>> = {
  'lit-html': 'lit-html',
  'markdown-it/browser': 'markdown-it',
  '@visactor/vchart': '@visactor/vchart',
}

const prefix = '/lib/'

/** The import map of the page: names of packages to addresses on this server. No build step rewrites any import. */
export const importMap = JSON.stringify({
  imports: {
    ...Object.fromEntries(
      Object.entries(names).map(([name, from]) => [name, `${prefix}${from}/${packages[from]?.entry ?? ''}`]),
    ),
    'lit-html/': `${prefix}lit-html/`,
  },
})

/** How the content security policy names the import map, which has to stand in the page itself. */
export const importMapHash = `'sha256-${createHash('sha256').update(importMap).digest('base64')}'`

/** The directory and file behind an address under `/lib/`; null when nothing is served there. */
export function libraryFile(address: string): { readonly root: string; readonly path: string } | null {
  const found = Object.entries(packages).find(([name]) => address.startsWith(`${prefix}${name}/`))
  if (found === undefined) return null
  const [name, { under }] = found
  const root = packageDirectory(name)
  return root === null ? null : { root: join(root, under), path: address.slice(`${prefix}${name}/`.length) }
}

/** The nearest `node_modules` that holds the package: these are development dependencies and may be left out. */
function packageDirectory(name: string): string | null {
  let at = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const here = join(at, 'node_modules', name)
    if (existsSync(here)) return here
    const up = dirname(at)
    if (up === at) return null
    at = up
  }
}
