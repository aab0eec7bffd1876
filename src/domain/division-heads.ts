import type { Sheet } from './sheet.ts'
import { findTableHeads, plainHead, type TableHeads } from './table-heads.ts'
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

/**
 * The heads of a table of the division, in any order, found by their words: the first line that names who is responsible
 * and by what a requirement is known. `own`: the columns the school chose for this table, whose heads it knows as well.
 * Null when there is none.
 */
export function findDivisionHeads(sheet: Sheet, own: readonly ChosenColumn[] = []): TableHeads<DivisionColumn> | null {
  const ownHeads = new Map(
    own.flatMap(({ column, head }) => {
      const meant = column === null || !Object.hasOwn(ofTable, column) ? undefined : ofTable[column]
      return meant === undefined ? [] : [[plainHead(head), meant] as const]
    }),
  )
  const known = Object.keys(heads) as DivisionColumn[]
  const columnOf = (head: string) => ownHeads.get(head) ?? known.find((one) => heads[one].includes(head)) ?? null
  return findTableHeads(sheet, columnOf, isDivision)
}

function isDivision(columns: ReadonlyMap<DivisionColumn, unknown>): boolean {
  return columns.has('person') && (['title', 'no', 'row'] as const).some((one) => columns.has(one))
}
