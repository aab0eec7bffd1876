import { fileTypeFromBuffer } from 'file-type'
import type { Content } from '../domain/evidence.ts'
import { readOldOffice } from './old-office.ts'
import { isText } from './text.ts'
import { unpack } from './unpack.ts'
import { readZip } from './zip.ts'

const zipMark = [0x50, 0x4b]
const gzipMark = [0x1f, 0x8b]
const oldOfficeMark = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

const byExtension: Readonly<Record<string, Content['is']>> = {
  jpg: 'jpg',
  png: 'png',
  webp: 'webp',
  gif: 'gif',
  tif: 'tif',
  heic: 'heic',
  avif: 'heic',
  pdf: 'pdf',
  exe: 'program',
  elf: 'program',
  macho: 'program',
  dmg: 'program',
  deb: 'program',
  rpm: 'program',
  class: 'program',
  wasm: 'program',
  lnk: 'program',
  dex: 'program',
}
const archives = ['7z', 'rar', 'gz', 'tar', 'tar.gz', 'bz2', 'xz', 'zst', 'lz', 'lz4', 'cab', 'ar', 'Z', 'asar', 'iso']

/** Of the list of what kinds of parts a document has, far more than any needs. */
const mostTypesBytes = 1024 * 1024

/**
 * Tells by its bytes what a file is, without unpacking more of it than a document's list of kinds: what is packed is
 * looked at here, as `file-type` would inflate other parts of it.
 */
export async function readContent(bytes: Uint8Array): Promise<Content> {
  if (begins(bytes, zipMark)) return readPacked(bytes)
  if (begins(bytes, oldOfficeMark)) return readOldOffice(bytes)
  if (begins(bytes, gzipMark)) return { is: 'archive' }
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (type === undefined || isMarkup(type.mime)) return { is: isText(bytes) ? 'text' : 'other' }
  const known = byExtension[type.ext]
  if (known !== undefined) return { is: known } as Content
  if (archives.includes(type.ext)) return { is: 'archive' }
  return { is: /^(?:video|audio)\//.test(type.mime) ? 'video' : 'other' }
}

/** A macro may lie under any name: what it is, the document has to say in its list of kinds (ECMA-376 part 2, 6.2.3). */
async function readPacked(bytes: Uint8Array): Promise<Content> {
  const content = await readZip(bytes)
  if (content.is !== 'office' || content.macro) return content
  const wanted = (name: string, declared: number) => name === '[Content_Types].xml' && declared <= mostTypesBytes
  const parts = await unpack(bytes, wanted, Number.MAX_SAFE_INTEGER)
  if (typeof parts === 'string') return { is: parts === 'bomb' ? 'bomb' : 'broken-zip' }
  const types = parts.get('[Content_Types].xml')
  if (types === undefined) return { is: 'bomb' }
  // In whatever encoding: the words are of plain letters.
  const words = types.toString('latin1').replaceAll('\0', '')
  return { ...content, macro: /macro|vbaProject/i.test(words) }
}

/** A text that begins like a page or a calendar is still a text. */
function isMarkup(mime: string): boolean {
  return mime.startsWith('text/') || mime === 'application/xml'
}

function begins(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte)
}
