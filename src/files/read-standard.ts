import type { FileRefusal } from '../domain/incoming-file.ts'
import type { Sheet } from '../domain/sheet.ts'
import { readContent } from './content.ts'
import { mostParagraphs, type ReadDocument, readDocument } from './read-document.ts'
import { readSheet } from './read-sheet.ts'

export type ReadStandard =
  | Extract<ReadDocument, { kind: 'document' }>
  | { readonly kind: 'sheet'; readonly sheet: Sheet }
  | { readonly kind: 'refused'; readonly why: FileRefusal }

/** A standard as a table, a Word document or a plain text, told apart by its bytes, whatever it is called. */
export async function readStandard(bytes: Uint8Array): Promise<ReadStandard> {
  if (bytes.length === 0) return { kind: 'refused', why: 'empty' }
  const content = await readContent(bytes)
  switch (content.is) {
    case 'office':
      if (content.macro) return { kind: 'refused', why: 'macro' }
      if (content.ending === 'pptx') return { kind: 'refused', why: 'not-a-standard' }
      return content.ending === 'xlsx' ? readSheet(bytes, '标准') : readDocument(bytes)
    case 'text':
      return readPlain(bytes)
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

/** UTF-8, else GB 18030 (and so GBK), as Chinese Windows saves a text; what is neither is no text (text.ts). */
function readPlain(bytes: Uint8Array): ReadStandard {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const lines = new TextDecoder(encoding, { fatal: true }).decode(bytes).split(/\r\n|\n|\r/u)
      if (lines.length > mostParagraphs) return { kind: 'refused', why: 'too-many-rows' }
      const paragraphs = lines.map((text, at) => ({ line: at + 1, text: text.slice(0, 5_000).trim(), style: null }))
      return { kind: 'document', paragraphs, tracked: false }
    } catch {}
  }
  return { kind: 'refused', why: 'not-a-standard' }
}
