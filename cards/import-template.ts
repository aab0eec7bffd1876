import type { PlanId } from '#src/domain/ids.ts'
import { paperNames } from '#src/domain/papers.ts'
import { columnOf } from '#src/domain/table-template.ts'
import type { ChosenColumn, TableKind } from '#src/domain/tables.ts'
import { button, type Card, card, hint, markdown, row } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import { importButtons, sayOtherSheets } from './import-words.ts'
import { joined, type Markup, md } from './markdown.ts'
import { usualHead } from './template-words.ts'

/** The columns a file asks a table to have. Shown in private to whoever sent it. */
export type ImportTemplateView = {
  /** Null: the table has these columns already. */
  readonly plan: { readonly id: PlanId; readonly seen: number } | null
  readonly title: string
  readonly table: TableKind
  readonly columns: readonly ChosenColumn[]
  /** Heads the table has now and would not have any more. */
  readonly dropped: readonly string[]
  /** Letters of columns without a head. */
  readonly headless: readonly string[]
  readonly others: readonly string[]
}

/** One line a column: what will stand in it; then what is dropped. Nothing changes before 确认导入. */
export function importTemplateCard(view: ImportTemplateView): Card {
  const { plan, table, columns, dropped, headless, others } = view
  const remarks = [
    ...(headless.length === 0 ? [] : [`第${headless.slice(0, 10).join('、')}列没有表头，不要了。`]),
    ...sayOtherSheets(others),
    // Who was asked for heads and sends another division means what stands below them.
    ...(table === 'division' ? ['要按表里的内容调整分工，请发送「分工 导入」再发一次。'] : []),
    plan === null ? '和现在的栏目一样，不用改。' : '只看表头，表里的内容不导入。确认以前什么都不会改。',
  ]
  return card(
    `${paperNames[table]} · 栏目请核对`,
    plan === null ? 'wathet' : 'blue',
    [
      markdown(
        joined([md`**从左到右${columns.length}个栏目**`, ...columns.map((one, at) => sayColumn(table, one, at))]),
      ),
      ...(dropped.length === 0 ? [] : [markdown(md`**现在有、以后没有的**：${dropped.map(cutName).join('、')}`)]),
      ...(plan === null ? [] : [settle(plan)]),
      ...remarks.map(hint),
    ],
    { subtitle: cut(view.title, longestLine) },
  )
}

function sayColumn(table: TableKind, { column, head }: ChosenColumn, at: number): Markup {
  return md`${at + 1}. ${cutName(head)}${sayWhat(table, column, head)}`
}

function sayWhat(table: TableKind, column: string | null, head: string): string {
  if (column === null) return columnOf(table, head) === null ? '（不认识，留空手填）' : '（另一栏已有，留空手填）'
  const usual = usualHead(table, column)
  return usual === head ? '' : `（填${usual}）`
}

function settle({ id, seen }: NonNullable<ImportTemplateView['plan']>) {
  const about = { v: 1, purpose: 'template', plan: id } as const
  return row([
    button(importButtons.confirm, { ...about, do: 'confirm-import', seen }, 'primary_filled'),
    button(importButtons.cancel, { ...about, do: 'cancel-import' }),
  ])
}

function cutName(head: string): string {
  return cut(head, longestName)
}
