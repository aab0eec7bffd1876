import type { Kysely } from 'kysely'
import { z } from 'zod'
import { findUnread, type IncomingFile, lockUnread, markRead } from '#db/incoming-file.ts'
import type { Database } from '#db/schema.ts'
import type { Tx } from '#db/tx.ts'
import type { FileId } from '../domain/ids.ts'
import type { FilePurpose, FileRefusal } from '../domain/incoming-file.ts'
import type { Log } from '../log.ts'
import { type Attachments, MessengerError } from '../ports.ts'
import type { Job } from './job.ts'

/**
 * Reads the bytes of a file, within bounds and outside of any transaction, and answers what is to be done with what was
 * read: that is done in one, once.
 */
export type FileReader = (bytes: Uint8Array, name: string) => Promise<(tx: Tx, file: IncomingFile) => Promise<void>>

export type ReadFileDeps = {
  readonly db: Kysely<Database>
  readonly attachments: Attachments
  /** More than this is not fetched. */
  readonly mostBytes: number
  readonly readers: Readonly<Record<FilePurpose, FileReader>>
  /** Tells its sender why nothing can be made of it. */
  readonly refuse: (tx: Tx, file: IncomingFile, why: FileRefusal) => Promise<void>
  /** What the operator should do about it, for the log. */
  readonly explain: (error: MessengerError) => string
  readonly log: Log
  readonly now: () => Date
}

const payload = z.object({
  file: z
    .number()
    .int()
    .positive()
    .transform((id) => id as FileId),
})

/**
 * Fetches a file somebody sent for the bot's tables and reads it. What comes of it is a preview or a sentence; it may be
 * run again at any moment, until that is written down nothing is known of the file. Its bytes are not kept.
 */
export function readFileJob(deps: ReadFileDeps): Job<'read-file'> {
  return {
    name: 'read-file',
    payload,
    // Each holds a whole file, and what it unpacks to.
    atOnce: 1,
    // 1, 2, 4 and 8 seconds apart: whoever sent it still looks on.
    tries: 5,
    run: async ({ file }) => {
      await readOne(deps, file)
      return null
    },
    giveUp: ({ file }) => answer(deps, file, (tx, found) => deps.refuse(tx, found, 'download-broken')),
  }
}

async function readOne(deps: ReadFileDeps, id: FileId): Promise<void> {
  const file = await deps.db.transaction().execute((tx) => findUnread(tx, id))
  if (file === null) return
  const bytes = await fetchFile(deps, file)
  if (typeof bytes === 'string') return answer(deps, id, (tx, found) => deps.refuse(tx, found, bytes))
  return answer(deps, id, await deps.readers[file.purpose](bytes, file.name))
}

/** Once: of two runs the second finds it answered. */
function answer(deps: ReadFileDeps, id: FileId, act: (tx: Tx, file: IncomingFile) => Promise<void>): Promise<void> {
  return deps.db.transaction().execute(async (tx) => {
    const file = await lockUnread(tx, id)
    if (file === null) return
    await act(tx, file)
    await markRead(tx, id, deps.now())
  })
}

/** What may pass by itself is thrown, to be tried again; the rest is told at once. */
async function fetchFile(deps: ReadFileDeps, file: IncomingFile): Promise<Uint8Array | FileRefusal> {
  try {
    return await deps.attachments.fetch(file.message, file.key, 'file', deps.mostBytes)
  } catch (error) {
    if (!(error instanceof MessengerError) || error.kind === 'again' || error.kind === 'unknown') throw error
    const about = { file: file.id, trouble: error.kind, code: error.code, status: error.status }
    const level = error.kind === 'settings' ? 'error' : 'warn'
    deps.log[level](about, `a file for the tables could not be fetched: ${deps.explain(error)}`)
    return error.kind === 'gone' ? 'recalled' : 'download-broken'
  }
}
