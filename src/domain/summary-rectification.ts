import { countIssues, type IssueKind } from './issue.ts'
import type { Count } from './progress.ts'
import type { Part } from './summary-findings.ts'
import { isLiveOnPaper, type ListedIssue, needsDate, type ShortRow, type SummaryIssue } from './summary-issues.ts'
import {
  asClause,
  asSentence,
  fromAnswer,
  fromData,
  fromIssue,
  missing,
  missingOfIssue,
  paperDay,
  type Sentence,
} from './summary-sentence.ts'

const kinds: Readonly<Record<Exclude<IssueKind, 'needs-above'>, string>> = {
  'at-once': '立行立改',
  'by-date': '限期整改',
  standing: '长期坚持',
}

/** Section 四: numbered, one line a problem. */
export function problemParts(listed: readonly ListedIssue[], counted: Count): Part[] {
  if (listed.length === 0) return [paragraph([noIssues(counted, '存在的问题')])]
  return listed.map((one, index) => {
    if (one.kind === 'issue') return paragraph([fromIssue(`${index + 1}.${asSentence(one.issue.problem)}`, one.issue)])
    const from = one.rows.map((row) => row.placed.no)
    const mark = missing(`「${one.rows[0]?.placed.title}」存在问题：未填报`, from)
    return paragraph(
      one.problem === null
        ? [fromAnswer(`${index + 1}.`, ...from), mark]
        : [fromAnswer(`${index + 1}.${asSentence(one.problem)}`, ...from)],
    )
  })
}

/**
 * Section 五: the same numbers in the same order, each measure with its kind, who sees to it, until when and what came
 * of it; then how far the ledger has come, in the numbers that every card shows.
 */
export function measureParts(listed: readonly ListedIssue[], issues: readonly SummaryIssue[], counted: Count): Part[] {
  if (listed.length === 0) return [paragraph([noIssues(counted, '整改措施')])]
  const measures = listed.map((one, index) => {
    if (one.kind === 'issue') return paragraph([fromIssue(`${index + 1}.`, one.issue), ...rectified(one.issue)])
    const from = one.rows.map((row) => row.placed.no)
    return paragraph([fromAnswer(`${index + 1}.`, ...from), ...joinMeasures(one.rows.map(planned))])
  })
  return [...measures, ...outcome(issues)]
}

function rectified(issue: SummaryIssue): Sentence[] {
  const { measure, done, department, supporting, due } = issue
  const live = isLiveOnPaper(issue)
  const say = (text: string) => fromIssue(text, issue)
  // What was done says better than nothing what the measure was.
  const what = measure ?? (live ? null : done)
  const facts: Sentence[] = [
    say(issue.kind === 'needs-above' ? `提请${issue.above ?? '上级'}解决` : kinds[issue.kind]),
    say(`责任部门：${department}`),
    ...(supporting.length === 0 ? [] : [say(`配合部门：${supporting.join('、')}`)]),
    ...(live && !issue.owned ? [missingOfIssue('责任人：未确定', issue)] : []),
    ...(due !== null ? [say(`整改时限：${paperDay(due)}`)] : []),
    ...(due === null && live && needsDate(issue) ? [missingOfIssue('整改时限：未填报', issue)] : []),
  ]
  return [
    what === null ? missingOfIssue('整改措施：未填报', issue) : say(asClause(what)),
    say('（'),
    ...facts.flatMap((one, at) => (at === 0 ? [one] : [say('，'), one])),
    say('）。'),
    ...standing(issue, what === done),
  ]
}

/** Overdue and waiting are told apart: what a body above has to solve is nobody's delay (domain facts, section 1.3). */
function standing(issue: SummaryIssue, saidAlready: boolean): Sentence[] {
  switch (issue.standing) {
    case 'overdue':
      return [fromIssue('整改时限已过，仍在整改。', issue)]
    case 'waiting-for-above':
      return [fromIssue(`正在等待${issue.above ?? '上级'}解决。`, issue)]
    case 'awaiting':
      return [fromIssue('责任人已申请销号，正在等待复查。', issue)]
    case 'struck-off': {
      const on = issue.struckOffOn === null ? '已' : `已于${paperDay(issue.struckOffOn)}`
      const done = issue.done === null || saidAlready ? '' : `：${asClause(issue.done)}`
      return [fromIssue(`${on}完成整改并销号${done}。`, issue)]
    }
    default:
      return []
  }
}

/** 整改成效: nothing but numbers, and none where there is no ledger. */
function outcome(issues: readonly SummaryIssue[]): Part[] {
  const of = countIssues(issues.map((one) => one.standing))
  const all = of.live + of.struckOff
  if (all === 0) return []
  const parts: readonly (readonly [string, number])[] = [
    ['已过整改时限', of.overdue],
    ['等待上级解决', of.waiting],
    ['等待复查', of.awaiting],
  ]
  const among = parts.flatMap(([word, number]) => (number === 0 ? [] : [`${word}${number}项`]))
  const live = `仍在整改${of.live}项${among.length === 0 ? '' : `（其中${among.join('、')}）`}`
  return [paragraph([fromData(`整改成效：台账共列问题${all}项，已完成整改并销号${of.struckOff}项，${live}。`)])]
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

function noIssues(counted: Count, heading: string): Sentence {
  if (counted.answered === 0) return missing(`${heading}：未填报`, 'data')
  return fromData(
    heading === '整改措施'
      ? '已填报的要求中没有需要整改的问题。'
      : `已填报的${counted.answered}条具体要求中，没有发现需要整改的问题。`,
  )
}

function paragraph(sentences: readonly Sentence[]): Part {
  return { kind: 'text', sentences }
}
