import type { Place } from './context.ts'
import { asList, asObject, CardProblem, cardCode, type Json, oneOf, onlyKeys, wholeAt } from './problem.ts'

const columnKeys = [
  ...['name', 'display_name', 'data_type', 'width', 'horizontal_align', 'vertical_align', 'format', 'date_format'],
]
const dataTypes = ['text', 'lark_md', 'markdown', 'number', 'options', 'persons', 'date']
const headerKeys = ['text_align', 'text_size', 'background_style', 'text_color', 'bold', 'lines']

/** The table page: at most 50 columns, 1–10 rows a page, row keys are column names. */
export function checkTable(node: Json, place: Place): void {
  const { path } = place
  place.seen.tables++
  wholeAt(node, 'page_size', 1, 10, path)
  if (node.header_style !== undefined) onlyKeys(asObject(node.header_style, path), headerKeys, path)
  const columns = asList(node.columns, path)
  if (columns.length === 0 || columns.length > 50) {
    throw new CardProblem(cardCode.tooMuch, path, 'a table has 1 to 50 columns')
  }
  const types = new Map<string, unknown>()
  for (const [at, each] of columns.entries()) {
    const here = `${path} -> columns -> [${at}]`
    const column = asObject(each, here)
    onlyKeys(column, columnKeys, here)
    if (typeof column.name !== 'string' || column.name === '') {
      throw new CardProblem(cardCode.structure, here, 'the name of a column is required')
    }
    if (types.has(column.name)) {
      throw new CardProblem(cardCode.structure, here, `two columns are named ${column.name}`)
    }
    oneOf(column, 'data_type', dataTypes, here)
    types.set(column.name, column.data_type ?? 'text')
  }
  if (!Array.isArray(node.rows)) throw new CardProblem(cardCode.tableRows, path, 'rows must be a list')
  for (const [at, each] of node.rows.entries()) checkRow(each, types, `${path} -> rows -> [${at}]`)
}

function checkRow(value: unknown, types: ReadonlyMap<string, unknown>, path: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CardProblem(cardCode.tableRows, path, 'a row must be an object')
  }
  for (const [key, cell] of Object.entries(value)) {
    if (!types.has(key)) throw new CardProblem(cardCode.tableColumn, path, `no column is named ${key}`)
    if (!fits(types.get(key), cell)) {
      throw new CardProblem(cardCode.tableRows, path, `the value of ${key} does not fit ${types.get(key)}`)
    }
  }
}

function fits(type: unknown, cell: unknown): boolean {
  switch (type) {
    case 'number':
    case 'date':
      return typeof cell === 'number'
    case 'options':
      return Array.isArray(cell)
    case 'persons':
      return Array.isArray(cell) || typeof cell === 'string'
    default:
      return typeof cell === 'string'
  }
}
