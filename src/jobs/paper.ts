import type { Kysely } from 'kysely'
import type { Delivery } from '#db/delivery.ts'
import { findKept } from '#db/evidence.ts'
import type { Database } from '#db/schema.ts'
import { loadPaper } from '#db/summary.ts'
import type { EvidenceKind } from '../domain/evidence.ts'
import type { Content, FileStore, Paper } from '../ports.ts'

/** Something for the messenger's store; `uploaded`: its key there, when that is known already. */
export type Readied =
  | { readonly kind: EvidenceKind; readonly uploaded: string }
  | { readonly kind: EvidenceKind; readonly uploaded: null; readonly name: string; readonly bytes: Uint8Array }

/** What a delivery brings besides words and cards, from the database or the file store; null when there is none. */
export async function readPaper(
  { db, files }: { readonly db: Kysely<Database>; readonly files: FileStore },
  { campaign, fileKey }: Pick<Delivery, 'campaign' | 'fileKey'>,
  paper: Paper,
): Promise<Readied | null> {
  if (paper.kind === 'summary-file') {
    if (fileKey !== null) return { kind: 'file', uploaded: fileKey }
    if (campaign === null) return null
    const file = await db.transaction().execute((tx) => loadPaper(tx, campaign, paper.version, paper.paper))
    return file === null ? null : { kind: 'file', uploaded: null, ...file }
  }
  const piece = await db.transaction().execute((tx) => findKept(tx, paper.evidence))
  if (piece === null) return null
  const uploaded = fileKey ?? piece.imageKey
  if (uploaded !== null) return { kind: piece.kind, uploaded }
  const bytes = await files.read(piece.sha256)
  return bytes === null ? null : { kind: piece.kind, uploaded: null, name: piece.name, bytes }
}

/** As it is sent: a photo is seen at once, a file is opened. */
export function asContent({ kind }: Readied, key: string): Content {
  return kind === 'photo' ? { kind: 'image', image: key } : { kind: 'file', file: key }
}
