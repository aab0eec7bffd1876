import { type FileRefusal, isTableName } from '../domain/incoming-file.ts'
import type { Sheet } from '../domain/sheet.ts'
import { readContent } from './content.ts'
import { longestParagraph, mostParagraphs, type ReadDocument, readDocument } from './read-document.ts'
import { readSheet, type Wanted } from './read-sheet.ts'
import { storable } from './storable.ts'
import { decodeText } from './text.ts'

export type ReadStandard =
  | Extract<ReadDocument, { kind: 'document' }>
  | { readonly kind: 'sheet'; readonly sheet: Sheet }
  | { readonly kind: 'refused'; readonly why: FileRefusal }

/**
 * A standard as a table, a Word document or a plain text, told apart by its bytes, whatever it is called. A text that is
 * called a table has commas where its columns were, and no numbers that could be read.
 */
export async function readStandard(bytes: Uint8Array, name: string, wanted: Wanted): Promise<ReadStandard> {
  if (bytes.length === 0) return { kind: 'refused', why: 'empty' }
  const content = await readContent(bytes)
  switch (content.is) {
    case 'office':
      if (content.macro) return { kind: 'refused', why: 'macro' }
      if (content.ending === 'pptx') return { kind: 'refused', why: 'not-a-standard' }
      return content.ending === 'xlsx' ? readSheet(bytes, wanted) : readDocument(bytes)
    case 'text':
      return isTableName(name) ? { kind: 'refused', why: 'text' } : readPlain(bytes)
    case 'old-office':
      return { kind: 'refused', why: 'old-format' }
    case 'locked-office':
      return { kind: 'refused', why: 'locked' }
    case 'bomb':
      return { kind: 'refused', why: 'bomb' }
    case 'broken-zip':
      return { kind: 'refused', why: 'broken' }
    default:
      return { kind: 'refused', why: 'not-a-standard' }
  }
}

/** A page or a table of the web that is called a document is none of the texts with numbers (text.ts). */
function readPlain(bytes: Uint8Array): ReadStandard {
  const text = decodeText(bytes)
  if (text === null || /^\s*</u.test(text)) return { kind: 'refused', why: 'not-a-standard' }
  const lines = text.split(/\r\n|\n|\r/u)
  if (lines.length > mostParagraphs) return { kind: 'refused', why: 'too-many-rows' }
  const paragraphs = lines.map((line, at) => ({
    line: at + 1,
    text: storable(line.slice(0, longestParagraph)).trim(),
    style: null,
  }))
  return { kind: 'document', paragraphs, tables: [], tracked: false }
}
