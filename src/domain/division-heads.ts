import type { Sheet, SheetRow } from './sheet.ts'
import type { ChosenColumn } from './tables.ts'

/** What a column of a division's table is about. `row` is the number of the line, no requirement's. */
export type DivisionColumn = 'row' | 'duty' | 'task' | 'title' | 'no' | 'department' | 'person'

/**
 * Heads as schools write them; the first of each is our own (domain notes, 1.3). 序号 counts lines: which requirement is
 * meant is said by its title, or by a number in a column that is named for requirements.
 */
const heads: Readonly<Record<DivisionColumn, readonly string[]>> = {
  row: ['序号', '行号'],
  duty: ['管理职责', '职责', '一级指标'],
  task: ['管理任务', '任务', '二级指标'],
  title: ['条款', '条款名称', '条款内容', '管理要求', '管理内容', '标准内容', '具体内容', '要求', '内容', '三级指标'],
  no: ['条款号', '条款编号', '条款序号', '标准编号', '要求编号', '编号'],
  department: ['牵头部门', '责任部门', '负责部门', '主责部门', '牵头处室', '责任处室', '部门', '处室'],
  person: ['责任人', '具体责任人', '负责人', '牵头人', '责任教师', '责任老师', '填报人'],
}

export type Heads = {
  /** The line of the sheet in which they stand. */
  readonly row: number
  /** Where each column is, from 0, and its head as written. */
  readonly columns: ReadonlyMap<DivisionColumn, { readonly at: number; readonly head: string }>
  /** Heads of columns that are not read. */
  readonly ignored: readonly string[]
}

/** What we write ourselves into a column of this table, read back. */
const ofTable: Readonly<Record<string, DivisionColumn>> = {
  row: 'row',
  duty: 'duty',
  task: 'task',
  requirement: 'title',
  text: 'title',
  department: 'department',
  respondent: 'person',
}

/** A title and a line or two about the school may stand above the heads. */
const deepestHeads = 15

/**
 * The heads of a table of the division, in any order, found by their words: the first line that names who is responsible
 * and by what a requirement is known. `own`: the columns the school chose for this table, whose heads it knows as well.
 * Null when there is none.
 */
export function findHeads(sheet: Sheet, own: readonly ChosenColumn[] = []): Heads | null {
  const ownHeads = new Map(
    own.flatMap(({ column, head }) => {
      const meant = column === null || !Object.hasOwn(ofTable, column) ? undefined : ofTable[column]
      return meant === undefined ? [] : [[plain(head), meant] as const]
    }),
  )
  const top = sheet.rows.slice(0, deepestHeads + 1).map((row) => readHeads(row, ownHeads))
  const at = top.slice(0, deepestHeads).findIndex(isDivision)
  const [first, below] = at === -1 ? [] : top.slice(at, at + 2)
  // Heads of two lines: what spans both stands in the lower one too, beside what is under a wider head.
  const isTwoLines = first !== undefined && below !== undefined && below.columns.size >= first.columns.size
  return (isTwoLines && isDivision(below) ? below : first) ?? null
}

function isDivision({ columns }: Heads): boolean {
  return columns.has('person') && (['title', 'no', 'row'] as const).some((one) => columns.has(one))
}

/** Whether a line says nothing but heads again: where a page begins in a table made to be printed. */
export function repeatsHeads({ columns }: Heads, row: SheetRow): boolean {
  const said = [...columns.values()].filter(({ at }) => (row.cells[at]?.text ?? '') !== '')
  return said.length > 0 && said.every(({ at, head }) => plain(row.cells[at]?.text ?? '') === plain(head))
}

function readHeads(row: SheetRow, own: ReadonlyMap<string, DivisionColumn>): Heads {
  const columns = new Map<DivisionColumn, { at: number; head: string }>()
  const ignored: string[] = []
  for (const [at, { text }] of row.cells.entries()) {
    // As one line: 责任人↵（必填）.
    const head = text.replaceAll(/\s+/gu, ' ')
    const column = head === '' ? null : (own.get(plain(head)) ?? columnOf(head))
    if (column !== null && !columns.has(column)) columns.set(column, { at, head })
    else if (head !== '') ignored.push(head)
  }
  return { row: row.no, columns, ignored }
}

/** 责 任 人（必填） is 责任人. */
function columnOf(head: string): DivisionColumn | null {
  const found = Object.entries(heads).find(([, names]) => names.includes(plain(head)))
  return found === undefined ? null : (found[0] as DivisionColumn)
}

function plain(head: string): string {
  return head
    .normalize('NFKC')
    .replaceAll(/[\s*:]|\([^)]*\)/g, '')
    .slice(0, 20)
}
