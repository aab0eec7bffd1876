import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'

type Import = {
  readonly file: string
  readonly written: string
  /** What is written, as a path from the root of the project or the name of a package. */
  readonly target: string
  readonly typeOnly: boolean
}
/** Paths and packages an area may import; those under `types` only as types, which leave nothing in the program. */
type Rule = { readonly may: readonly string[]; readonly types?: readonly string[] }

const anything: Rule = { may: [''] }

/** Who may import what: the table of our style guide, by folder or file, the first that fits. Itself is always allowed. */
const rules: Readonly<Record<string, Rule>> = {
  'src/main.ts': anything,
  'src/start.ts': anything,
  'src/wiring.ts': anything,
  'src/start-error.ts': { may: [] },
  'src/config.ts': { may: ['node:fs', 'node:path', 'src/start-error.ts', 'zod'] },
  'src/log.ts': { may: ['pino', 'src/ports.ts'], types: ['src/config.ts'] },
  'src/metrics.ts': { may: ['prom-client'], types: ['src/ports.ts'] },
  'src/health.ts': { may: ['@koa/router'], types: ['prom-client'] },
  'src/door.ts': { may: ['node:'] },
  'src/watchdog.ts': { may: ['node:'] },
  'src/file-readers.ts': { may: ['src/files/', 'src/usecases/'], types: ['src/domain/', 'src/jobs/'] },
  'src/events.ts': { may: [], types: ['src/domain/', 'cards/press.ts', 'cards/card.ts'] },
  'src/ports.ts': { may: [], types: ['src/domain/', 'cards/', 'db/schema.ts', 'kysely'] },
  'src/calendar.ts': { may: ['chinese-days', 'src/domain/'] },
  'src/inbox.ts': {
    may: ['src/domain/', 'src/usecases/', 'src/router.ts', 'src/ports.ts', 'cards/', 'db/'],
    types: ['src/events.ts'],
  },
  'src/router.ts': { may: ['src/domain/', 'src/usecases/', 'src/ports.ts', 'cards/', 'db/'], types: ['src/events.ts'] },
  'src/domain/': { may: [] },
  'src/usecases/': {
    may: ['src/domain/', 'src/documents/', 'src/ports.ts', 'cards/', 'db/'],
    types: ['src/events.ts', 'kysely'],
  },
  // `docx` and `write-excel-file` make the bytes of papers: nothing goes out, so it stays pure.
  'src/documents/': { may: ['src/domain/', 'docx', 'write-excel-file'] },
  'src/jobs/': {
    // A card that the platform refuses goes out as words.
    may: ['src/usecases/', 'src/ports.ts', 'db/', 'cards/as-text.ts', 'pg-boss', 'kysely', 'zod', 'node:'],
    types: ['src/domain/', 'src/log.ts'],
  },
  // Bytes that people sent: kept, told apart, photos drawn anew, packed to be taken along.
  'src/files/': { may: ['src/ports.ts', 'src/domain/', 'sharp', 'file-type', 'yauzl', 'yazl', 'saxen', 'node:'] },
  'src/feishu/': {
    may: ['src/ports.ts', 'src/domain/', 'cards/', '@larksuiteoapi/node-sdk', 'koa', '@koa/router', 'zod', 'node:'],
    types: ['src/events.ts'],
  },
  // What runs in the browser: no Node, and of its server only the shapes of what they say to each other.
  'src/emulator/page/browser/': {
    may: ['lit-html', 'markdown-it', '@visactor/vchart'],
    types: ['src/emulator/page/contract.ts'],
  },
  // Looks at all there is between the settings and a press; nothing imports it.
  'src/doctor/': {
    may: [
      'src/config.ts',
      'src/calendar.ts',
      'src/ports.ts',
      'src/domain/',
      'src/feishu/',
      'src/backup/',
      'cards/',
      'db/',
      'kysely',
      'zod',
      'node:',
    ],
  },
  'src/backup/main.ts': anything,
  'src/backup/command.ts': { may: ['src/backup/', 'src/config.ts', 'src/start-error.ts'], types: ['src/log.ts'] },
  // All data at once: it reads and writes tables, queue and kept files, and knows no rule about them.
  'src/backup/': {
    may: ['src/files/store.ts', 'src/jobs/', 'src/ports.ts', 'db/', 'kysely', 'yauzl', 'yazl', 'zod', 'node:'],
    types: ['src/config.ts', 'src/log.ts'],
  },
  // Besides the tests the one place where bot and emulator meet: it starts them both.
  'src/demo/': anything,
  // A second opinion on the platform: nothing of ours, and not the SDK either.
  'src/emulator/': { may: ['node:', 'koa', '@koa/router', '@koa/send', 'zod'] },
  'cards/': { may: ['src/domain/', 'zod'] },
  'db/': {
    may: ['src/domain/', 'kysely', 'pg', 'pg-protocol', '@electric-sql/pglite', 'node:'],
    types: ['src/events.ts', 'src/ports.ts'],
  },
  'standards/': { may: ['src/domain/', 'zod', 'node:'] },
}

