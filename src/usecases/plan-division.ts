import type { Card } from '#cards/card.ts'
import { importDivisionCard } from '#cards/import-division.ts'
import { fileRefusalWords } from '#cards/import-words.ts'
import type { Campaign } from '#db/campaign.ts'
import { dropPlans, insertPlan, type KeptPlan } from '#db/import-plan.ts'
import type { IncomingFile } from '#db/incoming-file.ts'
import { loadPeople, loadPerson } from '#db/person.ts'
import { loadTemplates } from '#db/table-template.ts'
import type { Tx } from '#db/tx.ts'
import { wallClock } from '../domain/day.ts'
import { readDivisionTable } from '../domain/division-lines.ts'
import { type DivisionImport, type DivisionNow, type DivisionPlan, planDivision } from '../domain/division-sheet.ts'
import type { ChatId } from '../domain/ids.ts'
import type { FileRefusal } from '../domain/incoming-file.ts'
import type { Sheet } from '../domain/sheet.ts'
import type { Content } from '../ports.ts'
import type { Deps } from './deps.ts'
import { loadDivisionNow } from './division-now.ts'
import { loadCampaignFor } from './import-roles.ts'
import { answer, type Scene, showCard } from './scene.ts'

/**
 * What becomes of a table of the division once it is read: a private card of what it would change, kept until it is
 * confirmed; or a sentence why nothing can be made of it. Nothing of the division changes here.
 */
export async function planDivisionFile(scene: Scene, file: IncomingFile, sheet: Sheet): Promise<void> {
  if (file.campaign === null) throw new Error(`a division's table without a campaign: ${file.id}`)
  const found = await loadCampaignFor(scene, file.campaign)
  if ('reply' in found) return tellSender(scene, { kind: 'text', text: found.reply.toast?.text ?? '' })
  const own = (await loadTemplates(scene.tx, found.campaign.id)).division
  const table = readDivisionTable(sheet, own)
  if (table === null) return refuseFile(scene, 'heads-unknown')
  const now = await loadDivisionNow(scene.tx, found.campaign)
  const plan = planDivision(table, now, {})
  const made = { table, picked: {}, shown: plan.changes }
  const about = { person: file.person, purpose: 'division', campaign: found.campaign.id, chat: null } as const
  const kept = isSettleable(plan) ? await insertPlan(scene.tx, { ...about, plan: made }, scene.now) : null
  if (kept === null) await dropPlans(scene.tx, file.person, file.purpose, scene.now)
  return tellSender(scene, showCard(await drawPlan(scene, found.campaign, kept, made, plan, now, null)))
}

/** Whether a sheet has the heads of a division, as far as nobody's own heads are needed to see it. */
export function isDivision(sheet: Sheet): boolean {
  return readDivisionTable(sheet) !== null
}

/** Something would change, or could once somebody is picked, and nothing stands in the way. */
export function isSettleable({ changes, toPick, unheld }: DivisionPlan): boolean {
  return changes.length + toPick.length > 0 && unheld === 0
}

/** The card of a plan; `kept` null: there is nothing to confirm. */
export async function drawPlan(
  scene: Scene,
  campaign: Campaign,
  kept: Pick<KeptPlan, 'id' | 'version'> | null,
  { table }: DivisionImport,
  plan: DivisionPlan,
  now: DivisionNow,
  note: string | null,
): Promise<Card> {
  const requirements = new Map(now.requirements.map((one) => [one.no, one]))
  const departments = new Map(now.departments.map((one) => [one.id, one.name]))
  const people = new Map(
    (await loadPeople(scene.tx, [...new Set(plan.changes.map((one) => one.to.person))])).map((one) => [
      one.id,
      one.name,
    ]),
  )
  return importDivisionCard({
    plan: kept === null ? null : { id: kept.id, seen: kept.version },
    title: campaign.title,
    changes: plan.changes.flatMap(({ no, to }) => {
      const one = requirements.get(no)
      if (one === undefined) return []
      const from = one.holder === null ? null : { department: one.holder.departmentName, person: one.holder.personName }
      const named = { department: departments.get(to.department) ?? '', person: people.get(to.person) ?? '' }
      return [{ no, taskNo: one.taskNo, title: one.title, from, to: named }]
    }),
    troubles: plan.troubles,
    toPick: plan.toPick.map(({ name, people, rows }) => ({ name, people, requirements: rows.length })),
    same: plan.same,
    absent: plan.absent,
    unheld: plan.unheld,
    ignored: table.ignored,
    others: table.others,
    merged: table.merged,
    note,
  })
}

/** Tells whoever sent a file why nothing can be made of it. */
export function refuseFile(scene: Scene, why: FileRefusal): Promise<void> {
  return tellSender(scene, { kind: 'text', text: fileRefusalWords[why] })
}

/** What becomes of a file, told to whoever sent it. */
export async function tellSender(scene: Scene, content: Extract<Content, { kind: 'card' | 'text' }>): Promise<void> {
  await answer(scene, 'read', { to: 'person', person: scene.who.openId }, content)
}

/** As if the sender of a file asked in private what becomes of it. */
export async function sceneOfFile(tx: Tx, deps: Deps, file: IncomingFile, now: Date): Promise<Scene> {
  const who = await loadPerson(tx, file.person)
  const via = { kind: 'message', message: file.message, sentAt: null, root: null, mentioned: [] } as const
  const today = wallClock(now, deps.timeZone).day
  // What stands for somebody's private chat is the person.
  const chat = who.openId as string as ChatId
  return { tx, deps, now, today, who, chat, place: 'private', key: `file:${file.id}`, via }
}
