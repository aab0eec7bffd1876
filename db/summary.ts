import type { Day } from '#src/domain/day.ts'
import type { CampaignId, PersonId } from '#src/domain/ids.ts'
import type { Count } from '#src/domain/progress.ts'
import type { Tx } from './tx.ts'

/** The latest version: its two numbers, and the place in the audit up to which it says everything. */
export async function lastSummary(
  tx: Tx,
  campaign: CampaignId,
): Promise<{ version: number; madeOn: Day; answered: number; met: number; state: number } | null> {
  const row = await tx
    .selectFrom('summary')
    .select(['version', 'made_on as madeOn', 'answered', 'met', 'state'])
    .where('campaign', '=', campaign)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  return row ?? null
}

/** What the card of a version says of it. */
export async function loadSummary(
  tx: Tx,
  campaign: CampaignId,
  version: number,
): Promise<{ gaps: readonly string[]; changes: string | null; fileName: string }> {
  return tx
    .selectFrom('summary')
    .select(['gaps', 'changes', 'file_name as fileName'])
    .where('campaign', '=', campaign)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
}

/** Keeps a version of the compiled paper; versions are numbered from 1 and never change. */
export async function insertSummary(
  tx: Tx,
  made: {
    readonly campaign: CampaignId
    readonly version: number
    readonly madeOn: Day
    readonly madeBy: PersonId | null
    readonly total: Count
    readonly gaps: readonly string[]
    /** What is new since the version before, as a sentence; null for the first. */
    readonly changes: string | null
    readonly fileName: string
    readonly state: number
    readonly file: Uint8Array
  },
): Promise<void> {
  await tx
    .insertInto('summary')
    .values({
      campaign: made.campaign,
      version: made.version,
      made_on: made.madeOn,
      made_by: made.madeBy,
      total: made.total.total,
      answered: made.total.answered,
      met: made.total.met,
      gaps: JSON.stringify(made.gaps),
      changes: made.changes,
      file_name: made.fileName,
      state: made.state,
      file: made.file,
    })
    .execute()
}
