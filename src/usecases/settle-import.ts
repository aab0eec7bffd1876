import { importSaid } from '#cards/import-words.ts'
import { noticeCard } from '#cards/notice.ts'
import { findPlan, type KeptPlan, lockPlan, settlePlan, waitingPlan } from '#db/import-plan.ts'
import type { PlanId } from '../domain/ids.ts'
import type { FilePurpose } from '../domain/incoming-file.ts'
import type { Reply } from '../events.ts'
import { confirmDivisionImport } from './confirm-division-import.ts'
import { confirmStandard } from './import-standard.ts'
import { confirmTemplate } from './import-template.ts'
import { refused, type Scene } from './scene.ts'

type Form = Readonly<Record<string, unknown>>

/** 确认导入 on a preview: once, by whoever sent the file, and only what its card shows. */
export async function confirmImport(
  scene: Scene,
  ask: { readonly plan: PlanId; readonly seen: number; readonly form: Form },
): Promise<Reply> {
  const found = await findPlan(scene.tx, ask.plan)
  if (found === null || found.person !== scene.who.id) return refused('old-card')
  switch (found.purpose) {
    case 'division':
      return confirmDivisionImport(scene, found, ask)
    case 'standard':
      return confirmStandard(scene, found, ask)
    case 'template':
      return confirmTemplate(scene, found, ask)
  }
}

/** 取消: the file is forgotten, nothing changes. */
export async function cancelImport(scene: Scene, id: PlanId): Promise<Reply> {
  const plan = await lockPlan(scene.tx, id)
  if (plan === null || plan.person !== scene.who.id) return refused('old-card')
  if (plan.outcome !== null) return saySettled(plan.outcome)
  await settlePlan(scene.tx, id, 'cancelled', scene.now)
  return saySettled('cancelled')
}

/** `分工 确认导入`, `分工 取消导入`: what the buttons of the newest preview do; nobody is picked by words. */
export async function settleImportByWords(
  scene: Scene,
  purpose: FilePurpose,
  word: 'confirm' | 'cancel',
  form: Form = {},
): Promise<Reply> {
  const plan = await waitingPlan(scene.tx, scene.who.id, purpose)
  if (plan === null) return { toast: { kind: 'info', text: importSaid.nothingWaits } }
  if (word === 'cancel') return cancelImport(scene, plan.id)
  return confirmImport(scene, { plan: plan.id, seen: plan.version, form })
}

/** A preview that is settled, this moment or before: without its buttons, with what became of it. */
export function saySettled(outcome: NonNullable<KeptPlan['outcome']>): Reply {
  const text = {
    confirmed: importSaid.confirmedAlready,
    cancelled: importSaid.cancelled,
    replaced: importSaid.replaced,
  }[outcome]
  return { card: noticeCard({ title: importSaid.settled, text }), toast: { kind: 'info', text } }
}
