import { setTimeout as wait } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import * as campaigns from './migrations/0001-campaigns.ts'
import * as answers from './migrations/0002-answers.ts'
import * as messages from './migrations/0003-messages.ts'
import * as evidence from './migrations/0004-evidence.ts'
import * as review from './migrations/0005-review.ts'
import * as issues from './migrations/0006-issues.ts'
import * as papers from './migrations/0007-papers.ts'
import * as study from './migrations/0008-study.ts'
import * as filesIn from './migrations/0009-files-in.ts'
import * as fewerLevels from './migrations/0010-fewer-levels.ts'
import * as check from './migrations/0012-check.ts'
import * as marks from './migrations/0013-marks.ts'
import * as ownStandard from './migrations/0016-own-standard.ts'
import * as templates from './migrations/0018-templates.ts'
import * as lastYear from './migrations/0020-last-year.ts'
import * as printed from './migrations/0021-printed.ts'
import * as shown from './migrations/0022-shown.ts'
import * as headOfGroup from './migrations/0024-head-of-group.ts'
import * as county from './migrations/0026-county.ts'
import * as slotId from './migrations/0027-slot-id.ts'
import type { Database } from './schema.ts'

/** All steps in order. A step that has been released is never edited: a change is a new step. */
export const migrations: Record<string, Migration> = {
  '0001-campaigns': campaigns,
  '0002-answers': answers,
  '0003-messages': messages,
  '0004-evidence': evidence,
  '0005-review': review,
  '0006-issues': issues,
  '0007-papers': papers,
  '0008-study': study,
  '0009-files-in': filesIn,
  '0010-fewer-levels': fewerLevels,
  '0012-check': check,
  '0013-marks': marks,
  '0016-own-standard': ownStandard,
  '0018-templates': templates,
  '0020-last-year': lastYear,
  '0021-printed': printed,
  '0022-shown': shown,
  '0024-head-of-group': headOfGroup,
  '0026-county': county,
  '0027-slot-id': slotId,
}

/** The database was brought up to date by a release that has steps this one does not know. */
export class NewerDatabaseError extends Error {}

/** Two seconds each for a table to be free (see connect), and as long in between, in which presses get through. */
const usualTries = 15
const betweenTriesMs = 2_000

export type MigrateOptions = {
  /** The last step to be done; unset: all. */
  readonly upTo?: string
  readonly steps?: Readonly<Record<string, Migration>>
  readonly tries?: number
  /** Told each time that something else holds a table. */
  readonly onHeldUp?: () => void
}

/**
 * Brings the database up to this release; several processes may start at once, one of them does it (Kysely's lock). All
 * steps are one transaction. A step waits for a table behind whoever uses it, and everybody else behind the step: so it
 * waits shortly and comes again, for a minute. Throws what the failing step threw, and NewerDatabaseError.
 */
export async function migrate(db: Kysely<Database>, options: MigrateOptions = {}): Promise<void> {
  const { upTo, steps = migrations, tries = usualTries, onHeldUp } = options
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...steps }) } })
  for (let tried = 1; ; tried++) {
    const { error } = upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo)
    if (error === undefined) return
    if (/previously executed migration .+ is missing/.test(String(error))) throw new NewerDatabaseError()
    if (!isHeldUp(error) || tried === tries) throw error
    onHeldUp?.()
    await wait(betweenTriesMs)
  }
}

/** Whether something else held a table, or a row, for too long. */
export function isHeldUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '55P03'
}

/** How a database and this release differ: steps it lacks, and steps of a newer release that it has had. */
export type Steps = { readonly behind: readonly string[]; readonly ahead: readonly string[] }

/** Looks without changing anything; a database without our tables lacks every step. */
export async function readSteps(db: Kysely<Database>): Promise<Steps> {
  const known = Object.keys(migrations)
  const { rows } = await sql<{ there: boolean }>`select to_regclass('kysely_migration') is not null as there`.execute(
    db,
  )
  if (!rows[0]?.there) return { behind: known, ahead: [] }
  const done = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  const names = new Set(done.rows.map((row) => row.name))
  return {
    behind: known.filter((name) => !names.has(name)),
    ahead: [...names].filter((name) => !known.includes(name)),
  }
}
