import type { Delivery } from '#db/delivery.ts'
import { findKept } from '#db/evidence.ts'
import { loadPaper } from '#db/summary.ts'
import type { EvidenceKind } from '../domain/evidence.ts'
import type { ByteFlow, Content, Paper } from '../ports.ts'
import { type PaperDeps, readEvidenceList } from './evidence-list.ts'

/** Something for the messenger's store; `uploaded`: its key there, when that is known already. */
export type Readied =
  | { readonly kind: EvidenceKind; readonly uploaded: string }
  | { readonly kind: 'photo'; readonly uploaded: null; readonly file: Uint8Array }
  | { readonly kind: 'file'; readonly uploaded: null; readonly name: string; readonly file: Uint8Array | ByteFlow }

/** What a delivery brings besides words and cards, from the database or the file store; null when there is none. */
export async function readPaper(
  { db, files, pack, trace }: PaperDeps,
  { campaign, fileKey }: Pick<Delivery, 'campaign' | 'fileKey'>,
  paper: Paper,
): Promise<Readied | null> {
  if (paper.kind === 'evidence-list') {
    if (fileKey !== null) return { kind: 'file', uploaded: fileKey }
    return { kind: 'file', uploaded: null, ...(await readEvidenceList({ db, files, pack }, paper)) }
  }
  if (paper.kind === 'summary-file' || paper.kind === 'trace') {
    if (fileKey !== null) return { kind: 'file', uploaded: fileKey }
    if (campaign === null) return null
    const { version } = paper
    const file = await db
      .transaction()
      .execute((tx) =>
        paper.kind === 'trace' ? trace(tx, campaign, version) : loadPaper(tx, campaign, version, paper.paper),
      )
    return file === null ? null : { kind: 'file', uploaded: null, name: file.name, file: file.bytes }
  }
  const piece = await db.transaction().execute((tx) => findKept(tx, paper.evidence))
  if (piece === null) return null
  const uploaded = fileKey ?? piece.imageKey
  if (uploaded !== null) return { kind: piece.kind, uploaded }
  if (piece.kind === 'photo') {
    const file = await files.read(piece.sha256)
    return file === null ? null : { kind: 'photo', uploaded: null, file }
  }
  const file = await files.open(piece.sha256)
  return file === null ? null : { kind: 'file', uploaded: null, name: piece.name, file }
}

/** As it is sent: a photo is seen at once, a file is opened. */
export function asContent({ kind }: Readied, key: string): Content {
  return kind === 'photo' ? { kind: 'image', image: key } : { kind: 'file', file: key }
}
