import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { officialCalendar } from '#src/calendar.ts'
import type { PaperKind } from '#src/domain/papers.ts'
import type { SummaryFacts } from '#src/domain/summary.ts'
import { writePaper } from '#src/usecases/write-paper.ts'
import { aStandard, someFacts } from '../domain/summary-facts.ts'
import { anyFacts } from './any-facts.ts'
import { takeReport, takeWorkbook, under } from './taken-apart.ts'

// Whatever a school answers and whatever its ledger holds: each thing once wherever it belongs, in one order, under one
// number, and counted. What is expected is told anew here, so that a rule that is wrong in `src` is not also wrong here.

const calendar = { work: officialCalendar, holidays: [] }
const write = async (kind: PaperKind, facts: SummaryFacts) => (await writePaper(kind, facts, calendar)).bytes

const marks = (text: string): string[] => text.match(/〔[^〕]+〕/g) ?? []
/** 3. and （3） at the beginning of a line about a problem. */
const numbers = (lines: readonly string[]) =>
  lines.flatMap((line) => /^(?:(\d+)\.|（(\d+)）)(?=[〔【])/.exec(line)?.slice(1).find(Boolean) ?? [])

/** The problems the papers are to list: the ledger's, and those of answers that it knows nothing of, by their words. */
function problems({ requirements, issues }: SummaryFacts) {
  const covered = new Set<number>(issues.flatMap((one) => one.requirements))
  const firsts = new Map<string, number>()
  for (const { placed, answer } of requirements.filter((row) => !covered.has(row.placed.no)))
    if (answer?.shortcoming) firsts.set(answer.shortcoming, firsts.get(answer.shortcoming) ?? placed.no)
  const listed = issues
    .filter((one) => one.standing !== 'none')
    .map(({ no, problem, joined, standing, requirements: [first = 1_000] }) => {
      const of = [problem, ...joined.map((one) => one.problem)].flatMap(marks)
      return { first: first as number, no: no as number, of, isDone: standing === 'struck-off' }
    })
  const answered = [...firsts].map(([words, first]) => ({ first, no: 0, of: marks(words), isDone: false }))
  return [...listed, ...answered].toSorted((a, b) => a.first - b.first || a.no - b.no)
}

async function tellsEverythingOnce(facts: SummaryFacts): Promise<void> {
  const { sections, tables } = takeReport(await write('summary', facts))
  const [rating, ledger] = [takeWorkbook(await write('self-rating', facts)), takeWorkbook(await write('ledger', facts))]
  const part = (title: string) => sections.get(title) ?? []
  const check = part('对照标准，逐项自查')
  const answers = facts.requirements.flatMap(({ answer }) => answer ?? [])
  const all = problems(facts)
  const inOrder = all.map((_, at) => String(at + 1))

  // Every answer once in section 三 and once in the table, in the order of the catalogue.
  const stated = answers.flatMap(({ fact }) => marks(fact ?? ''))
  expect(marks(check.join('')).filter((one) => one.startsWith('〔F'))).toEqual(stated)
  expect(under(rating.rows, '三级指标')).toEqual(facts.requirements.map(({ placed }) => placed.title))
  expect(under(rating.rows, '自评概述').map(marks)).toEqual(
    facts.requirements.map(({ answer }) => marks(`${answer?.fact ?? ''}${answer?.shortcoming ?? ''}`)),
  )

  // Every problem once in 四, once in 五 by the same number, once in the ledger; what is struck off once in 六.
  const stands = part('存在的问题').filter((line) => marks(line).length > 0)
  expect(stands.map(marks)).toEqual(all.map(({ of }) => of))
  expect(numbers(stands)).toEqual(inOrder)
  expect(numbers(part('整改措施'))).toEqual(inOrder)
  expect(under(ledger.rows, '序号')).toEqual(inOrder)
  expect(under(ledger.rows, '存在问题').map(marks)).toEqual(all.map(({ of }) => of))
  const results = part('整改成效').filter((line) => marks(line).length > 0)
  expect(results.map((line) => marks(line).filter((one) => !one.startsWith('〔D')))).toEqual(
    all.filter((one) => one.isDone).map(({ of }) => of),
  )

  // Every number is a count of what was given.
  const met = answers.filter((one) => one.means === 'met').length
  const total = facts.requirements.length
  expect(check[0]).toContain(`，${total}条具体要求中已填报${answers.length}条`)
  for (const { word, means } of facts.standard.ratings) {
    const given = answers.filter((one) => one.means === means).length
    // Nobody needs to read that none was.
    const counted = new RegExp(`(?:其中|[、或])${word}(?:或[^、。]*?)?${given === 0 ? '\\d+' : given}条[、。]`)
    expect([word, counted.test(check[0] ?? '')]).toEqual([word, given > 0])
  }
  expect(check[0]?.includes('【尚有')).toBe(answers.length < total)
  expect(rating.note).toContain(`共${total}条，已填报${answers.length}条，已达到${met}条（`)
  const done = all.filter((one) => one.isDone).length
  const live = facts.issues.filter((one) => one.standing !== 'none').length - done
  expect(ledger.note).toContain(`共${live + done}项，整改中${live}项，已销号${done}项（`)
  const told = [...part('整改措施'), ...part('整改成效')].filter((line) => line.startsWith('台账共列问题'))
  const counts =
    done === 0 ? '均在整改' : live === 0 ? '均已完成整改并销号' : `已完成整改并销号${done}项，仍在整改${live}项`
  expect(told.map((line) => line.replace(/（其中.*）/, ''))).toEqual(
    live + done === 0 ? [] : [`台账共列问题${live + done}项，${counts}。`],
  )

  // What stands behind the report is what the workbooks say.
  const behind = (head: string) => tables.find(([heads]) => heads?.includes(head)) ?? []
  expect(behind('三级指标')).toEqual(rating.rows)
  if (all.length > 0) expect(under(behind('对应条款'), '存在问题')).toEqual(under(ledger.rows, '存在问题'))
  expect(JSON.stringify([...sections, tables])).not.toMatch(/null|undefined|NaN|Invalid/)
}

// The first paper of a process loads what all others share.
beforeAll(() => write('summary', someFacts(aStandard([[1]]), {})))

test('any school: each thing once wherever it belongs, in one order, under one number, and counted', async () => {
  await fc.assert(fc.asyncProperty(anyFacts, tellsEverythingOnce), { numRuns: 25 })
})
