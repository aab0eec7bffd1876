import type { FileRefusal } from '../domain/incoming-file.ts'
import type { Paragraph } from '../domain/standard-text.ts'
import { readMarkup } from './markup.ts'
import { unpack } from './unpack.ts'

export type ReadDocument =
  | { readonly kind: 'document'; readonly paragraphs: readonly Paragraph[]; readonly tracked: boolean }
  | { readonly kind: 'refused'; readonly why: FileRefusal }

/** Far more than an official text has; whoever reads it does nothing else meanwhile. */
const mostDocumentBytes = 16 * 1024 * 1024
/** All parts together; pictures, which are not unpacked, count too. */
const mostUnpackedBytes = 100 * 1024 * 1024
export const mostParagraphs = 5_000
const longestParagraph = 5_000

/**
 * The paragraphs of a Word document (.docx, ECMA-376 part 1, chapter 17) with what Word knows of headings and lists.
 * Of changes somebody has yet to accept what was put in counts and what was taken out does not; `tracked` says that there
 * are any. Bounded before anything is unpacked.
 */
export async function readDocument(bytes: Uint8Array): Promise<ReadDocument> {
  const parts = await unpack(
    bytes,
    (name, declared) => name === 'word/document.xml' && declared <= mostDocumentBytes,
    mostUnpackedBytes,
  )
  if (typeof parts === 'string') return { kind: 'refused', why: parts }
  const document = parts.get('word/document.xml')
  if (document === undefined) return { kind: 'refused', why: 'broken' }
  const paragraphs: Paragraph[] = []
  let tracked = false
  let text = ''
  let style: Paragraph['style'] = null
  let isText = false
  // What was moved away stands where it stood before too, as ordinary text.
  let away = 0
  const isRead = readMarkup(document, {
    open: (name, attribute) => {
      if (name === 'ins' || name === 'del' || name === 'moveFrom' || name === 'moveTo') tracked = true
      if (name === 'del' || name === 'moveFrom') away += 1
      if (name === 'p') {
        text = ''
        style = null
      }
      if (name === 't') isText = away === 0
      if ((name === 'tab' || name === 'br') && away === 0) text += ' '
      if (name === 'pStyle') style = headingOf(attribute('val')) ?? style
      const level = Number(attribute('val') ?? Number.NaN) + 1
      // Level 10 is what Word calls body text.
      if (name === 'outlineLvl' && level <= 9) style = { kind: 'heading', level }
      if (name === 'ilvl' && style === null && level <= 9) style = { kind: 'list', level }
    },
    text: (said) => {
      if (isText && text.length < longestParagraph) text += said
    },
    close: (name) => {
      if (name === 't') isText = false
      if (name === 'del' || name === 'moveFrom') away -= 1
      if (name === 'p' && paragraphs.length < mostParagraphs + 1) {
        paragraphs.push({ line: paragraphs.length + 1, text: text.slice(0, longestParagraph).trim(), style })
        text = ''
        style = null
      }
    },
  })
  if (!isRead) return { kind: 'refused', why: 'broken' }
  if (paragraphs.length > mostParagraphs) return { kind: 'refused', why: 'too-many-rows' }
  return { kind: 'document', paragraphs, tracked }
}

/** Heading1 as Word names it in every language, and the bare number Chinese editions of Word and WPS write. */
function headingOf(style: string | null): Paragraph['style'] {
  const level = /^(?:heading\s?)?([1-9])$/iu.exec(style ?? '')?.[1]
  return level === undefined ? null : { kind: 'heading', level: Number(level) }
}
