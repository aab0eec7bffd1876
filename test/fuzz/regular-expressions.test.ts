import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { growsTooFast, pumps } from '#test/support/processor-time.ts'

/**
 * Every regular expression of the bot, run over long texts of one repeated sign: eight times the text may take eight
 * times the work, and not sixty-four. What a teacher types reaches 150 KB, what they send as a file several MB.
 */
const short = 4_000

const roots = ['src/domain', 'src/documents', 'src/feishu', 'src/files', 'src/usecases', 'src/jobs', 'cards', 'db']
const root = new URL('../..', import.meta.url).pathname
const literal =
  /(?<=[=(,:!&|?[\s])\/((?:[^/\\\n[*]|\\.|\[(?:[^\]\\\n]|\\.)*\])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])*)\/([dgimsuvy]*)(?=[\s.,;)\]}]|$)/g

type Found = { readonly where: string; readonly source: string; readonly flags: string }
function expressionsOf(file: string): Found[] {
  const text = readFileSync(`${root}${file}`, 'utf8')
  return text.split('\n').flatMap((line, at) => {
    if (/^\s*(?:\*|\/\/|\/\*)/.test(line)) return []
    return [...line.matchAll(literal)].flatMap(([, source = '', flags = '']) => {
      try {
        new RegExp(source, flags)
        return [{ where: `${file}:${at + 1}`, source, flags }]
      } catch {
        return []
      }
    })
  })
}
const files = globSync(
  roots.map((one) => `${one}/**/*.ts`),
  { cwd: root },
).filter((one) => !one.includes('migrations'))
const expressions = files.toSorted().flatMap(expressionsOf)

/** The whole text is looked through, as `replaceAll` does; nothing fits at its end. */
function grows({ source, flags }: Found, pump: string): boolean {
  const all = new RegExp(source, flags.includes('g') ? flags : `${flags}g`)
  return growsTooFast((length) => void `${pump.repeat(length / pump.length)}\u0001`.replaceAll(all, ''), short)
}

test('the expressions of the bot are found', () => {
  expect(expressions.length).toBeGreaterThan(150)
  expect(expressions.map((one) => one.source)).toContain('^(?:om|oc|ou|od|on)[-_][-A-Za-z0-9_]{1,120}$')
})

test('an expression that goes back and forth is told from one that does not', () => {
  const bad = { where: '', source: '\\s+$', flags: '' }
  expect(grows(bad, ' ')).toBe(true)
  expect(grows({ ...bad, source: '\\s+' }, ' ')).toBe(false)
})

/** Only ever run over texts that are short, and why. */
const onShortTexts: Readonly<Record<string, string>> = {
  'src/feishu/connection.ts': 'the address of the platform, from the settings',
}

test('none takes more than its share of a long text', () => {
  const slow = expressions.flatMap((one) => {
    const pump = pumps.find((each) => grows(one, each))
    return pump === undefined ? [] : [`${one.where} /${one.source}/ over ${JSON.stringify(pump)}`]
  })
  expect(slow.filter((one) => !Object.keys(onShortTexts).some((known) => one.includes(known)))).toEqual([])
})
