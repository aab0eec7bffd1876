import type { HeadingMarks } from './heading-marks.ts'
import { countIssues } from './issue.ts'
import type { SummaryRow } from './summary.ts'
import type { Part } from './summary-findings.ts'
import { type ListedIssue, measuresOf, problemsOf, type SummaryIssue } from './summary-issues.ts'
import { listing } from './summary-listing.ts'
import { asClause, asOne, asSentence, fromData, fromIssue, paperDay, type Sentence } from './summary-sentence.ts'

/** What is struck off, of the problems in their order. */
export function struckOff(listed: readonly ListedIssue[]): ListedIssue[] {
  return listed.filter((one) => one.kind === 'issue' && one.issue.standing === 'struck-off')
}

/** Section 六: the numbers of the ledger, then each problem that is done with and how. Empty when none is. */
export function resultParts(
  listed: readonly ListedIssue[],
  issues: readonly SummaryIssue[],
  rows: readonly SummaryRow[],
  marks: HeadingMarks,
): Part[] {
  const done = struckOff(listed)
  if (done.length === 0) return []
  const say = (one: ListedIssue) =>
    one.kind === 'answers'
      ? []
      : [fromIssue(asSentence(asOne(problemsOf(one.issue))), one.issue), struckOffOn(one.issue)]
  return [...ledgerNumbers(issues), ...listing(done, rows, marks, say)]
}

/**
 * `已于2026年12月1日完成整改并销号：灯已全部更换。` What was said last of how it goes counts where nothing was said when the
 * strike-off was asked for. Without a measure, section 五 has said what was done already.
 */
export function struckOffOn(issue: SummaryIssue): Sentence {
  const on = issue.struckOffOn === null ? '已' : `已于${paperDay(issue.struckOffOn)}`
  const said = issue.done ?? issue.progress
  const done = said === null || measuresOf(issue).length === 0 ? '' : `：${asClause(said)}`
  return fromIssue(`${on}完成整改并销号${done}。`, issue)
}

/** How far the ledger has come, in the numbers that every card shows; nothing where there is no ledger. */
export function ledgerNumbers(issues: readonly SummaryIssue[]): Part[] {
  const of = countIssues(issues.map((one) => one.standing))
  const all = of.live + of.struckOff
  if (all === 0) return []
  const parts: readonly (readonly [string, number])[] = [
    ['已过整改时限', of.overdue],
    ['等待上级解决', of.waiting],
    ['等待复查', of.awaiting],
  ]
  const among = parts.flatMap(([word, number]) => (number === 0 ? [] : [`${word}${number}项`]))
  const some = among.length === 0 ? '' : `（其中${among.join('、')}）`
  const text =
    of.struckOff === 0
      ? `台账共列问题${all}项，均在整改${some}。`
      : of.live === 0
        ? `台账共列问题${all}项，均已完成整改并销号。`
        : `台账共列问题${all}项，已完成整改并销号${of.struckOff}项，仍在整改${of.live}项${some}。`
  return [{ kind: 'text', sentences: [fromData(text, 'ledger')] }]
}
