import type { CampaignId } from '#src/domain/ids.ts'
import type { ChosenColumn, ChosenColumns, TableKind } from '#src/domain/tables.ts'
import type { Tx } from './tx.ts'

/** The columns a campaign's tables are to have; a table that is missing has the usual ones. */
export async function loadTemplates(tx: Tx, campaign: CampaignId): Promise<ChosenColumns> {
  const rows = await tx
    .selectFrom('table_template')
    .select(['kind', 'columns'])
    .where('campaign', '=', campaign)
    .execute()
  return Object.fromEntries(rows.map(({ kind, columns }) => [kind, columns]))
}

/** `chosen` null: the usual columns again. */
export async function saveTemplate(
  tx: Tx,
  campaign: CampaignId,
  kind: TableKind,
  chosen: readonly ChosenColumn[] | null,
): Promise<void> {
  if (chosen === null) {
    await tx.deleteFrom('table_template').where('campaign', '=', campaign).where('kind', '=', kind).execute()
    return
  }
  const columns = JSON.stringify(chosen)
  await tx
    .insertInto('table_template')
    .values({ campaign, kind, columns })
    .onConflict((clash) => clash.columns(['campaign', 'kind']).doUpdateSet({ columns }))
    .execute()
}
