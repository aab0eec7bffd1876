import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

// What the papers of a full school cost: 92 answers of 500 characters, 60 issues, 300 pieces of evidence, against a school
// that has answered nothing. Each round is a process of its own, so that nothing is warm and memory is what one
// compilation takes. Only the ratios of one run mean anything; both schools take turns in it.

export type Cost = {
  /** Milliseconds of CPU by what they were spent on. */
  readonly cpu: Readonly<Record<string, number>>
  /** MiB: before the first paper, with everything loaded; and the most there ever was. */
  readonly loaded: number
  readonly peak: number
}

const rounds = 7
const run = promisify(execFile)

async function costOf(school: 'full' | 'empty'): Promise<Cost> {
  const { stdout } = await run(process.execPath, [`${import.meta.dirname}/bench-round.ts`, school])
  return JSON.parse(stdout) as Cost
}

const full: Cost[] = []
const empty: Cost[] = []
for (let round = 0; round < rounds; round += 1) {
  full.push(await costOf('full'))
  empty.push(await costOf('empty'))
}

const works = Object.keys(full[0]?.cpu ?? {})
const all = (cost: Cost) => Object.values(cost.cpu).reduce((sum, one) => sum + one, 0)
const row = (name: string, of: (cost: Cost) => number, unit: string) => {
  const ratios = full.map((one, round) => of(one) / Math.max(of(empty[round] ?? one), 0.01))
  console.log(`${name.padEnd(42)} ${spread(full.map(of), unit).padEnd(30)} ${spread(ratios, '×')}`)
}
console.log(
  `${rounds} rounds, each a fresh process: median (least to most), then the same as a ratio to an empty school`,
)
for (const work of works) row(work, ({ cpu }) => cpu[work] ?? 0, ' ms')
row('all of it', all, ' ms')
row('memory for it, above what is loaded', ({ peak, loaded }) => peak - loaded, ' MiB')
row('the most memory the process ever had', ({ peak }) => peak, ' MiB')

function spread(numbers: readonly number[], unit: string): string {
  const sorted = numbers.toSorted((a, b) => a - b)
  const say = (at: number) => (sorted[at] ?? 0).toFixed(unit === '×' ? 2 : 0)
  return `${say(Math.floor(sorted.length / 2))}${unit} (${say(0)} to ${say(sorted.length - 1)})`
}
