import type { Kysely } from 'kysely'
import type { Failure } from '#db/delivery.ts'
import type { Database } from '#db/schema.ts'
import type { WorkCalendar } from '../domain/calendar.ts'
import type { OpenId } from '../domain/ids.ts'
import type { Standard } from '../domain/standard.ts'
import type { Directory, Jobs } from '../ports.ts'

/** What use cases are given. Sending is not among it: they queue deliveries, jobs send. */
export type Deps = {
  readonly db: Kysely<Database>
  /** For what may share its transaction with others of the same moment, and be done anew. */
  readonly shared: Kysely<Database>
  readonly jobs: Jobs
  readonly directory: Directory
  /** The bot's own open_id, by which a mention of it is known. */
  readonly self: () => Promise<OpenId>
  readonly calendar: WorkCalendar
  readonly standards: readonly Standard[]
  readonly timeZone: string
  /** Why a message was given up, for the coordinator: what it means and what to do. */
  readonly sayFailure: (failure: { readonly why: Failure; readonly code: number | null }) => string
}
