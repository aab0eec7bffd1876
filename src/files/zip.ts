import { type Entry, fromBuffer } from 'yauzl'
import type { Content } from '../domain/evidence.ts'

/** Far more than any document of a school has. */
const mostEntries = 5_000
const mostUnpackedBytes = 300 * 1024 * 1024
/** Office's own XML packs ten to twenty times, an empty table a hundred; a bomb a thousand times. */
const mostRatio = 120
const smallUnpackedBytes = 20 * 1024 * 1024

/** By which part a package of Office is known. Word in a browser may call its own document2. */
export const mainParts = {
  docx: ['word/document.xml', 'word/document2.xml'],
  xlsx: ['xl/workbook.xml'],
  pptx: ['ppt/presentation.xml'],
} as const

/**
 * What a zip is, by the list at its end alone: nothing is unpacked. Sizes are those it declares; an entry packed into
 * more bytes than the file has, or names that lead elsewhere ('..', '/'), are no document's.
 */
export async function readZip(bytes: Uint8Array): Promise<Content> {
  const listed = await listEntries(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)).catch(() => null)
  if (listed === null) return { is: 'broken-zip' }
  if (listed === 'too-many') return { is: 'bomb' }
  const unpacked = sum(listed.map((entry) => entry.uncompressedSize))
  const packed = sum(listed.map((entry) => entry.compressedSize))
  if (unpacked > mostUnpackedBytes || packed > bytes.length || listed.some(isUnderstated)) return { is: 'bomb' }
  if (unpacked > smallUnpackedBytes && unpacked > mostRatio * bytes.length) return { is: 'bomb' }
  const names = listed.map((entry) => entry.fileName)
  const ending = (['docx', 'xlsx', 'pptx'] as const).find((one) => mainParts[one].some((part) => names.includes(part)))
  if (ending === undefined || !names.includes('[Content_Types].xml')) return { is: 'zip' }
  return { is: 'office', ending, macro: names.some((name) => /(?:^|\/)vbaProject[^/]*\.bin$/i.test(name)) }
}

/** Deflate never grows by more than five bytes in sixty-four thousand, encryption by some twelve: a smaller size is a lie. */
function isUnderstated({ compressedSize, uncompressedSize }: Entry): boolean {
  return compressedSize > uncompressedSize + uncompressedSize / 1_000 + 64
}

/** The parts of a zip by the list at its end; rejected when it has none that can be read. */
export function listEntries(bytes: Buffer): Promise<Entry[] | 'too-many'> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }
    fromBuffer(bytes, options, (error, zip) => {
      if (error) return reject(error)
      const entries: Entry[] = []
      if (zip.entryCount > mostEntries) return resolve('too-many')
      zip.on('error', reject)
      zip.on('end', () => resolve(entries))
      zip.on('entry', (entry: Entry) => {
        entries.push(entry)
        zip.readEntry()
      })
      zip.readEntry()
    })
  })
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0)
}
