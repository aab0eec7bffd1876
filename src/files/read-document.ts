import type { FileRefusal } from '../domain/incoming-file.ts'
import type { WordTable } from '../domain/standard-document.ts'
import type { Paragraph } from '../domain/standard-text.ts'
import { readMarkup } from './markup.ts'
import { unpack } from './unpack.ts'
import { watchTables } from './word-tables.ts'
import { mainParts } from './zip.ts'

export type ReadDocument =
  | {
      readonly kind: 'document'
      readonly paragraphs: readonly Paragraph[]
      readonly tables: readonly WordTable[]
      readonly tracked: boolean
    }
  | { readonly kind: 'refused'; readonly why: FileRefusal }

/** Far more than an official text has; whoever reads it does nothing else meanwhile. */
const mostDocumentBytes = 16 * 1024 * 1024
/** All parts together; pictures, which are not unpacked, count too. */
const mostUnpackedBytes = 100 * 1024 * 1024
export const mostParagraphs = 5_000
export const longestParagraph = 5_000

/** Changes somebody has yet to accept. */
const changes: ReadonlySet<string> = new Set(['ins', 'del', 'moveFrom', 'moveTo'])
const unread: ReadonlySet<string> = new Set(['del', 'moveFrom', 'Fallback'])
/** Empty, and seen as room between what stands on both sides. */
const gaps: ReadonlySet<string> = new Set(['tab', 'br', 'cr'])

/**
 * The paragraphs of a Word document (.docx, ECMA-376 part 1, chapter 17) with what Word knows of headings and lists.
 * Of changes somebody has yet to accept what was put in counts and what was taken out does not; `tracked` says that there
 * are any. Bounded before anything is unpacked.
 */
export async function readDocument(bytes: Uint8Array): Promise<ReadDocument> {
  const parts = await unpack(
    bytes,
    (name, declared) => mainParts.docx.some((part) => part === name) && declared <= mostDocumentBytes,
    mostUnpackedBytes,
  )
  if (typeof parts === 'string') return { kind: 'refused', why: parts }
  const document = mainParts.docx.map((part) => parts.get(part)).find((one) => one !== undefined)
  if (document === undefined) return { kind: 'refused', why: 'broken' }
  const paragraphs: Paragraph[] = []
  const tables = watchTables()
  const isTooMuch = () => paragraphs.length > mostParagraphs || tables.isFull()
  let tracked = false
  // A text box lies within the paragraph it hangs on, with paragraphs of its own.
  const open: { text: string; style: Paragraph['style'] }[] = []
  let isText = false
  // What was moved away stands where it stood before too, as ordinary text; a text box a second time, for old programs.
  let away = 0
  const isRead = readMarkup(document, {
    open: (name, attribute) => {
      if (changes.has(name)) tracked = true
      if (unread.has(name)) away += 1
      if (name === 'p' && away === 0) open.push({ text: '', style: null })
      tables.open(name, () => attribute('val'))
      const at = open.at(-1)
      if (at === undefined || away > 0) return
      if (name === 't') isText = true
      if (gaps.has(name)) at.text += ' '
      if (name === 'pStyle') at.style = headingOf(attribute('val')) ?? at.style
      const level = Number(attribute('val') ?? Number.NaN) + 1
      // Level 10 is what Word calls body text.
      if (name === 'outlineLvl' && level <= 9) at.style = { kind: 'heading', level }
      if (name === 'ilvl' && at.style === null && level <= 9) at.style = { kind: 'list', level }
      // A paragraph taken out of the list of its style is in list 0.
      if (name === 'numId' && level === 1 && at.style?.kind === 'list') at.style = null
    },
    text: (said) => {
      const at = open.at(-1)
      if (isText && at !== undefined && at.text.length < longestParagraph) at.text += said
    },
    close: (name) => {
      if (name === 't') isText = false
      if (name === 'p' && away === 0) {
        const { text, style } = open.pop() ?? { text: '', style: null }
        const kept = text.slice(0, longestParagraph).toWellFormed().trim()
        paragraphs.push({ line: paragraphs.length + 1, text: kept, style })
        tables.paragraph(kept)
      }
      tables.close(name)
      if (unread.has(name)) away -= 1
    },
    isEnough: isTooMuch,
  })
  if (!isRead) return { kind: 'refused', why: 'broken' }
  if (isTooMuch()) return { kind: 'refused', why: 'too-many-rows' }
  return { kind: 'document', paragraphs, tables: tables.tables, tracked }
}

/** Heading1 as Word names it in every language, and the bare number Chinese editions of Word and WPS write. */
function headingOf(style: string | null): Paragraph['style'] {
  const level = /^(?:heading\s?)?([1-9])$/iu.exec(style ?? '')?.[1]
  return level === undefined ? null : { kind: 'heading', level: Number(level) }
}
