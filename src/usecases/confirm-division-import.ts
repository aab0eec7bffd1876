import { pickControl } from '#cards/import-division.ts'
import { importSaid } from '#cards/import-words.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, changeCampaign } from '#db/campaign.ts'
import { type KeptPlan, lockPlan, redrawPlan, settlePlan } from '#db/import-plan.ts'
import {
  type DivisionChange,
  type DivisionNow,
  type DivisionPlan,
  type Picked,
  planDivision,
} from '../domain/division-sheet.ts'
import type { PersonId } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import { applyDivision } from './apply-division.ts'
import { loadDivisionNow } from './division-now.ts'
import { drawDivided } from './division-table.ts'
import { loadCampaignFor } from './import-roles.ts'
import { drawPlan, isSettleable } from './plan-division.ts'
import { refused, type Scene } from './scene.ts'
import { saySettled } from './settle-import.ts'

/**
 * 确认导入 of a division's table. Everything is compared once more with what stands now: when the card would say other
 * changes than it did, it is drawn anew and nothing else happens. Otherwise all of it happens together, those picked on
 * the card among it.
 */
export async function confirmDivisionImport(
  scene: Scene,
  { id, campaign: of }: KeptPlan,
  ask: { readonly seen: number; readonly form: Readonly<Record<string, unknown>> },
): Promise<Reply> {
  if (of === null) return refused('old-card')
  const found = await loadCampaignFor(scene, of)
  if ('reply' in found) return found.reply
  const { campaign } = found
  const kept = await lockPlan(scene.tx, id)
  if (kept === null || kept.purpose !== 'division') return refused('old-card')
  if (kept.outcome !== null) return saySettled(kept.outcome)
  const now = await loadDivisionNow(scene.tx, campaign)
  const { table, shown } = kept.plan
  const asShown = planDivision(table, now, kept.plan.picked)
  if (kept.version !== ask.seen || !isSame(asShown.changes, shown)) {
    return compareAgain(scene, campaign, kept, asShown, now)
  }
  const picked = { ...kept.plan.picked, ...readPicked(asShown, ask.form) }
  const plan = planDivision(table, now, picked)
  if (plan.unheld > 0) return { toast: { kind: 'warning', text: importSaid.unheld } }
  const told = await applyDivision(scene, campaign, plan.changes)
  if (campaign.status === 'preparing') await changeCampaign(scene.tx, of, { status: 'open', dividedOn: scene.today })
  await settlePlan(scene.tx, id, 'confirmed', scene.now)
  const about = { plan: id, requirements: plan.changes.length, troubles: plan.troubles.length, told }
  await audit(scene.tx, 'import-division', scene.who.id, of, about, scene.now)
  return { card: await drawDivided(scene, campaign, told), toast: { kind: 'success', text: importSaid.confirmed } }
}

/** The card as it has to be now; with nothing left to change the file is done with. */
async function compareAgain(
  scene: Scene,
  campaign: Campaign,
  kept: Extract<KeptPlan, { purpose: 'division' }>,
  asShown: DivisionPlan,
  now: DivisionNow,
): Promise<Reply> {
  const plan = { ...kept.plan, shown: asShown.changes }
  const isLeft = isSettleable(asShown)
  if (isLeft) await redrawPlan(scene.tx, kept, plan)
  else await settlePlan(scene.tx, kept.id, 'cancelled', scene.now)
  const text = isLeft ? importSaid.standsOtherwise : importSaid.nothingLeft
  const drawn = isLeft ? { id: kept.id, version: kept.version + 1 } : null
  const card = await drawPlan(scene, campaign, drawn, plan, asShown, now, text)
  return { card, toast: { kind: 'warning', text } }
}

function isSame(now: readonly DivisionChange[], shown: readonly DivisionChange[]): boolean {
  const words = (changes: readonly DivisionChange[]) =>
    changes.map(({ no, from, to }) => [no, from?.department, from?.person, to.department, to.person].join(' ')).join()
  return words(now) === words(shown)
}

/** Of each name the person picked; who is none of that name is nobody. */
function readPicked({ toPick }: DivisionPlan, form: Readonly<Record<string, unknown>>): Picked {
  const chosen = toPick.flatMap(({ key, people }, at): [string, PersonId][] => {
    const one = people.find(({ id }) => String(id) === form[pickControl(at)])
    return one === undefined ? [] : [[key, one.id]]
  })
  return Object.fromEntries(chosen)
}
