import { posix } from 'node:path'
import type { FileRefusal } from '../domain/incoming-file.ts'
import type { Sheet } from '../domain/sheet.ts'
import { readContent } from './content.ts'
import { readMarkup } from './markup.ts'
import { readSharedTexts } from './shared-texts.ts'
import { readRows } from './sheet-rows.ts'
import { unpack } from './unpack.ts'

export type ReadSheet =
  | { readonly kind: 'sheet'; readonly sheet: Sheet }
  | { readonly kind: 'refused'; readonly why: FileRefusal }

/** All parts of a workbook together, unpacked; a school's table has a tenth of it. */
const mostUnpackedBytes = 20 * 1024 * 1024

/** Which sheet of a workbook is meant. */
export type Wanted = {
  /** One whose name holds this comes before the others; '': none does. */
  readonly named: string
  /** Whether a sheet is such a table: a cover, or a list of something else, may stand before it. */
  readonly isTable: (sheet: Sheet) => boolean
}

/**
 * One sheet of a workbook (.xlsx, ECMA-376 part 1, chapter 18) as plain cells: of those that can be seen the first that
 * is such a table, else the first in which something stands. Everything is checked before anything is unpacked, and
 * bounded while it is; whatever is no such workbook is refused with what it is instead.
 */
export async function readSheet(bytes: Uint8Array, wanted: Wanted): Promise<ReadSheet> {
  const why = await refusalOf(bytes)
  if (why !== null) return { kind: 'refused', why }
  const parts = await unpack(bytes, (name) => /^xl\/.*\.(?:xml|rels)$/i.test(name), mostUnpackedBytes)
  if (typeof parts === 'string') return { kind: 'refused', why: parts }
  const workbook = readWorkbook(parts)
  const texts = workbook === null ? null : readSharedTexts(parts.get(workbook.texts) ?? null)
  if (workbook === null || texts === null) return { kind: 'refused', why: 'broken' }
  const { sheets } = workbook
  const isNamed = ({ name }: SheetPart) => wanted.named !== '' && name.includes(wanted.named)
  const inTurn = [...sheets.filter(isNamed), ...sheets.filter((one) => !isNamed(one))]
  let first: Sheet | null = null
  for (const { name, path } of inTurn) {
    const part = parts.get(path)
    const rows = part === undefined ? 'broken' : readRows(part, texts)
    // What may be the table and cannot be read is said: an older one on another sheet would be taken in its place.
    if (typeof rows === 'string') return { kind: 'refused', why: rows }
    if (rows.length === 0) continue
    const sheet = { name, rows, others: sheets.filter((one) => one.path !== path).map((one) => one.name) }
    if (wanted.isTable(sheet)) return { kind: 'sheet', sheet }
    first ??= sheet
  }
  return first === null ? { kind: 'refused', why: 'empty-sheet' } : { kind: 'sheet', sheet: first }
}

/** What it is by its bytes, whatever it is called; null: a workbook without macros. */
async function refusalOf(bytes: Uint8Array): Promise<FileRefusal | null> {
  if (bytes.length === 0) return 'empty'
  const content = await readContent(bytes)
  switch (content.is) {
    case 'office':
      return content.macro ? 'macro' : content.ending === 'xlsx' ? null : 'not-a-table'
    case 'old-office':
      return content.ending === 'xls' ? 'old-xls' : 'not-a-table'
    case 'locked-office':
      return 'locked'
    case 'bomb':
      return 'bomb'
    case 'broken-zip':
      return 'broken'
    case 'text':
      return 'text'
    default:
      return 'not-a-table'
  }
}

type SheetPart = { readonly name: string; readonly path: string }
type Workbook = { readonly sheets: readonly SheetPart[]; readonly texts: string }

/**
 * The sheets that can be seen, in the order of their tabs, and where the texts they share lie: the workbook names them by
 * an id, its relations say where each is. Null: there are none.
 */
function readWorkbook(parts: ReadonlyMap<string, Buffer>): Workbook | null {
  const workbook = parts.get('xl/workbook.xml')
  const relations = parts.get('xl/_rels/workbook.xml.rels')
  if (workbook === undefined || relations === undefined) return null
  const seen: { name: string; id: string }[] = []
  const paths = new Map<string, string>()
  let texts = 'xl/sharedStrings.xml'
  const isRead =
    readMarkup(workbook, {
      open: (name, attribute) => {
        const isSeen = (attribute('state') ?? 'visible') === 'visible'
        if (name === 'sheet' && isSeen) seen.push({ name: attribute('name') ?? '', id: attribute('id') ?? '' })
      },
    }) &&
    readMarkup(relations, {
      open: (name, attribute) => {
        if (name !== 'Relationship') return
        const target = attribute('Target') ?? ''
        const path = target.startsWith('/') ? target.slice(1) : posix.join('xl', target)
        paths.set(attribute('Id') ?? '', path)
        if (attribute('Type')?.endsWith('/sharedStrings')) texts = path
      },
    })
  // By their parts: one that is named by a thousand tabs is read once.
  const sheets = new Map<string, SheetPart>()
  for (const { name, id } of seen) {
    const path = paths.get(id)
    if (path !== undefined && !sheets.has(path)) sheets.set(path, { name, path })
  }
  return isRead && sheets.size > 0 ? { sheets: [...sheets.values()], texts } : null
}
