import { spreadControl } from '#cards/division.ts'
import { labels, type Refusal, refusals, said } from '#cards/words.ts'
import { assign, assignedRows } from '#db/assignment.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, changeCampaign, loadCampaign, lockCampaign } from '#db/campaign.ts'
import type { DivisionChoice } from '#db/schema.ts'
import type { CampaignId, DepartmentId } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import { draw, drawDivided, type Given, giveOut, layTable, type Table } from './division-table.ts'
import { mayCoordinate } from './roles.ts'
import { refused, type Scene } from './scene.ts'
import { tellRespondents } from './tell-respondents.ts'

type Form = Readonly<Record<string, unknown>>
/**
 * `/assign`: the departments of the school and which takes what, as kept or proposed, for the coordinator to correct; why
 * they could not be read, when they could not.
 */
export async function proposeDivision(scene: Scene, id: CampaignId): Promise<Reply> {
  const campaign = await lockCampaign(scene.tx, id)
  if (campaign === null) return refused('no-campaign')
  if (!(await mayCoordinate(scene, campaign))) return refused('coordinator-only')
  if (campaign.status === 'closed') return refused('closed')
  if (campaign.directoryGap !== null) return refused(campaign.directoryGap)
  return { card: draw(await layTable(scene, campaign), 0, null) }
}

/** What the form offers, by words: `分工 德育处=学生发展中心`, `分工 责任人=部门负责人`. */
export async function chooseByWords(scene: Scene, id: CampaignId, what: string, name: string): Promise<Reply> {
  const campaign = await lockCampaign(scene.tx, id)
  if (campaign === null || !(await mayCoordinate(scene, campaign))) return refused('coordinator-only')
  if (campaign.status === 'closed') return refused('closed')
  const table = await layTable(scene, campaign)
  if (what === labels.spread) {
    const spread = name.includes('负责人') ? 'head' : 'members'
    return { card: draw(await keepChoice(scene, table, { ...table.choice, spread }), 0, null) }
  }
  const group = table.groups.find((one) => one.suggested === what)
  const department = table.departments.find((one) => one.name === name)
  if (group === undefined || department === undefined) return refused('department-unknown')
  if (department.people.length === 0) return refused('department-empty')
  const choice = { ...table.choice, departments: { ...table.choice.departments, [what]: department.id } }
  return { card: draw(await keepChoice(scene, table, choice), 0, null) }
}

/** 上一页 / 下一页: what was chosen on this page is kept, then another is shown. */
export async function turnPage(
  scene: Scene,
  ask: { readonly campaign: CampaignId; readonly page: number; readonly seen: number; readonly form: Form },
): Promise<Reply> {
  const entered = await enter(scene, ask.campaign)
  if ('reply' in entered) return entered.reply
  const laid = await takeForm(scene, entered.campaign, ask)
  if ('reply' in laid) return laid.reply
  return { card: draw(await keepChoice(scene, laid.table, laid.table.choice), ask.page, null) }
}

/**
 * 确认分工: every requirement gets its department and respondent, and every respondent one private message. Confirmed
 * again, what has not changed stays with whom it is; drafts and answers stay with the requirement in any case. The
 * second of two taps is answered like the first.
 */
