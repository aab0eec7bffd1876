import type { Kysely } from 'kysely'
import { stillThere } from '#db/evidence-index.ts'
import type { Database } from '#db/schema.ts'
import type { PaperFile } from '#db/summary.ts'
import type { Tx } from '#db/tx.ts'
import type { PackedFile } from '../domain/evidence-pack.ts'
import type { CampaignId } from '../domain/ids.ts'
import { type ByteFlow, type FileStore, flowOf, type Paper } from '../ports.ts'
import { packOf, volumeName, writeIndex } from '../usecases/write-evidence-list.ts'

/** What is needed to read what a delivery brings. */
export type PaperDeps = {
  readonly db: Kysely<Database>
  readonly files: FileStore
  /** Makes one file of several while it is read; `at` is the time each has in it. */
  readonly pack: (
    parts: readonly { readonly path: string; readonly at: Date; readonly flow: ByteFlow }[],
  ) => Promise<ByteFlow>
  /** A version of a summary with who stands behind it; null when it did not keep what it printed. */
  readonly trace: (tx: Tx, campaign: CampaignId, version: number) => Promise<PaperFile | null>
}

type EvidenceListPaper = Extract<Paper, { readonly kind: 'evidence-list' }>

/**
 * The index somebody asked for, or one volume of the pack with the index in it. What was withdrawn since they asked, or
 * cannot be read, is left out and said to be so in the index; every volume looks anew.
 */
export async function readEvidenceList(
  deps: Omit<PaperDeps, 'trace'>,
  { list, volume }: EvidenceListPaper,
): Promise<{ readonly name: string; readonly file: Uint8Array | ByteFlow }> {
  const { volumes } = packOf(list)
  const found = await openAll(deps, volumes.flat())
  const absent = new Map([...found].flatMap(([code, one]) => (typeof one === 'string' ? [[code, one] as const] : [])))
  const index = await writeIndex(list, absent)
  if (volume === null) return { name: index.name, file: index.bytes }
  const parts = (volumes[volume - 1] ?? []).flatMap(({ code, path, on }) => {
    const flow = found.get(code)
    return flow === undefined || typeof flow === 'string' ? [] : [{ path, at: noonOf(on), flow }]
  })
  const first = { path: index.name, at: noonOf(list.madeOn), flow: flowOf(index.bytes) }
  return { name: volumeName(list, volume), file: await deps.pack([first, ...parts]) }
}

/** Nothing is opened yet: of each is known that it is there and how long it is. */
async function openAll(
  { db, files }: Pick<PaperDeps, 'db' | 'files'>,
  packed: readonly PackedFile[],
): Promise<ReadonlyMap<string, ByteFlow | 'unreadable' | 'withdrawn'>> {
  const ids = packed.map(({ file }) => file.id)
  const there = await db.transaction().execute((tx) => stillThere(tx, ids))
  const found = packed.map(async ({ code, file }) => {
    const flow = there.has(file.id) ? ((await files.open(file.sha256)) ?? 'unreadable') : 'withdrawn'
    return [code, flow] as const
  })
  return new Map(await Promise.all(found))
}

/** The same day on the clocks of most of the world. */
function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}
