import type { CampaignId, PersonId } from '#src/domain/ids.ts'
import type { StudySession } from '#src/domain/study.ts'
import type { Tx } from './tx.ts'

export type HeldSession = StudySession & { readonly no: number; readonly notedBy: PersonId }

/** The sessions that stand, by day; those withdrawn stay in the table and are told of nowhere. */
export async function heldSessions(tx: Tx, campaign: CampaignId): Promise<HeldSession[]> {
  return tx
    .selectFrom('study_session')
    .select(['no', 'held_on as on', 'form', 'about', 'people', 'noted_by as notedBy'])
    .where('campaign', '=', campaign)
    .where('withdrawn_at', 'is', null)
    .orderBy('held_on')
    .orderBy('no')
    .execute()
}

/** Notes one under the next number of its campaign, which the caller holds. */
export async function insertSession(
  tx: Tx,
  campaign: CampaignId,
  session: StudySession,
  by: PersonId,
  now: Date,
): Promise<number> {
  const last = await tx
    .selectFrom('study_session')
    .select((eb) => eb.fn.max('no').as('no'))
    .where('campaign', '=', campaign)
    .executeTakeFirst()
  const no = (last?.no ?? 0) + 1
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

export async function endSession(tx: Tx, campaign: CampaignId, no: number, by: PersonId, now: Date): Promise<void> {
  await tx
    .updateTable('study_session')
    .set({ withdrawn_by: by, withdrawn_at: now })
    .where('campaign', '=', campaign)
    .where('no', '=', no)
    .where('withdrawn_at', 'is', null)
    .execute()
}
