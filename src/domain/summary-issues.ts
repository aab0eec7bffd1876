import type { Answer } from './answer.ts'
import type { RequirementNo } from './ids.ts'
import type { Count } from './progress.ts'
import type { SummaryRow } from './summary.ts'
import type { Part } from './summary-findings.ts'
import { asClause, asSentence, fromAnswer, fromData, missing, paperDay, type Sentence } from './summary-sentence.ts'

/** One problem of the school, stated once even when it was written under several requirements. */
export type ListedIssue = {
  readonly problem: string | null
  readonly rows: readonly (SummaryRow & { answer: Answer })[]
}

/** The problems in catalogue order; the same words are one problem. */
export function listIssues(rows: readonly SummaryRow[]): ListedIssue[] {
  const short = rows.filter((row): row is SummaryRow & { answer: Answer } => fallsShort(row.answer))
  // One without words cannot be told from another, so each stands alone.
  const grouped = Map.groupBy(short, ({ answer, placed }) =>
    answer.shortcoming === null ? placed.no : asClause(answer.shortcoming),
  )
  return [...grouped].map(([key, of]) => ({ problem: typeof key === 'string' ? key : null, rows: of }))
}

/** Section 四: numbered, one line a problem. */
export function problemParts(issues: readonly ListedIssue[], counted: Count): Part[] {
  if (issues.length === 0) return [paragraph([noIssues(counted, '存在的问题')])]
  return issues.map(({ problem, rows }, index) => {
    const from = sources(rows)
    const mark = missing(`「${rows[0]?.placed.title}」存在问题：未填报`, from)
    return paragraph(
      problem === null
        ? [fromAnswer(`${index + 1}.`, ...from), mark]
        : [fromAnswer(`${index + 1}.${asSentence(problem)}`, ...from)],
    )
  })
}

/** Section 五: the same numbers in the same order, each measure with who sees to it and until when. */
export function measureParts(issues: readonly ListedIssue[], counted: Count): Part[] {
  if (issues.length === 0) return [paragraph([noIssues(counted, '整改措施')])]
  return issues.map(({ rows }, index) => {
    const number = fromAnswer(`${index + 1}.`, ...sources(rows))
    return paragraph([number, ...joinMeasures(rows.map(measure))])
  })
}

/** Pieces of one measure that are also pieces of the next are printed once: one measure often mends several things. */
function joinMeasures(measures: readonly (readonly Sentence[])[]): Sentence[] {
  const whole = new Map(measures.map((pieces) => [pieces.map((one) => one.text).join(''), pieces]))
  return [...whole.values()].flat()
}

function measure({ placed, department, answer }: ListedIssue['rows'][number]): Sentence[] {
  const from = placed.no
  const by = department === null ? missing('责任部门：未分工', [from]) : fromAnswer(`责任部门：${department}`, from)
  const until =
    answer.due === null ? missing('整改时限：未填报', [from]) : fromAnswer(`整改时限：${paperDay(answer.due)}`, from)
  const what =
    answer.measure === null ? missing('整改措施：未填报', [from]) : fromAnswer(asClause(answer.measure), from)
  return [what, fromAnswer('（', from), by, fromAnswer('，', from), until, fromAnswer('）。', from)]
}

function noIssues(counted: Count, heading: string): Sentence {
  if (counted.answered === 0) return missing(`${heading}：未填报`, 'data')
  return fromData(
    heading === '整改措施'
      ? '已填报的要求中没有需要整改的问题。'
      : `已填报的${counted.answered}条具体要求中，没有发现需要整改的问题。`,
  )
}

function sources(rows: ListedIssue['rows']): RequirementNo[] {
  return rows.map((row) => row.placed.no)
}

/** Whether an answer says that something is still to be mended. */
export function fallsShort(answer: Answer | null): answer is Answer {
  return answer?.means === 'partly' || answer?.means === 'unmet'
}

function paragraph(sentences: readonly Sentence[]): Part {
  return { kind: 'text', sentences }
}
