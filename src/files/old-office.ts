import type { Content } from '../domain/evidence.ts'

/** Names of streams in the container (MS-DOC, MS-XLS, MS-PPT, MS-OFFCRYPTO), as they stand in its directory. */
const inside = { doc: ['WordDocument'], xls: ['Workbook', 'Book'], ppt: ['PowerPoint Document'] } as const
const macros = ['_VBA_PROJECT', '_VBA_PROJECT_CUR', 'VBA']
const entryBytes = 128
const longestChain = 4096

/**
 * What stands in a compound file (MS-CFB), by the names in its directory. One that is none of Office's (an installer is such
 * a container too), or cannot be followed, is `other`.
 */
export function readOldOffice(bytes: Uint8Array): Content {
  const names = new Set(entryNames(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)))
  if (names.has('EncryptedPackage')) return { is: 'locked-office' }
  const found = (['doc', 'xls', 'ppt'] as const).find((ending) => inside[ending].some((name) => names.has(name)))
  if (found === undefined) return { is: 'other' }
  return { is: 'old-office', ending: found, macro: macros.some((name) => names.has(name)) }
}

/** Names of all entries: the directory is a chain of sectors, followed by the allocation table. */
function entryNames(file: Buffer): string[] {
  if (file.length < 512) return []
  const shift = file.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) return []
  const size = 1 << shift
  const names: string[] = []
  let sector = file.readUInt32LE(48)
  for (let steps = 0; steps < longestChain; steps++) {
    const from = (sector + 1) * size
    if (from + size > file.length) break
    for (let at = from; at < from + size; at += entryBytes) names.push(nameAt(file, at))
    sector = nextSector(file, sector, size)
  }
  return names.filter((name) => name !== '')
}

function nameAt(file: Buffer, at: number): string {
  const bytes = file.readUInt16LE(at + 64)
  return bytes < 2 || bytes > 64 ? '' : file.toString('utf16le', at, at + bytes - 2)
}

/** The header lists the first 109 sectors of the allocation table: enough for files far larger than we take. */
function nextSector(file: Buffer, sector: number, size: number): number {
  const end = 0xfffffffe
  const perSector = size / 4
  const index = Math.floor(sector / perSector)
  if (index >= 109) return end
  const table = file.readUInt32LE(76 + index * 4)
  const at = (table + 1) * size + (sector % perSector) * 4
  return at + 4 > file.length ? end : file.readUInt32LE(at)
}
