import type { Kysely } from 'kysely'
import { z } from 'zod'
import { findPiece, imageKeyOf, type SentPiece } from '#db/evidence.ts'
import type { Database } from '#db/schema.ts'
import type { Tx } from '#db/tx.ts'
import type { EvidenceRefusal } from '../domain/evidence.ts'
import type { EvidenceId } from '../domain/ids.ts'
import type { Log } from '../log.ts'
import {
  type Attachments,
  type Examined,
  type FileStore,
  type Jobs,
  type Messenger,
  MessengerError,
  NotKeptError,
} from '../ports.ts'
import type { Outcome } from '../usecases/settle-evidence.ts'
import type { Again, Job } from './job.ts'

export type KeepEvidenceDeps = {
  readonly db: Kysely<Database>
  readonly jobs: Jobs
  readonly attachments: Attachments
  readonly messenger: Pick<Messenger, 'uploadImage'>
  readonly files: FileStore
  /** More than this of one piece is neither fetched nor kept. */
  readonly mostBytes: number
  readonly examine: (name: string | null, bytes: Uint8Array) => Promise<Examined>
  /**
   * Writes down what became of a piece (null: that was done before) and tells its sender; `later`: the telling has to
   * wait a moment.
   */
  readonly settle: (tx: Tx, piece: EvidenceId, outcome: Outcome | null) => Promise<'told' | 'later'>
  /** What the operator should do about it, for the log. */
  readonly explain: (error: MessengerError) => string
  readonly log: Log
}

const payload = z.object({
  evidence: z
    .number()
    .int()
    .positive()
    .transform((id) => id as EvidenceId),
})
/** The tray's card is on its way, and takes as long as a message does. */
const cardOnItsWayMs = 1_000

/**
 * Fetches what somebody sent, looks at it, cleans and keeps it. It may be run again at any moment: until its end is
 * written down nothing is known of it, and the bytes are kept under a name made of themselves.
 */
export function keepEvidenceJob(deps: KeepEvidenceDeps): Job<'keep-evidence'> {
  return {
    name: 'keep-evidence',
    payload,
    // Each holds a whole file, and a photo's pixels besides.
    atOnce: 2,
    // 1, 2, 4 and 8 seconds apart: whoever sent it still looks on.
    tries: 5,
    run: ({ evidence }) => keepEvidence(deps, evidence),
    giveUp: async ({ evidence }) => {
      await inTx(deps, async (tx) => {
        const told = await deps.settle(tx, evidence, refused('download-broken'))
        // Given up once, a job comes back no more: the telling that has to wait is another's.
        if (told === 'later') await deps.jobs.enqueue(tx, 'keep-evidence', { evidence })
      })
    },
  }
}

async function keepEvidence(deps: KeepEvidenceDeps, id: EvidenceId): Promise<Again | null> {
  const piece = await inTx(deps, (tx) => findPiece(tx, id))
  if (piece === null) return null
  const outcome = piece.state === 'arriving' ? await outcomeOf(deps, piece) : null
  const told = await inTx(deps, (tx) => deps.settle(tx, id, outcome))
  return told === 'later' ? { afterMs: cardOnItsWayMs } : null
}

async function outcomeOf(deps: KeepEvidenceDeps, piece: SentPiece): Promise<Outcome> {
  const bytes = await fetchPiece(deps, piece)
  if (typeof bytes === 'string') return refused(bytes)
  const examined = await deps.examine(piece.kind === 'photo' ? null : piece.name, bytes)
  if (examined.kind === 'refused') return examined
  try {
    const sha256 = await deps.files.keep(examined.bytes)
    const imageKey = examined.kind === 'photo' ? await showable(deps, sha256, examined.bytes) : null
    const { kind, ending, marks } = examined
    return { kind: 'kept', as: kind, ending, marks, bytes: examined.bytes.length, sha256, imageKey }
  } catch (error) {
    if (!(error instanceof NotKeptError)) throw error
    const about = { evidence: piece.id, code: error.code, bytes: examined.bytes.length }
    deps.log.error(about, 'a piece of evidence could not be kept: is the disk of DATA_DIR full, or read-only?')
    return refused('no-room')
  }
}

/** What may pass by itself is thrown, to be tried again; the rest is told at once. */
async function fetchPiece(deps: KeepEvidenceDeps, piece: SentPiece): Promise<Uint8Array | EvidenceRefusal> {
  try {
    return await deps.attachments.fetch(piece.message, piece.key, piece.kind, deps.mostBytes)
  } catch (error) {
    if (!(error instanceof MessengerError) || error.kind === 'again' || error.kind === 'unknown') throw error
    const about = { evidence: piece.id, trouble: error.kind, code: error.code, status: error.status }
    const level = error.kind === 'settings' ? 'error' : 'warn'
    deps.log[level](about, `a piece of evidence could not be fetched: ${deps.explain(error)}`)
    return error.kind === 'gone' ? 'recalled' : 'download-broken'
  }
}

/** A photo's key for cards; without one it is kept all the same, and only not shown there. */
async function showable(deps: KeepEvidenceDeps, sha256: string, bytes: Uint8Array): Promise<string | null> {
  const known = await inTx(deps, (tx) => imageKeyOf(tx, sha256))
  if (known !== null) return known
  try {
    return await deps.messenger.uploadImage(bytes)
  } catch (error) {
    if (!(error instanceof MessengerError)) throw error
    const about = { trouble: error.kind, code: error.code, status: error.status }
    deps.log.warn(about, `a photo will not be shown in cards: ${deps.explain(error)}`)
    return null
  }
}

function refused(why: EvidenceRefusal): Outcome {
  return { kind: 'refused', why }
}

function inTx<T>({ db }: KeepEvidenceDeps, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(work)
}