const files = globSync(['src/**/*.ts', 'src/**/*.js', 'cards/**/*.ts', 'db/**/*.ts', 'standards/**/*.ts']).toSorted()
const textOf = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))

const statement =
  /^(import|export)\s+(type\s+)?((?:\w+\s*,?\s*)?(?:\{[^}]*\}|\*(?:\s+as\s+\w+)?)?\s*from\s*)?['"]([^'"]+)['"]/gm

/** `import`s and `export … from`s of a file; `import('…')` in a type is found too, so that nothing hides there. */
function importsOf(file: string, text: string): Import[] {
  const plain = [...text.matchAll(statement)].map(([, , isType, names, written]) => ({
    file,
    written: written ?? '',
    typeOnly: isType !== undefined || onlyTypes(names ?? ''),
  }))
  const inside = [...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)]
  const hidden = inside.map(([, written]) => ({ file, written: written ?? '', typeOnly: true }))
  return [...plain, ...hidden].map((one) => ({ ...one, target: resolve(file, one.written) }))
}

function onlyTypes(names: string): boolean {
  const listed = /^\{([^}]*)\}/.exec(names.trim())?.[1]
  const each = (listed ?? '').split(',').filter((name) => name.trim() !== '')
  return listed !== undefined && each.length > 0 && each.every((name) => name.trim().startsWith('type '))
}

function resolve(file: string, target: string): string {
  if (target.startsWith('#')) return target.slice(1)
  return target.startsWith('.') ? posix.join(posix.dirname(file), target) : target
}

function ruleOf(file: string): readonly [area: string, rule: Rule] {
  const found = Object.entries(rules).find(([area]) => file === area || (area.endsWith('/') && file.startsWith(area)))
  return found ?? ['nowhere', { may: [] }]
}

function isAllowed({ file, target, typeOnly }: Import): boolean {
  const [area, { may, types = [] }] = ruleOf(file)
  const fits = (allowed: string) =>
    target === allowed || target.startsWith(/[/:]$|^$/.test(allowed) ? allowed : `${allowed}/`)
  return (area.endsWith('/') && target.startsWith(area)) || may.some(fits) || (typeOnly && types.some(fits))
}

const all = [...textOf].flatMap(([file, text]) => importsOf(file, text))
const said = ({ file, target, typeOnly }: Import) => `${file} imports ${typeOnly ? 'types of ' : ''}${target}`

test('every folder imports only what the style guide lets it', () => {
  expect(all.length).toBeGreaterThan(100)
  expect(all.filter((one) => !isAllowed(one)).map(said)).toEqual([])
})

test('every file belongs to an area of the table', () => {
  expect(files.filter((file) => ruleOf(file)[0] === 'nowhere')).toEqual([])
})

test('only src/feishu knows the SDK, and only what meets HTTP knows koa', () => {
  const knows = (name: RegExp, where: RegExp) =>
    all.filter(({ file, target }) => name.test(target) && !where.test(file)).map(said)
  expect(knows(/^@larksuiteoapi\//, /^src\/feishu\//)).toEqual([])
  expect(knows(/^@?koa(\/|$)/, /^src\/(feishu\/webhook|health|wiring)\.ts$|^src\/emulator\//)).toEqual([])
})

test('only src/config.ts reads the environment', () => {
  const reads = files.filter((file) =>
    /process\s*(\?\.|\.)\s*env\b|\benv\b.*from 'node:process'/.test(textOf.get(file) ?? ''),
  )
  expect(reads.filter((file) => !file.startsWith('src/emulator/'))).toEqual(['src/config.ts'])
})

test('what lies in another folder is imported by its name, and nothing imports a test', () => {
  const top = (path: string) => path.split('/')[0]
  const stray = all.filter(({ file, written, target }) => written.startsWith('.') && top(file) !== top(target))
  expect(stray.map(said)).toEqual([])
  expect(all.filter(({ target }) => target.startsWith('test/')).map(said)).toEqual([])
})

test('the bot and the emulator know nothing of the demonstration', () => {
  const knows = all.filter(({ file, target }) => target.startsWith('src/demo/') && !file.startsWith('src/demo/'))
  expect(knows.map(said)).toEqual([])
})
