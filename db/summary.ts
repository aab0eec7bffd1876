import type { Day } from '#src/domain/day.ts'
import type { CampaignId, PersonId } from '#src/domain/ids.ts'
import type { Count } from '#src/domain/progress.ts'
import type { Tx } from './tx.ts'

export async function lastSummary(
  tx: Tx,
  campaign: CampaignId,
): Promise<{ version: number; answered: number; met: number } | null> {
  const row = await tx
    .selectFrom('summary')
    .select(['version', 'answered', 'met'])
    .where('campaign', '=', campaign)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  return row ?? null
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
    readonly fileName: string
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
      file_name: made.fileName,
      file: made.file,
    })
    .execute()
}
