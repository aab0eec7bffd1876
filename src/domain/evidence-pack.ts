import type { Day } from './day.ts'
import type { ExportKind } from './evidence-guard.ts'
import type { IndexEntry, IndexedFile } from './evidence-index.ts'

/** What somebody asked for, as they were shown it; all of it can be written as JSON. */
export type EvidenceList = {
  readonly school: string
  readonly title: string
  readonly madeOn: Day
  readonly what: ExportKind
  readonly entries: readonly IndexEntry[]
}

/** What the messenger takes as one file from a bot is 30 MB (facts page, section 3.4); a zip adds a little to its parts. */
export const mostVolumeBytes = 28 * 1024 * 1024

/** A file of the pack: which entry's it is, where it stands, and which kept bytes it is. */
export type PackedFile = {
  readonly code: string
  readonly path: string
  readonly on: Day
  readonly file: IndexedFile
}

export type Pack = {
  /** In the order of the index, each within the limit. */
  readonly volumes: readonly (readonly PackedFile[])[]
  /** Too large for any volume: they go by themselves. */
  readonly alone: readonly PackedFile[]
}

/** The entries that are files, in as few volumes as keep within `most` bytes each without changing their order. */
export function packVolumes(
  entries: readonly IndexEntry[],
  safeName: (name: string) => string,
  most: number = mostVolumeBytes,
): Pack {
  const volumes: PackedFile[][] = []
  const alone: PackedFile[] = []
  let room = 0
  for (const entry of entries) {
    const packed = packedFile(entry, safeName)
    if (packed === null) continue
    const { bytes } = packed.file
    if (bytes > most) {
      alone.push(packed)
      continue
    }
    if (volumes.length === 0 || bytes > room) {
      volumes.push([])
      room = most
    }
    volumes.at(-1)?.push(packed)
    room -= bytes
  }
  return { volumes, alone }
}

/** `1.1 维护学生平等入学权利/1.1-001 名册.pdf`: the code makes it one of its kind, so names may be cut. */
function packedFile(
  { code, folder, name, on, file }: IndexEntry,
  safeName: (name: string) => string,
): PackedFile | null {
  if (file === null) return null
  return { code, path: `${safeName(folder)}/${safeName(`${code} ${name}`)}.${file.ending}`, on, file }
}

/** Why the file of an entry does not stand in the pack, or where it does. */
export type Placing =
  | { readonly kind: 'in'; readonly path: string; readonly volume: number }
  | { readonly kind: 'alone' | 'unreadable' | 'withdrawn' | 'left-out' }

/**
 * Where each entry that is a file has gone, by code. `absent`: what turned out not to be there when the pack was made.
 * Of the index alone nothing has gone anywhere.
 */
export function placings(
  { what, entries }: Pick<EvidenceList, 'what' | 'entries'>,
  { volumes, alone }: Pack,
  absent: ReadonlyMap<string, 'unreadable' | 'withdrawn'>,
): Map<string, Placing> {
  const placed = new Map<string, Placing>()
  for (const { code, type, file } of entries) {
    if (file === null && (type === 'photo' || type === 'file')) placed.set(code, { kind: 'left-out' })
  }
  if (what === 'index') return placed
  for (const [at, files] of volumes.entries()) {
    for (const { code, path } of files) placed.set(code, { kind: 'in', path, volume: at + 1 })
  }
  for (const { code } of alone) placed.set(code, { kind: 'alone' })
  for (const [code, kind] of absent) placed.set(code, { kind })
  return placed
}
