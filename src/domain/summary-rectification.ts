import type { HeadingMarks } from './heading-marks.ts'
import type { IssueKind } from './issue.ts'
import type { Count } from './progress.ts'
import type { SummaryRow } from './summary.ts'
import type { Part } from './summary-findings.ts'
import {
  isLiveOnPaper,
  type ListedIssue,
  measuresOf,
  needsDate,
  problemsOf,
  type ShortRow,
  type SummaryIssue,
} from './summary-issues.ts'
import { listing } from './summary-listing.ts'
import { struckOffOn } from './summary-results.ts'
import {
  asClause,
  asOne,
  asSentence,
  fromAnswer,
  fromData,
  fromIssue,
  missing,
  missingOfIssue,
  paperDay,
  type Sentence,
} from './summary-sentence.ts'

/** What the sections about problems are made of; `listed` is what they list, which may be a part of the ledger. */
export type Problems = {
  readonly listed: readonly ListedIssue[]
  readonly rows: readonly SummaryRow[]
  readonly counted: Count
  readonly marks: HeadingMarks
}

const kinds: Readonly<Record<Exclude<IssueKind, 'needs-above'>, string>> = {
  'at-once': '立行立改',
  'by-date': '限期整改',
  standing: '长期坚持',
}

/** Section 四: numbered, one line a problem; one that is done with says so, or a reader takes it for open. */
export function problemParts(of: Problems): Part[] {
  if (of.listed.length === 0) return noIssues(of, '存在的问题')
  return listing(of.listed, of.rows, of.marks, (one) => problem(one, isStruckOff(one) ? '（已整改销号）' : ''))
}

/** Section 五: the same numbers in the same order, each measure with its kind, who sees to it and until when. */
export function measureParts(of: Problems): Part[] {
  if (of.listed.length === 0) return noIssues(of, '整改措施')
  return listing(of.listed, of.rows, of.marks, (one) => measure(one, struckOffDay))
}

/** What was done about each, in one paragraph a problem: the problem, its measure and what came of it. */
export function rectificationParts(of: Problems): Part[] {
  if (of.listed.length === 0) return noIssues(of, '存在的问题')
  return listing(of.listed, of.rows, of.marks, (one) => [
    ...problem(one, ''),
    ...called(
      '整改措施：',
      measure(one, () => []),
    ),
    ...(one.kind === 'issue' ? progress(one.issue) : []),
  ])
}

function isStruckOff(one: ListedIssue): boolean {
  return one.kind === 'issue' && one.issue.standing === 'struck-off'
}

function problem(one: ListedIssue, remark: string): Sentence[] {
  if (one.kind === 'issue') {
    const words = asOne(problemsOf(one.issue))
    return [fromIssue(remark === '' ? asSentence(words) : `${asClause(words)}${remark}。`, one.issue)]
  }
  const from = one.rows.map((row) => row.placed.no)
  if (one.problem !== null) return [fromAnswer(asSentence(one.problem), ...from)]
  return [missing(`「${one.rows[0]?.placed.title}」存在问题：未填报`, from)]
}

/** What is said to be missing names itself. */
function called(name: string, [first, ...others]: readonly Sentence[]): Sentence[] {
  if (first === undefined) return []
  return [first.missing ? first : { ...first, text: `${name}${first.text}` }, ...others]
}

/** What came of it last, or the end of it. */
function progress(issue: SummaryIssue): Sentence[] {
  if (issue.standing === 'struck-off') return [struckOffOn(issue)]
  return issue.progress === null ? [] : [fromIssue(`整改进展：${asClause(issue.progress)}。`, issue)]
}

/** A day to mend by says nothing any more of what is mended. */
function struckOffDay({ struckOffOn }: SummaryIssue): string[] {
  return [struckOffOn === null ? '已销号' : `已于${paperDay(struckOffOn)}销号`]
}

function measure(one: ListedIssue, ofStruckOff: (issue: SummaryIssue) => readonly string[]): Sentence[] {
  return one.kind === 'issue' ? rectified(one.issue, ofStruckOff(one.issue)) : joinMeasures(one.rows.map(planned))
}

function rectified(issue: SummaryIssue, ofStruckOff: readonly string[]): Sentence[] {
  const { done, department, supporting, due } = issue
  const live = isLiveOnPaper(issue)
  const say = (text: string) => fromIssue(text, issue)
  // What was done says better than nothing what the measure was.
  const measures = measuresOf(issue)
  const what = measures.length > 0 ? asOne(measures) : live ? null : (done ?? issue.progress)
  const facts: Sentence[] = [
    say(issue.kind === 'needs-above' ? `提请${issue.above ?? '上级'}解决` : kinds[issue.kind]),
    say(`责任部门：${department}`),
    ...(supporting.length === 0 ? [] : [say(`配合部门：${supporting.join('、')}`)]),
    ...(live && !issue.owned ? [missingOfIssue('责任人：未确定', issue)] : []),
    ...(live && due !== null ? [say(`整改时限：${paperDay(due)}`)] : []),
    ...(live ? [] : ofStruckOff.map(say)),
    ...(due === null && live && needsDate(issue) ? [missingOfIssue('整改时限：未填报', issue)] : []),
  ]
  return [
    what === null ? missingOfIssue('整改措施：未填报', issue) : say(asClause(what)),
    say('（'),
    ...facts.flatMap((one, at) => (at === 0 ? [one] : [say('，'), one])),
    say('）。'),
    ...standing(issue),
  ]
}

/** Overdue and waiting are told apart: what a body above has to solve is nobody's delay (domain facts, section 1.3). */
function standing(issue: SummaryIssue): Sentence[] {
  switch (issue.standing) {
    case 'overdue':
      return [fromIssue('整改时限已过，仍在整改。', issue)]
    case 'waiting-for-above':
      return [fromIssue(`正在等待${issue.above ?? '上级'}解决。`, issue)]
    case 'awaiting':
      return [fromIssue('责任人已申请销号，正在等待复查。', issue)]
    // What is struck off is told of among the results.
    default:
      return []
  }
}

/** Pieces of one measure that are also pieces of the next are printed once: one measure often mends several things. */
function joinMeasures(measures: readonly (readonly Sentence[])[]): Sentence[] {
  const whole = new Map(measures.map((pieces) => [pieces.map((one) => one.text).join(''), pieces]))
  return [...whole.values()].flat()
}

function planned({ placed, department, answer }: ShortRow): Sentence[] {
  const from = placed.no
  const by = department === null ? missing('责任部门：未分工', [from]) : fromAnswer(`责任部门：${department}`, from)
  const until =
    answer.due === null ? missing('整改时限：未填报', [from]) : fromAnswer(`整改时限：${paperDay(answer.due)}`, from)
  const what =
    answer.measure === null ? missing('整改措施：未填报', [from]) : fromAnswer(asClause(answer.measure), from)
  return [what, fromAnswer('（', from), by, fromAnswer('，', from), until, fromAnswer('）。', from)]
}

function noIssues({ counted }: Problems, heading: '存在的问题' | '整改措施'): Part[] {
  const none =
    heading === '整改措施'
      ? '已填报的要求中没有需要整改的问题。'
      : `已填报的${counted.answered}条具体要求中，没有发现需要整改的问题。`
  const sentence = counted.answered === 0 ? missing(`${heading}：未填报`, 'answers') : fromData(none, 'answers')
  return [{ kind: 'text', sentences: [sentence] }]
}