export async function confirmDivision(
  scene: Scene,
  ask: { readonly campaign: CampaignId; readonly page: number; readonly seen: number; readonly form: Form },
): Promise<Reply> {
  const entered = await enter(scene, ask.campaign)
  if ('reply' in entered) return entered.reply
  const { campaign } = entered
  const last = campaign.division.confirmed
  if (last?.seen === ask.seen && campaign.divisionSeen === ask.seen + 1) {
    const text = said.divisionStands
    return { card: await drawDivided(scene, campaign, last.told), toast: { kind: 'info', text } }
  }
  const laid = await takeForm(scene, campaign, ask)
  if ('reply' in laid) return laid.reply
  const { table } = laid
  const gap = gapOf(table)
  if (gap !== null) {
    return { card: draw(table, ask.page, refusals[gap]), toast: { kind: 'warning', text: refusals[gap] } }
  }
  const given = await giveOut(scene, table)
  const changed = await assignAndTell(scene, campaign, given)
  const { departments, spread } = table.choice
  const confirmed = { departments, spread, seen: ask.seen, told: changed }
  await keepChoice(scene, table, { departments, spread, confirmed })
  await changeCampaign(scene.tx, campaign.id, { status: 'open', dividedOn: scene.today })
  await audit(
    scene.tx,
    'confirm-division',
    scene.who.id,
    campaign.id,
    { requirements: given.length, told: changed },
    scene.now,
  )
  return { card: await drawDivided(scene, campaign, changed), toast: { kind: 'success', text: said.divisionConfirmed } }
}

/** Writes who answers what and tells everybody who has something new. Returns how many are told. */
export async function assignAndTell(scene: Scene, campaign: Campaign, given: readonly Given[]): Promise<number> {
  const before = new Map((await assignedRows(scene.tx, campaign.id)).map((row) => [row.no, row.respondent]))
  await assign(scene.tx, campaign.id, given, scene.today)
  const news = new Set(given.filter((one) => before.get(one.no) !== one.respondent).map((one) => one.respondent))
  await tellRespondents(scene, campaign, [...news])
  return news.size
}

/** The campaign held, the presser allowed. */
async function enter(
  scene: Scene,
  id: CampaignId,
): Promise<{ readonly campaign: Campaign } | { readonly reply: Reply }> {
  const campaign = await lockCampaign(scene.tx, id)
  if (campaign === null) return { reply: refused('old-card') }
  if (!(await mayCoordinate(scene, campaign))) return { reply: refused('coordinator-only') }
  return campaign.status === 'closed' ? { reply: refused('closed') } : { campaign }
}

/**
 * The card current, and the choices of the pressed page put in. When one of them cannot be, the page is drawn again with
 * the others as they were just picked; an older card's are not, they would undo what was chosen since.
 */
async function takeForm(
  scene: Scene,
  campaign: Campaign,
  ask: { readonly page: number; readonly seen: number; readonly form: Form },
): Promise<{ readonly table: Table } | { readonly reply: Reply }> {
  const table = await layTable(scene, campaign)
  const refuse = (why: Refusal, drawn: Table) => ({
    reply: { card: draw(drawn, ask.page, refusals[why]), toast: { kind: 'warning' as const, text: refusals[why] } },
  })
  if (campaign.divisionSeen !== ask.seen) return refuse('old-card', table)
  const chosen: Record<string, DepartmentId> = { ...table.choice.departments }
  const wrong: Refusal[] = []
  for (const { key, suggested } of table.groups) {
    const picked = ask.form[key]
    if (typeof picked !== 'string' || picked === '') continue
    const department = table.departments.find((one) => String(one.id) === picked)
    if (department === undefined) wrong.push('department-unknown')
    else if (department.people.length === 0) wrong.push('department-empty')
    else chosen[suggested] = department.id
  }
  const how = ask.form[spreadControl]
  const spread = how === 'head' || how === 'members' ? how : table.choice.spread
  const filled = { ...table, choice: { ...table.choice, departments: chosen, spread } }
  return wrong[0] === undefined ? { table: filled } : refuse(wrong[0], filled)
}

function gapOf(table: Table): Refusal | null {
  if (table.departments.every((one) => one.people.length === 0)) {
    return table.campaign.directoryGap ?? 'no-departments'
  }
  return table.groups.some((one) => table.choice.departments[one.suggested] === undefined) ? 'department-missing' : null
}

async function keepChoice(scene: Scene, table: Table, choice: DivisionChoice): Promise<Table> {
  await changeCampaign(scene.tx, table.campaign.id, { division: choice })
  return { ...table, campaign: await loadCampaign(scene.tx, table.campaign.id), choice }
}
