import { readImportWord } from './incoming-file.ts'
import { readPaperKind } from './papers.ts'
import { type ChosenColumn, knownColumns, type TableKind, tableKinds } from './tables.ts'

/** What follows 总结 模板: the columns of a table are asked for, set, or made the usual ones again; or a file is settled. */
export type TemplateOrder =
  | { readonly kind: 'show' | 'reset'; readonly table: TableKind }
  | { readonly kind: 'set'; readonly table: TableKind; readonly heads: string }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'unclear' }

const word = /^\s*模板(?=\s|$)/u
export const usualWord = '恢复'

/** `模板 自评表 序号，条款，备注`; null when it is not about templates. */
export function readTemplateWords(words: string): TemplateOrder | null {
  if (!word.test(words)) return null
  const about = words.replace(word, '').trim()
  const settles = readImportWord(about)
  if (settles === 'confirm' || settles === 'cancel') return { kind: settles }
  const [name = ''] = about.split(/[\s:：]/u, 1)
  const table = tableKinds.find((one) => one === readPaperKind(name))
  if (table === undefined) return { kind: 'unclear' }
  const heads = about.slice(name.length).replace(/^[\s:：]+/u, '')
  if (heads === '') return { kind: 'show', table }
  return heads === usualWord ? { kind: 'reset', table } : { kind: 'set', table, heads }
}

export const mostChosen = 20
export const longestHead = 20

export type ReadColumns =
  | { readonly kind: 'columns'; readonly columns: readonly ChosenColumn[] }
  | { readonly kind: 'refused'; readonly why: 'none-known' | 'too-many' | 'too-long' | 'twice' }

/** The columns somebody wrote in a message, one after the other: 序号，条款，校内评定=自评等次. */
export function readWrittenColumns(table: TableKind, words: string): ReadColumns {
  const heads = words.split(/[,，、;；|\t\n]/u).map((one) => one.trim())
  return readColumns(
    table,
    heads.filter((one) => one !== ''),
  )
}

/**
 * Columns in the order of their heads. A head is known by any word schools have for it, or is given one: 校内评定=自评等次.
 * What is not known, or is there already under another head, is a column of the school's own, left empty.
 */
export function readColumns(table: TableKind, heads: readonly string[]): ReadColumns {
  if (heads.length > mostChosen) return { kind: 'refused', why: 'too-many' }
  const columns: ChosenColumn[] = []
  for (const one of heads) {
    const [head = '', means = head] = one.split(/[=＝]/u).map((part) => part.replaceAll(/\s+/gu, ' ').trim())
    const found = columnOf(table, means)
    columns.push({ column: columns.some(({ column }) => column === found) ? null : found, head })
  }
  if (columns.some(({ head }) => head === '' || [...head].length > longestHead))
    return { kind: 'refused', why: 'too-long' }
  if (new Set(columns.map(({ head }) => plain(head))).size < columns.length) return { kind: 'refused', why: 'twice' }
  // A table that says nothing is a slip of the pen, or of another table.
  if (columns.every(({ column }) => column === null)) return { kind: 'refused', why: 'none-known' }
  return { kind: 'columns', columns }
}

/** Which column a head stands for; null: none we know. What stands behind it in brackets explains it: 自评等次（ABC）. */
export function columnOf(table: TableKind, head: string): string | null {
  if (head.length > longestKnown) return null
  const word = plain(head)
  return byHead[table].get(word) ?? byHead[table].get(word.replace(/\([^()]*\)$/u, '')) ?? null
}

/** With what stands in brackets behind it; what is longer is no head, and may be as long as a cell. */
const longestKnown = 60

/** Every word a table’s columns are known by. A file has thousands of cells that may be heads. */
const byHead: Readonly<Record<TableKind, ReadonlyMap<string, string>>> = {
  'self-rating': headsOf('self-rating'),
  division: headsOf('division'),
  ledger: headsOf('ledger'),
}

function headsOf(table: TableKind): ReadonlyMap<string, string> {
  return new Map(
    knownColumns(table).flatMap(({ column, heads }) => heads.map((head) => [plain(head), column] as const)),
  )
}

/** A head as it is compared: width and spaces of it say nothing. */
function plain(head: string): string {
  return head.normalize('NFKC').replaceAll(/\s/gu, '')
}
