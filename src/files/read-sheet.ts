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

/**
 * One sheet of a workbook (.xlsx, ECMA-376 part 1, chapter 18) as plain cells: the first that can be seen and whose name
 * holds `preferred`, else the first that can be seen. Everything is checked before anything is unpacked, and bounded
 * while it is; whatever is no such workbook is refused with what it is instead.
 */
export async function readSheet(bytes: Uint8Array, preferred: string): Promise<ReadSheet> {
  const why = await refusalOf(bytes)
  if (why !== null) return { kind: 'refused', why }
  const parts = await unpack(bytes, (name) => /^xl\/.*\.(?:xml|rels)$/i.test(name), mostUnpackedBytes)
  if (typeof parts === 'string') return { kind: 'refused', why: parts }
  const found = findSheet(parts, preferred)
  const part = found === null ? undefined : parts.get(found.path)
  const texts = readSharedTexts(parts.get('xl/sharedStrings.xml') ?? null)
  if (found === null || part === undefined || texts === null) return { kind: 'refused', why: 'broken' }
  const rows = readRows(part, texts)
  if (typeof rows === 'string') return { kind: 'refused', why: rows }
  if (rows.length === 0) return { kind: 'refused', why: 'empty-sheet' }
  return { kind: 'sheet', sheet: { name: found.name, rows, others: found.others } }
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

type FoundSheet = { readonly name: string; readonly path: string; readonly others: readonly string[] }

/** The workbook names its sheets in the order of their tabs; where each lies is said apart, by its id. */
function findSheet(parts: ReadonlyMap<string, Buffer>, preferred: string): FoundSheet | null {
  const workbook = parts.get('xl/workbook.xml')
  const relations = parts.get('xl/_rels/workbook.xml.rels')
  if (workbook === undefined || relations === undefined) return null
  const seen: { name: string; id: string }[] = []
  const targets = new Map<string, string>()
  const isRead =
    readMarkup(workbook, {
      open: (name, attribute) => {
        const isSeen = (attribute('state') ?? 'visible') === 'visible'
        if (name === 'sheet' && isSeen) seen.push({ name: attribute('name') ?? '', id: attribute('id') ?? '' })
      },
    }) &&
    readMarkup(relations, {
      open: (name, attribute) => {
        if (name === 'Relationship') targets.set(attribute('Id') ?? '', attribute('Target') ?? '')
      },
    })
  const chosen = seen.find((one) => one.name.includes(preferred)) ?? seen[0]
  const target = chosen === undefined ? undefined : targets.get(chosen.id)
  if (!isRead || chosen === undefined || target === undefined) return null
  const path = target.startsWith('/') ? target.slice(1) : posix.join('xl', target)
  return { name: chosen.name, path, others: seen.filter((one) => one !== chosen).map((one) => one.name) }
}
