import { type Day, sayShortDay } from '#src/domain/day.ts'
import { type Card, card, hint, markdown } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import { joined, md } from './markdown.ts'

export type LedgerRow = {
  readonly requirement: string
  readonly department: string
  readonly shortcoming: string
  readonly measure: string | null
  readonly due: Day | null
}
export type LedgerView = {
  readonly title: string
  /** The department asked about; '' for all. */
  readonly department: string
  readonly rows: readonly LedgerRow[]
}

/** What fits on a phone without scrolling for ever; the whole list stands in the summary. */
const mostRows = 12

/** What falls short, requirement by requirement. Departments, never people (design, principle 2). */
export function ledgerCard({ title, department, rows }: LedgerView): Card {
  const entries = rows.slice(0, mostRows).map((row) => {
    const due = row.due === null ? '时限未定' : sayShortDay(row.due)
    return markdown(
      joined([
        md`**${cut(row.requirement, longestLine)}** · ${cut(row.department, longestName)} · ${due}`,
        md`问题：${cut(row.shortcoming, 120)}`,
        md`措施：${row.measure === null ? '未填' : cut(row.measure, 120)}`,
      ]),
    )
  })
  const rest = rows.length > mostRows ? [hint(`还有${rows.length - mostRows}项，请看「总结」里的全文。`)] : []
  const none = rows.length === 0 ? [markdown(md`目前没有填报存在问题。`)] : []
  return card(
    `整改台账（${rows.length}项）${department === '' ? '' : ` · ${cut(department, longestName)}`}`,
    'blue',
    [...none, ...entries, ...rest],
    { subtitle: cut(title, longestLine) },
  )
}
