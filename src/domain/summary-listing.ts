import type { HeadingMarks } from './heading-marks.ts'
import type { SummaryRow } from './summary.ts'
import type { Part } from './summary-findings.ts'
import type { ListedIssue } from './summary-issues.ts'
import type { Sentence } from './summary-sentence.ts'

/** More problems than a paper usually names are put under the duties they fall under (domain facts, section 2.3). */
const mostUngrouped = 6

/** What belongs to no requirement of the standard: it came from outside. */
const others = '其他方面'

/**
 * One numbered paragraph a problem, its number the same in every section that lists the same problems; many are grouped
 * by duty, in the order of the catalogue.
 */
export function listing(
  listed: readonly ListedIssue[],
  rows: readonly SummaryRow[],
  marks: HeadingMarks,
  say: (one: ListedIssue) => readonly Sentence[],
): Part[] {
  if (listed.length <= mostUngrouped) return listed.map((one, at) => item(`${at + 1}.`, say(one)))
  const duties = new Map(rows.map(({ placed }) => [placed.no, placed.duty?.title ?? null]))
  const dutyOf = (one: ListedIssue) => {
    const first = one.kind === 'issue' ? one.issue.requirements[0] : one.rows[0]?.placed.no
    return first === undefined ? others : (duties.get(first) ?? null)
  }
  // Short lists that replaced the standard have no duties to be put under.
  if (rows.every(({ placed }) => placed.duty === null)) return listed.map((one, at) => item(`${at + 1}.`, say(one)))
  const numbered = listed.map((one, at) => ({ one, no: at + 1 }))
  return [...Map.groupBy(numbered, ({ one }) => dutyOf(one))].flatMap(([title, group], at) => [
    { kind: 'duty' as const, heading: `${marks.second(at + 1)}${title ?? others}` },
    ...group.map(({ one, no }) => item(marks.third({ inAll: no, inPart: no }), say(one))),
  ])
}

/** The mark stands in the first sentence, unless that one says that something is missing and is marked as such. */
function item(mark: string, sentences: readonly Sentence[]): Part {
  const [first, ...rest] = sentences
  if (first === undefined) return { kind: 'text', sentences: [] }
  const begin = first.missing
    ? [{ ...first, text: mark, missing: false }, first]
    : [{ ...first, text: `${mark}${first.text}` }]
  return { kind: 'text', sentences: [...begin, ...rest] }
}
