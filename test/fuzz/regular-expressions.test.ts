import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/**
 * Every regular expression of the bot, run over long texts of one repeated sign: eight times the text may take eight
 * times the work, and not sixty-four. What a teacher types reaches 150 KB, what they send as a file several MB.
 */
const short = 4_000
const times = 8
/** Processor time of this process in ms, so that what else runs on the machine does not count. */
const enoughToJudge = 40
const growthOfALine = 3 * times

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

/** What is repeated: each class of signs the expressions speak of, and pairs that could be split in two ways. */
const pumps = [
  ' ',
  '\n',
  '0',
  'a',
  '的',
  '，',
  '。',
  '、',
  '.',
  '(',
  '（',
  ':',
  '：',
  '-',
  '·',
  '/',
  '0.',
  '1、',
  ' 的',
  '。 ',
  ' \n',
  '第1条',
  'a=',
  '\t ',
  '年1',
  '一',
]

function work(run: () => void): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** The whole text is looked through, as `replaceAll` does; nothing fits at its end. */
function search({ source, flags }: Found, pump: string, length: number): number {
  const all = new RegExp(source, flags.includes('g') ? flags : `${flags}g`)
  const text = `${pump.repeat(length / pump.length)}\u0001`
  return work(() => void text.replaceAll(all, ''))
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

function grows(one: Found, pump: string): boolean {
  const long = search(one, pump, short * times)
  return long > enoughToJudge && long > growthOfALine * Math.max(search(one, pump, short), 0.5)
}

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
