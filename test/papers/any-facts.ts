import fc from 'fast-check'
import type { Answer } from '#src/domain/answer.ts'
import type { Day } from '#src/domain/day.ts'
import type { RequirementNo } from '#src/domain/ids.ts'
import { type RatingWord, type Standard, usualRatings } from '#src/domain/standard.ts'
import type { SummaryFacts } from '#src/domain/summary.ts'
import type { SummaryIssue } from '#src/domain/summary-issues.ts'
import { anAnswer, anIssue, aStandard, someFacts } from '../domain/summary-facts.ts'

// Any school: every text of it begins with a mark that says what it is and whose (〔F7〕 the fact of requirement 7, 〔S7〕
// what falls short of it, 〔M7〕 what is done about that; 〔P3〕 the problem of issue 3, 〔Q3〕 its measure, 〔D3〕 what was
// done, 〔J3-0〕 what went into it; 〔T1〕 a shortcoming several have word for word), so that one in a wrong place is found.

const standings = ['in-hand', 'due-soon', 'overdue', 'waiting-for-above', 'awaiting', 'struck-off', 'none'] as const

/** Short lists that replaced the standard have no tasks, or no duties either. */
const levels = ['duties and tasks', 'duties', 'none'] as const

/** Several words may mean the same, and none stands for what the standard does not know. */
const ownRatings: readonly RatingWord[] = [
  { word: '优秀', means: 'met' },
  { word: '良好', means: 'met' },
  { word: '合格', means: 'partly' },
  { word: '不合格', means: 'unmet' },
]

/** Signs that are escaped, widened or put on one line on their way; none of them is part of a mark. */
const tail = fc.constantFrom(
  '',
  '。',
  '，按月检查',
  '\n1.台账\n2.照片',
  ' <b>&amp;"甲"</b>',
  '(含𠮷班🏫)',
  ',8:30 开始;',
)

const given = fc.record({ rating: fc.nat(3), tail, isBare: fc.boolean(), shared: fc.nat(2) })
const entry = fc.record({
  ...{ standing: fc.constantFrom(...standings), joined: fc.nat(2), isBare: fc.boolean(), tail },
  of: fc.uniqueArray(fc.nat(), { maxLength: 3 }),
})
type Given = typeof given extends fc.Arbitrary<infer One> ? One : never
type Entry = typeof entry extends fc.Arbitrary<infer One> ? One : never

const shape = fc.array(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 }), {
  ...{ minLength: 1, maxLength: 3 },
})

export const anyFacts: fc.Arbitrary<SummaryFacts> = fc
  .record({
    ...{ shape, levels: fc.constantFrom(...levels), ratings: fc.constantFrom(usualRatings, ownRatings) },
    numbering: fc.constantFrom('runs-on' as const, 'standard' as const),
    answers: fc.array(fc.option(given, { nil: null }), { minLength: 18, maxLength: 18 }),
    ledger: fc.array(entry, { maxLength: 9 }),
  })
  .map(({ shape, levels, ratings, numbering, answers, ledger }) => {
    const size = shape.flat().reduce((sum, one) => sum + one, 0)
    const said = answers.slice(0, size).map((one, at) => [at + 1, one && answer(at + 1, one, ratings)] as const)
    const issues = ledger.map((one, at) => issue(at + 1, one, size))
    return someFacts(shaped({ ...aStandard(shape), ratings }, levels), Object.fromEntries(said), { numbering, issues })
  })

function shaped(standard: Standard, has: (typeof levels)[number]): Standard {
  return {
    ...standard,
    duties: standard.duties.map((duty) => ({
      ...duty,
      title: has === 'none' ? null : duty.title,
      tasks: duty.tasks.map((task) => ({ ...task, title: has === 'duties and tasks' ? task.title : null })),
    })),
  }
}

function answer(no: number, { rating, tail, isBare, shared }: Given, ratings: readonly RatingWord[]): Answer {
  const { word, means } = ratings[rating] ?? { word: '已达到', means: 'met' }
  const fact = `〔F${no}〕${tail}`
  if (means === 'met' || means === 'not-applicable') return anAnswer(means, { rating: word, fact })
  return anAnswer(means, {
    rating: word,
    fact: isBare ? null : fact,
    shortcoming: shared === 0 ? `〔S${no}〕${tail}` : `〔T${shared}〕缺`,
    measure: isBare ? null : `〔M${no}〕${tail}`,
  })
}

function issue(no: number, { standing, of, joined, isBare, tail }: Entry, size: number): SummaryIssue {
  return anIssue(no, {
    ...(standing === 'waiting-for-above' ? ({ kind: 'needs-above', above: '市教育局' } as const) : {}),
    ...(standing === 'struck-off' ? { struckOffOn: '2026-11-20' as Day, done: `〔D${no}〕办结` } : {}),
    ...(isBare ? { measure: null, due: null, owner: null, owned: false } : { measure: `〔Q${no}〕${tail}` }),
    standing,
    problem: `〔P${no}〕${tail}`,
    joined: Array.from({ length: joined }, (_, at) => ({ problem: `〔J${no}-${at}〕${tail}`, measure: null })),
    requirements: [...new Set(of.map((one) => (one % size) + 1))].toSorted((a, b) => a - b) as RequirementNo[],
  })
}
