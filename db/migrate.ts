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
}

/**
 * Brings the database up to this release, or to the step named in `upTo`; several processes may start at once, one of
 * them does it (Kysely's lock). Throws what the failing step threw.
 */
export async function migrate(db: Kysely<Database>, upTo?: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const { error } = upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo)
  if (error !== undefined) throw error
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
