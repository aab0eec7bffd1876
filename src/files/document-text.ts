import type { Content } from '../domain/evidence.ts'
import { readMarkup } from './markup.ts'
import { decodeText } from './text.ts'
import { unpack } from './unpack.ts'
import { listEntries } from './zip.ts'

/** Parts with words in them; pictures, styles and the program's own notes are left alone. */
const worded: Readonly<Record<'docx' | 'xlsx' | 'pptx', RegExp>> = {
  docx: /^word\/(?:document2?|comments|footnotes|endnotes|header\d*|footer\d*)\.xml$/,
  xlsx: /^xl\/(?:sharedStrings|comments\d*|worksheets\/[^/]+)\.xml$/,
  pptx: /^ppt\/(?:slides|notesSlides)\/[^/]+\.xml$/,
}
/** What ends a line: a paragraph, a text of a table of texts, a cell. Within one, words may be cut into any pieces. */
const lineEnds: ReadonlySet<string> = new Set(['p', 'si', 'c', 'f', 'comment'])
/** Empty, and seen as room between what stands on both sides. */
const gaps: ReadonlySet<string> = new Set(['tab', 'br', 'cr'])

/** All a document is unpacked to; its pictures, which are not, count too. What receives files refuses more (`readZip`). */
const mostUnpackedBytes = 300 * 1024 * 1024
/** Of words alone no school's document has so much; whoever reads them does nothing else meanwhile. */
const mostWordedBytes = 16 * 1024 * 1024

/**
 * The lines of a text or of an Office document, one after the other to `heard`. False: nobody could look inside all of
 * it, because it is of another kind, broken, or larger than is read.
 */
export async function readLines(bytes: Uint8Array, content: Content, heard: (line: string) => void): Promise<boolean> {
  if (content.is === 'text') return readPlain(bytes, heard)
  return content.is === 'office' ? readOffice(bytes, worded[content.ending], heard) : false
}

function readPlain(bytes: Uint8Array, heard: (line: string) => void): boolean {
  if (bytes.length > mostWordedBytes) return false
  const text = decodeText(bytes)
  for (const line of text?.split('\n') ?? []) heard(line)
  return text !== null
}

async function readOffice(bytes: Uint8Array, wanted: RegExp, heard: (line: string) => void): Promise<boolean> {
  const listed = await listEntries(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)).catch(() => null)
  if (listed === null || listed === 'too-many') return false
  const words = listed.filter((entry) => wanted.test(entry.fileName))
  if (words.reduce((total, entry) => total + entry.uncompressedSize, 0) > mostWordedBytes) return false
  const parts = await unpack(bytes, (name) => wanted.test(name), mostUnpackedBytes)
  if (typeof parts === 'string') return false
  return [...parts.values()].every((part) => readPart(part, heard))
}

function readPart(part: Uint8Array, heard: (line: string) => void): boolean {
  let line = ''
  const end = () => {
    if (line !== '') heard(line)
    line = ''
  }
  const isGood = readMarkup(part, {
    open: (name) => {
      if (gaps.has(name)) line += '\t'
    },
    text: (text) => {
      line += text
    },
    close: (name) => {
      if (lineEnds.has(name)) end()
    },
  })
  end()
  return isGood
}
