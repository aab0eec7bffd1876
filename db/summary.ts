import type { Day } from '#src/domain/day.ts'
import type { CampaignId, PersonId } from '#src/domain/ids.ts'
import type { PaperKind, SummarySays } from '#src/domain/papers.ts'
import type { Count } from '#src/domain/progress.ts'
import type { Printed } from '#src/domain/trace.ts'
import type { Tx } from './tx.ts'

/** The latest version: its two numbers, what it said, and the place in the audit up to which it says everything. */
export async function lastSummary(
  tx: Tx,
  campaign: CampaignId,
): Promise<{
  version: number
  madeOn: Day
  answered: number
  met: number
  state: number
  says: SummarySays | null
} | null> {
  const row = await tx
    .selectFrom('summary')
    .select(['version', 'made_on as madeOn', 'answered', 'met', 'state', 'says'])
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
): Promise<{ gaps: readonly string[]; changes: string | null }> {
  return tx
    .selectFrom('summary')
    .select(['gaps', 'changes'])
    .where('campaign', '=', campaign)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
}

/** What a version printed; null: there is none, or it was made before that was kept. */
export async function loadPrinted(tx: Tx, campaign: CampaignId, version: number): Promise<Printed | null> {
  const row = await tx
    .selectFrom('summary')
    .select('printed')
    .where('campaign', '=', campaign)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.printed ?? null
}

/** Keeps a version of what is compiled; versions are numbered from 1 and never change. Its papers follow. */
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
    readonly says: SummarySays
    readonly printed: Printed
    readonly state: number
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
      says: JSON.stringify(made.says),
      printed: JSON.stringify(made.printed),
      state: made.state,
    })
    .execute()
}

/** A paper as a file. */
export type PaperFile = { readonly name: string; readonly bytes: Uint8Array }

/** Keeps one paper of a version; it never changes. */
export async function insertPaper(
  tx: Tx,
  of: { readonly campaign: CampaignId; readonly version: number; readonly kind: PaperKind },
  { name, bytes }: PaperFile,
): Promise<void> {
  await tx
    .insertInto('summary_paper')
    .values({ ...of, file_name: name, file: bytes })
    .execute()
}

/** Which papers of a version were made, with the names of their files. */
export async function papersOf(tx: Tx, campaign: CampaignId, version: number): Promise<ReadonlyMap<PaperKind, string>> {
  const rows = await tx
    .selectFrom('summary_paper')
    .select(['kind', 'file_name as name'])
    .where('campaign', '=', campaign)
    .where('version', '=', version)
    .execute()
  return new Map(rows.map((row) => [row.kind, row.name]))
}

/** One paper; null when it was never made. */
export async function loadPaper(
  tx: Tx,
  campaign: CampaignId,
  version: number,
  kind: PaperKind,
): Promise<PaperFile | null> {
  const row = await tx
    .selectFrom('summary_paper')
    .select(['file_name as name', 'file as bytes'])
    .where('campaign', '=', campaign)
    .where('version', '=', version)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row ?? null
}
