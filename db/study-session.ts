import type { CampaignId, PersonId } from '#src/domain/ids.ts'
import type { HeldSession, StudySession } from '#src/domain/study-session.ts'
import type { Tx } from './tx.ts'

/** The sessions that stand, by day; those withdrawn stay in the table and are told of nowhere. */
export async function heldSessions(tx: Tx, campaign: CampaignId): Promise<HeldSession[]> {
  return tx
    .selectFrom('study_session')
    .select(['no', 'held_on as on', 'form', 'about', 'people'])
    .where('campaign', '=', campaign)
    .where('withdrawn_at', 'is', null)
    .orderBy('held_on')
    .orderBy('no')
    .execute()
}

/** The number of the one noted last, whether it stands or not; 0: none was. */
export async function lastSessionNo(tx: Tx, campaign: CampaignId): Promise<number> {
  const last = await tx
    .selectFrom('study_session')
    .select((eb) => eb.fn.max('no').as('no'))
    .where('campaign', '=', campaign)
    .executeTakeFirst()
  return last?.no ?? 0
}

/** Notes one under the next number of its campaign, which the caller holds. */
export async function insertSession(
  tx: Tx,
  campaign: CampaignId,
  session: StudySession,
  by: PersonId,
  now: Date,
): Promise<number> {
  const no = (await lastSessionNo(tx, campaign)) + 1
  const { on, form, about, people } = session
  await tx
    .insertInto('study_session')
    .values({
      campaign,
      no,
      held_on: on,
      form,
      about,
      people,
      noted_by: by,
      noted_at: now,
      withdrawn_by: null,
      withdrawn_at: null,
    })
    .execute()
  return no
}

/** False: there is none of this number that stands. */
export async function withdrawSession(
  tx: Tx,
  campaign: CampaignId,
  no: number,
  by: PersonId,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('study_session')
    .set({ withdrawn_by: by, withdrawn_at: now })
    .where('campaign', '=', campaign)
    .where('no', '=', no)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
