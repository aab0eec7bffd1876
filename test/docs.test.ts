import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, test } from 'vitest'
import { parseSettings, readConfig, schema } from '#src/config.ts'
import { commands, readCommand } from '#src/domain/command.ts'
import { issueMoves } from '#src/domain/issue.ts'
import { answerMoves } from '#src/domain/review.ts'
import { troubleOf } from '#src/feishu/errors.ts'
import { explain } from '#src/feishu/explain.ts'
import { lineRefusals } from '#src/feishu/long-connection.ts'
import { neededScopes } from '#src/feishu/scopes.ts'

const root = new URL('..', import.meta.url).pathname
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const pages = globSync(['*.md', '{docs,src,standards,test,cards,db}/**/*.md'], { cwd: root }).toSorted()

const readme = read('README.md')
const operating = read('docs/operating.md')

/** The cells of the table under a heading of its own, without the two lines of its head. */
function tableAfter(text: string, heading: string): string[][] {
  const [, after = ''] = text.split(`\n${heading}\n`)
  const lines = after.split('\n')
  const from = lines.findIndex((line) => line.startsWith('|'))
  const to = lines.findIndex((line, at) => at > from && !line.startsWith('|'))
  return lines.slice(from + 2, to).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

const bare = (cell = '') => cell.replaceAll('`', '')

describe('settings', () => {
  const rows = tableAfter(readme, '## Settings')
  const complete = {
    FEISHU_APP_ID: 'cli_0123456789abcdef',
    FEISHU_APP_SECRET: 'secret',
    FEISHU_ENCRYPT_KEY: 'key',
    FEISHU_VERIFICATION_TOKEN: 'token',
  }

  test('README, .env.example and the program know the same ones', () => {
    const known = Object.keys(schema.shape).toSorted()
    expect(rows.map(([name]) => bare(name)).toSorted()).toEqual(known)
    expect(Object.keys(parseEnv(read('.env.example'))).toSorted()).toEqual(known)
  })

  test.each(rows)('%s is %s when it is not set', (name, told) => {
    const found = schema.shape[bare(name) as keyof typeof schema.shape].safeParse(undefined)
    const byLine = { ...complete, FEISHU_TRANSPORT: 'long-connection', [bare(name)]: '' }
    const required = parseSettings(byLine).success ? 'required for webhook' : 'required'
    const value = found.success ? (found.data === undefined ? 'none' : String(found.data)) : required
    expect(bare(told)).toBe(value)
  })

  test('the four that are required are enough, with .env.example as it is', () => {
    expect(() => readConfig({ ...parseEnv(read('.env.example')), ...complete })).not.toThrow()
  })

  test.each(tableAfter(operating, '## A start that ends with one sentence'))('%s is said as told', (example, told) => {
    const byLine = / with the long connection$/.test(example) ? { FEISHU_TRANSPORT: 'long-connection' } : {}
    const [name = '', ...value] = bare(example)
      .replace(/^no | with the long connection$/g, '')
      .split('=')
    expect(() => readConfig({ ...complete, ...byLine, [name]: value.join('=') })).toThrow(told)
  })
})

test('README lists the commands there are, in both languages, and they are understood', () => {
  const rows = tableAfter(readme, '## Commands').map((row) => row.slice(0, 2).map(bare))
  expect(rows).toEqual(commands.map(([name, chinese]) => [`/${name}`, chinese]))
  for (const row of rows) for (const word of row) expect(readCommand(word)?.name, word).toBe(row[0]?.slice(1))
})

test('README, in both languages, and the table of permissions ask for the scopes the doctor looks for', () => {
  const needed = neededScopes.map((one) => one.scope).toSorted()
  const listed = (text: string) => [
    ...new Set([...text.matchAll(/`((?:im|contact):[\w.:]+)`/g)].map(([, scope]) => scope)),
  ]
  const between = (text: string, from: string, to: string) => (text.split(from)[1] ?? '').split(to)[0] ?? ''
  expect(listed(between(readme, '3. **Scopes**', '4. **')).toSorted()).toEqual(needed)
  expect(listed(between(read('README.zh-CN.md'), '2. 「权限管理」', '3. ')).toSorted()).toEqual(needed)
  const rows = tableAfter(read('docs/platform-notes.md'), '## Permissions, by what they are for')
  const wanted = rows.filter(([, , isNeeded]) => isNeeded !== 'no')
  expect(wanted.flatMap(([, scopes = '']) => listed(scopes)).toSorted()).toEqual(needed)
})

test('what the manual says of a code is what the log says', () => {
  const all = [...operating.matchAll(/^\| (\d+) \| (.+) \|$/gm)].map(([, code, told]) => [Number(code), told] as const)
  expect(all.length).toBeGreaterThan(10)
  for (const [code, told] of all) {
    const trouble = troubleOf({ about: 'GET /', status: 400, body: { code, msg: '' }, resetSeconds: null })
    const said = lineRefusals[code] ?? (trouble === null ? null : explain(trouble).operator)
    expect(said, String(code)).toBe(told)
  }
})

test('states.md has just the moves of an answer that the program knows', () => {
  const told = tableAfter(read('docs/states.md'), '## Answers').map((row) => row.slice(0, 3))
  const known = Object.entries(answerMoves).flatMap(([from, moves]) =>
    Object.entries(moves).map(([move, to]) => [from, move, to]),
  )
  expect(told).toEqual(known)
})

test('states.md has just the moves of an issue that the program knows', () => {
  const told = tableAfter(read('docs/states.md'), '## Issues').map((row) => row.slice(0, 3))
  const known = Object.entries(issueMoves).flatMap(([from, moves]) =>
    Object.entries(moves).map(([move, to]) => [from, move, to]),
  )
  expect(told.toSorted()).toEqual(known.toSorted())
})

describe('security.md', () => {
  const text = read('docs/security.md')
  const shown = [...text.matchAll(/`(test\/[\w./-]+\.test\.ts)` “([^”]+)”/g)].map(([, file = '', name = '']) => [
    file,
    name,
  ])

  test('every threat says what shows that something stands in its way', () => {
    const rows = text.split('\n').filter((line) => /^\| (?!who wants|---)/.test(line))
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.filter((row) => !/\.test\.ts` “/.test(row.split(' | ')[2] ?? ''))).toEqual([])
  })

  test.each(shown)('%s has a test called %s', (file, name) => {
    expect(read(file ?? '')).toContain(name)
  })
})

describe.each(pages)('%s', (page) => {
  const text = read(page)

  test('names only files that are there', () => {
    const links = [...text.matchAll(/(?:\]\(|src="|srcset=")([^)\s"]+)/g)].map(([, to = '']) => to)
    const local = links.filter((to) => !/^[a-z]+:/.test(to)).map((to) => to.replace(/#.*$/, ''))
    expect(local.filter((to) => to !== '' && !existsSync(join(root, dirname(page), to)))).toEqual([])
    const named = [...text.matchAll(/`((?:src|cards|db|docs|standards|test)\/[\w./-]+)`/g)].map(([, to = '']) => to)
    expect(named.filter((to) => !existsSync(join(root, to)))).toEqual([])
  })

  test('names only scripts there are', () => {
    const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts)
    const called = [...text.matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short,
    )
    expect(called.filter((name) => !scripts.includes(name ?? ''))).toEqual([])
  })
})
