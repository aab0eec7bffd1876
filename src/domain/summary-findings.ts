import type { HeadingMarks } from './heading-marks.ts'
import type { PlacedRequirement } from './standard.ts'
import type { SummaryRow } from './summary.ts'
import { fallsShort } from './summary-issues.ts'
import { asClause, asSentence, fromAnswer, joinSame, missing, type Sentence } from './summary-sentence.ts'

/** A piece of a section: a heading of a duty or a task, or a paragraph. */
export type Part =
  | { readonly kind: 'duty'; readonly heading: string }
  | { readonly kind: 'task'; readonly heading: string }
  | { readonly kind: 'text'; readonly sentences: readonly Sentence[] }

/**
 * The findings task by task: duties 1.–6. and under them the tasks, whose numbers run on through all duties (or as the
 * numbering says), each with one paragraph (domain facts, section 2.1). Requirement numbers are not printed: for one
 * edition they are unconfirmed.
 * A standard without tasks has its requirements in their place; one without duties begins with the level it has.
 */
export function findings(rows: readonly SummaryRow[], marks: HeadingMarks): Part[] {
  const byTask = Map.groupBy(rows, ({ placed }) => (placed.task === null ? `requirement ${placed.no}` : placed.task.no))
  let duty: number | null = null
  let inPart = 0
  return [...byTask.values()].flatMap((ofTask) => {
    const { placed } = ofTask[0] as SummaryRow
    inPart = placed.duty?.no === duty ? inPart + 1 : 1
    const parts: Part[] = [lowest(placed, marks, inPart), { kind: 'text', sentences: taskParagraph(ofTask) }]
    if (placed.duty === null || placed.duty.no === duty) return parts
    duty = placed.duty.no
    return [{ kind: 'duty' as const, heading: `${marks.second(placed.duty.no)}${placed.duty.title}` }, ...parts]
  })
}

function lowest({ duty, task, no, title }: PlacedRequirement, marks: HeadingMarks, inPart: number): Part {
  const { no: inAll, title: words } = task ?? { no, title }
  return duty === null
    ? { kind: 'duty', heading: `${marks.second(inAll)}${words}` }
    : { kind: 'task', heading: `${marks.third({ inAll, inPart })}${words}` }
}

/** First what is done, in catalogue order; then what falls short. */
function taskParagraph(rows: readonly SummaryRow[]): Sentence[] {
  const shortcomings = joinSame(rows.flatMap(shortcoming))
  const [first, ...others] = shortcomings
  if (first === undefined) return joinSame(rows.flatMap(stated))
  return [...joinSame(rows.flatMap(stated)), { ...first, text: `存在不足：${first.text}` }, ...others]
}

function stated({ placed, answer }: SummaryRow): Sentence[] {
  const name = `「${placed.title}」`
  if (answer === null) return [missing(`${name}未填报`, [placed.no])]
  if (answer.means === 'not-applicable') {
    if (answer.fact === null) return [missing(`${name}不适用的原因：未填报`, [placed.no])]
    return [fromAnswer(asSentence(`“${placed.title}”不适用：${answer.fact}`), placed.no)]
  }
  if (answer.fact !== null) return [fromAnswer(asSentence(answer.fact), placed.no)]
  // What falls short may be said by its shortcoming alone; what is met may not be met by nothing.
  return answer.means === 'met' ? [missing(`${name}工作情况：未填报`, [placed.no])] : []
}

function shortcoming({ placed, answer }: SummaryRow): Sentence[] {
  if (!fallsShort(answer)) return []
  if (answer.shortcoming === null) return [missing(`「${placed.title}」存在问题：未填报`, [placed.no])]
  return [fromAnswer(asSentence(asClause(answer.shortcoming)), placed.no)]
}
