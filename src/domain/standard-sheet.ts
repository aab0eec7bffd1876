import { assemble, type Found, type OwnStandardVerdict, type Trouble } from './own-standard.ts'
import type { Sheet, SheetCell, SheetRow } from './sheet.ts'
import { findTableHeads, plainHead, repeatsHeads, type TableHeads } from './table-heads.ts'

type Column = 'duty' | 'task' | 'title' | 'text' | 'evidence' | 'department'

/** Heads as schools write them; the first of each is our own. */
const heads: Readonly<Record<Column, readonly string[]>> = {
  duty: ['管理职责', '职责', '一级指标', '项目', '类别', '板块'],
  task: ['管理任务', '任务', '二级指标'],
  title: ['条款名称', '条款标题', '名称', '要点', '事项', '自查事项'],
  text: [
    '条款',
    '条款内容',
    '内容',
    '管理要求',
    '管理内容',
    '标准内容',
    '具体内容',
    '要求',
    '三级指标',
    '评估内容',
    '自查内容',
    '检查内容',
    '具体要求',
  ],
  evidence: ['佐证', '佐证材料', '材料', '材料目录', '支撑材料'],
  department: [
    '建议部门',
    '牵头部门',
    '责任部门',
    '负责部门',
    '牵头处室',
    '责任处室',
    '责任科室',
    '部门',
    '处室',
    '科室',
  ],
}
const longestDepartment = 20
const mostEvidence = 10
const longestEvidence = 60

export type StandardHeads = TableHeads<Column>

/**
 * A standard as a table: one requirement a row under heads that are found by their words, in any order; a column that is
 * missing is a level the standard lacks. What is merged, or left empty below a duty or task, holds on. Refused: no row
 * with a head of the requirements.
 */
export function readStandardSheet(sheet: Sheet, fileName: string): OwnStandardVerdict {
  const found = findStandardHeads(sheet.rows)
  if (found === null) return { kind: 'refused', why: 'no-columns' }
  const { requirements, troubles } = readStandardRows(found, sheet.rows, null)
  const title = titleAbove(sheet.rows, found) ?? titleOfFile(fileName)
  return assemble({ title, documentNumber: null }, requirements, troubles)
}

/** The heads of a table of requirements; null: it is none. */
export function findStandardHeads(rows: readonly SheetRow[]): StandardHeads | null {
  return findTableHeads({ name: '', rows, others: [] }, columnOf, isStandard)
}

/** What the rows below some heads say. */
export type StandardRows = {
  readonly requirements: readonly Found[]
  readonly troubles: readonly Trouble[]
  /** The duty and task the last row stands under. */
  readonly last: Above
}
type Above = { readonly duty: string | null; readonly task: string | null }

/** The rows of a table under its heads. `before`: the duty and task of the table it goes on from; null: it begins. */
export function readStandardRows(found: StandardHeads, rows: readonly SheetRow[], before: Above | null): StandardRows {
  const troubles: Trouble[] = []
  const isUnder = (column: 'duty' | 'task') => (found.columns.has(column) ? (before?.[column] ?? null) : null)
  const above = { duty: isUnder('duty'), task: isUnder('task') }
  const requirements: Found[] = []
  for (const row of rows.filter((one) => one.no > found.row && !repeatsHeads(found, one))) {
    const cell = (column: Column) => row.cells[found.columns.get(column)?.at ?? -1] ?? null
    const unread = [...found.columns.values()].flatMap(({ at, head }): Trouble[] => {
      const why = row.cells[at]?.trouble ?? null
      return why === null ? [] : [{ kind: 'unread', line: row.no, head, why }]
    })
    troubles.push(...unread)
    const say = (column: Column) => textOf(cell(column))
    const duty = say('duty')
    if (duty !== null && duty !== above.duty) above.task = null
    above.duty = duty ?? above.duty
    above.task = say('task') ?? above.task
    const line = row.no
    const text = say('text') ?? say('title')
    if (text !== null) {
      requirements.push({
        line,
        ...above,
        // A name that is all the row says is its text, and named as a text is.
        title: say('text') === null ? null : say('title'),
        text,
        evidence: listed(say('evidence')),
        department: say('department')?.slice(0, longestDepartment).toWellFormed() ?? null,
      })
    } else if (unread.length === 0 && row.cells.some(({ text }) => text !== '')) {
      troubles.push({ kind: 'no-text', line })
    }
  }
  return { requirements, troubles, last: above }
}

/** What a formula did not come to is not to be trusted: as if nothing stood there. */
function textOf(cell: SheetCell | null): string | null {
  return cell === null || cell.trouble !== null || cell.text.trim() === '' ? null : cell.text.trim()
}

function listed(text: string | null): string[] {
  return (text ?? '')
    .split(/[\n；;、]/u)
    .map((one) => one.trim().slice(0, longestEvidence).toWellFormed())
    .filter((one) => one !== '')
    .slice(0, mostEvidence)
}

function columnOf(head: string): Column | null {
  return (Object.keys(heads) as Column[]).find((one) => heads[one].includes(head)) ?? null
}

/** A column of names alone may list anything, 事项 only what is to be done. */
function isStandard(columns: TableHeads<Column>['columns']): boolean {
  const title = columns.get('title')
  return columns.has('text') || (title !== undefined && (columns.size > 1 || plainHead(title.head).endsWith('事项')))
}

/** The line above the heads that stands alone. */
export function titleAbove(rows: readonly SheetRow[], heads: StandardHeads): string | null {
  for (const { cells } of rows.filter(({ no }) => no < heads.row)) {
    const said = cells.filter(({ text, merged }) => text !== '' && !merged)
    if (said.length === 1 && said[0] !== undefined) return said[0].text.replaceAll(/[《》]/gu, '')
  }
  return null
}

export function titleOfFile(name: string): string | null {
  return name.replace(/\.[a-z]{2,5}$/iu, '').trim() || null
}
