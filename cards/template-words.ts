import { paperNames } from '#src/domain/papers.ts'
import { longestHead, mostChosen, type ReadColumns, usualWord } from '#src/domain/table-template.ts'
import { type ChosenColumn, knownColumns, type TableKind } from '#src/domain/tables.ts'

type Refusal = Extract<ReadColumns, { kind: 'refused' }>['why']

/** Why columns are not taken, in a message or in a file; nothing has changed. */
export const templateRefusals: Readonly<Record<Refusal, string>> = {
  'none-known': '这些栏目都不认识，没有改动。发送「总结 模板 自评表」可以看有哪些栏目。',
  'too-many': `最多${mostChosen}个栏目，没有改动。`,
  'too-long': `栏目名称不能是空的，也不要超过${longestHead}个字，没有改动。`,
  twice: '有两个栏目名称一样，没有改动。请改成不同的名称再发。',
}

/** A head nobody can read: the cell as the program that shows it names it, C1. */
export function formulaHead(cell: string): string {
  return `表头里有公式（${cell}），没有改动。请改成文字再发。`
}

/** The columns of a table as they are now, what else it knows, and how to change them. */
export function sayTemplate(table: TableKind, columns: readonly ChosenColumn[]): string {
  const name = paperNames[table]
  return [
    `${name}现在的栏目：${listHeads(columns)}。`,
    ...sayOwn(columns),
    ...sayOthers(table, columns),
    `要改：把「总结 ${name}」出的表在 Excel 或 WPS 里改表头（改名称、换顺序、删列、加列），再把文件私下发给我，30分钟内有效。`,
    `也可以把栏目按顺序写在后面：「总结 模板 ${name} 序号，条款，备注」；换个名称写「校内说法=原来的栏目」；恢复原样写「总结 模板 ${name} ${usualWord}」。`,
  ].join('\n')
}

/** The columns a table has from the next version on. */
export function sayChosen(table: TableKind, columns: readonly ChosenColumn[]): string {
  return [
    `${paperNames[table]}的栏目改好了，下次出总结就用：${listHeads(columns)}。`,
    ...sayOwn(columns),
    ...sayOthers(table, columns),
  ].join('\n')
}

/** The head under which we know a column, for who gave it another. */
export function usualHead(table: TableKind, column: string): string {
  return knownColumns(table).find((one) => one.column === column)?.heads[0] ?? ''
}

function sayOwn(columns: readonly ChosenColumn[]): string[] {
  const own = columns.filter(({ column }) => column === null)
  return own.length === 0 ? [] : [`留空、由学校手填的：${listHeads(own)}。`]
}

function sayOthers(table: TableKind, columns: readonly ChosenColumn[]): string[] {
  const used = new Set(columns.map(({ column }) => column))
  const others = knownColumns(table).flatMap(({ column, heads }) => (used.has(column) ? [] : (heads[0] ?? [])))
  return others.length === 0 ? [] : [`没有用到、可以加上的：${others.join('、')}。`]
}

function listHeads(columns: readonly ChosenColumn[]): string {
  return columns.map(({ head }) => head).join('、')
}
