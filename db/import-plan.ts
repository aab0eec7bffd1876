import type { CampaignId, ChatId, PersonId, PlanId } from '#src/domain/ids.ts'
import type { ImportPlan, PurposedPlan } from '#src/domain/import-plan.ts'
import type { FilePurpose } from '#src/domain/incoming-file.ts'
import type { Tx } from './tx.ts'

/** What a file would change, kept until its sender says 确认导入 or 取消. */
export type KeptPlan = PurposedPlan & {
  readonly id: PlanId
  readonly person: PersonId
  readonly campaign: CampaignId | null
  readonly chat: ChatId | null
  readonly version: number
  /** Null while it waits. */
  readonly outcome: 'confirmed' | 'cancelled' | 'replaced' | null
}

/** Keeps a plan; one of the same person and purpose that still waits gives way to it. */
export async function insertPlan(
  tx: Tx,
  made: PurposedPlan & Pick<KeptPlan, 'person' | 'campaign' | 'chat'>,
  now: Date,
): Promise<KeptPlan> {
  await dropPlans(tx, made.person, made.purpose, now)
  const { id, version } = await tx
    .insertInto('import_plan')
    .values({ ...made, plan: JSON.stringify(made.plan), made_at: now, settled_at: null, outcome: null })
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow()
  return { ...made, id, version, outcome: null }
}

/** What still waits of a person and purpose waits no more: something newer came. */
export async function dropPlans(tx: Tx, person: PersonId, purpose: FilePurpose, now: Date): Promise<void> {
  await tx
    .updateTable('import_plan')
    .set({ settled_at: now, outcome: 'replaced' })
    .where('person', '=', person)
    .where('purpose', '=', purpose)
    .where('settled_at', 'is', null)
    .execute()
}

/** Like lockPlan without holding it: to know which campaign is to be held first. */
export async function findPlan(tx: Tx, id: PlanId): Promise<KeptPlan | null> {
  return ((await plans(tx).where('id', '=', id).executeTakeFirst()) as KeptPlan | undefined) ?? null
}

/** Loads a plan and holds it until the transaction ends: of two presses at once the second finds it settled. */
export async function lockPlan(tx: Tx, id: PlanId): Promise<KeptPlan | null> {
  return ((await plans(tx).where('id', '=', id).forNoKeyUpdate().executeTakeFirst()) as KeptPlan | undefined) ?? null
}

/** The plan about which somebody's words are: the one that waits; null when none does. */
export async function waitingPlan(tx: Tx, person: PersonId, purpose: FilePurpose): Promise<KeptPlan | null> {
  const row = await plans(tx)
    .where('person', '=', person)
    .where('purpose', '=', purpose)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  return (row as KeptPlan | undefined) ?? null
}

// A purpose and its plan are written together, which columns of a table cannot say of each other.
function plans(tx: Tx) {
  return tx
    .selectFrom('import_plan')
    .select(['id', 'person', 'purpose', 'campaign', 'chat', 'plan', 'version', 'outcome'])
}

/** Writes a plan as it is now; cards drawn before become stale. */
export async function redrawPlan(tx: Tx, { id, version }: KeptPlan, plan: ImportPlan): Promise<void> {
  const changed = { plan: JSON.stringify(plan), version: version + 1 }
  await tx.updateTable('import_plan').set(changed).where('id', '=', id).execute()
}

export async function settlePlan(tx: Tx, id: PlanId, outcome: 'confirmed' | 'cancelled', now: Date): Promise<void> {
  await tx.updateTable('import_plan').set({ settled_at: now, outcome }).where('id', '=', id).execute()
}
