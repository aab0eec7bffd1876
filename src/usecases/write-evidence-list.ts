import type { PaperFile } from '#db/summary.ts'
import { writeExcel } from '../documents/excel.ts'
import { evidenceIndexName, evidenceVolumeName } from '../documents/file-name.ts'
import { safeName } from '../documents/safe-name.ts'
import { exportNames } from '../domain/evidence-guard.ts'
import { type EvidenceList, type Pack, packVolumes, placings } from '../domain/evidence-pack.ts'
import { indexTable } from '../domain/evidence-table.ts'

/** A folder and a file each; with what stands around them still a path Windows can open. */
const longestName = 120

/** What goes into which volume: the same each time, as it is made of the list alone. */
export function packOf({ what, entries }: EvidenceList): Pack {
  if (what === 'index') return { volumes: [], alone: [] }
  return packVolumes(entries, (name) => safeName(name, longestName))
}

export function volumeName(list: EvidenceList, volume: number): string {
  return evidenceVolumeName(list, volume, packOf(list).volumes.length)
}

/** The index as a file. `absent`: files that turned out not to be there, by the codes of their entries. */
export async function writeIndex(
  list: EvidenceList,
  absent: ReadonlyMap<string, 'unreadable' | 'withdrawn'>,
): Promise<PaperFile> {
  const pack = packOf(list)
  const table = indexTable(list, placings(list, pack, absent), pack.volumes.length)
  return { name: evidenceIndexName(list), bytes: await writeExcel(table, exportNames.index) }
}
