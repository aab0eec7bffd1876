import { z } from 'zod'
import type { Snapshot } from '#db/snapshot.ts'
import type { WaitingJob } from '../jobs/queue-state.ts'

/**
 * A backup is a zip: `tables/<name>.jsonl` for each table, a row a line; `files/<sha256>` for each photo and file; and, last,
 * this as `manifest.json`. Settings and secrets are not in it.
 */
export type Manifest = Snapshot & {
  readonly v: 1
  readonly release: string
  /** The moment all of it is of. */
  readonly made: Date
  readonly from: 'embedded' | 'server'
  /** The app its people and groups are known to; null: not said. */
  readonly app: string | null
  readonly parts: Readonly<Record<string, Part>>
  readonly jobs: readonly WaitingJob[]
  readonly files: {
    readonly count: number
    /** What the tables speak of and the disk has not, or not as it was kept; not in the backup. */
    readonly lost: readonly string[]
  }
}

/** What a table's entry holds. */
export type Part = { readonly rows: number; readonly bytes: number; readonly sha256: string }

export const manifestName = 'manifest.json'
export const tablePath = (table: string): string => `tables/${table}.jsonl`
export const filePath = (sha256: string): string => `files/${sha256}`

const count = z.number().int().min(0)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const name = z.string().regex(/^[a-z_0-9]{1,63}$/)

/** What every version of a manifest says of itself. */
export const anyManifest = z.object({ duibiao: z.literal('backup'), v: z.number().int(), release: z.string() })

export const manifestSchema = anyManifest.extend({
  v: z.literal(1),
  made: z.iso.datetime().transform((text) => new Date(text)),
  from: z.enum(['embedded', 'server']),
  app: z.string().nullable(),
  step: z.string(),
  tables: z.array(z.object({ name, columns: z.array(name) })),
  sequences: z.record(name, count),
  parts: z.record(name, z.object({ rows: count, bytes: count, sha256 })),
  jobs: z.array(
    z
      .object({
        name: z.enum(['handle-event', 'deliver', 'remind', 'keep-evidence', 'read-file']),
        payload: z.record(z.string(), z.union([z.string(), z.number()])),
        group: z.string().nullable(),
      })
      // Each kind of job reads its own payload once more when it runs.
      .transform((job) => job as unknown as WaitingJob),
  ),
  files: z.object({ count, lost: z.array(sha256) }),
})
