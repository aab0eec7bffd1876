import type { CampaignId, PersonId } from '#src/domain/ids.ts'
import { blankProfile, type ProfileField, type SchoolProfile } from '#src/domain/school-profile.ts'
import type { Tx } from './tx.ts'

/** The profile as it stands, and who said the newest of it, when; `version` grows with every fact, 0: nothing was said. */
export type KeptProfile = {
  readonly profile: SchoolProfile
  readonly version: number
  readonly said: { readonly by: string; readonly at: Date } | null
}

export async function loadProfile(tx: Tx, campaign: CampaignId): Promise<KeptProfile> {
  const rows = await tx
    .selectFrom('school_fact')
    .innerJoin('person', 'person.id', 'school_fact.by_person')
    .distinctOn('school_fact.field')
    .select(['school_fact.id', 'school_fact.field', 'school_fact.value', 'person.name as by', 'school_fact.at'])
    .where('campaign', '=', campaign)
    .orderBy('school_fact.field')
    .orderBy('school_fact.id', 'desc')
    .execute()
  const newest = rows.toSorted((a, b) => b.id - a.id)[0]
  return {
    // A field that this release no longer asks for is left out.
    profile: Object.fromEntries(
      Object.keys(blankProfile).map((field) => [field, rows.find((row) => row.field === field)?.value ?? null]),
    ) as SchoolProfile,
    version: newest?.id ?? 0,
    said: newest === undefined ? null : { by: newest.by, at: newest.at },
  }
}

/** Adds what has changed; what was said before stays in the history. */
export async function insertSchoolFacts(
  tx: Tx,
  campaign: CampaignId,
  profile: SchoolProfile,
  changed: readonly ProfileField[],
  by: PersonId,
  now: Date,
): Promise<void> {
  if (changed.length === 0) return
  await tx
    .insertInto('school_fact')
    .values(
      changed.map((field) => ({ campaign, field, value: JSON.stringify(profile[field]), by_person: by, at: now })),
    )
    .execute()
}
