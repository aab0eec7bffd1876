import { dividedCard } from '#cards/divided.ts'
import { divisionCard, spreadControl } from '#cards/division.ts'
import { type Refusal, refusals, said } from '#cards/words.ts'
import { assign, assignedRows, requirementsToAssign } from '#db/assignment.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, changeCampaign, loadCampaign, lockCampaign } from '#db/campaign.ts'
import { type Department, loadDepartments } from '#db/department.ts'
import type { DivisionChoice } from '#db/schema.ts'
import { oneRespondent, propose, spread } from '../domain/division.ts'
import type { CampaignId, DepartmentId, PersonId, RequirementNo } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import { mayCoordinate } from './roles.ts'
import { refused, type Scene } from './scene.ts'
import { tellRespondents } from './tell-respondents.ts'

type Form = Readonly<Record<string, unknown>>
type Group = { readonly key: string; readonly suggested: string; readonly nos: readonly RequirementNo[] }
/** A campaign while its work is being divided: what there is to give and who is there to take it. */
type Table = {
  readonly campaign: Campaign
  readonly departments: readonly Department[]
  readonly groups: readonly Group[]
  readonly choice: DivisionChoice
}

/** `/assign`: the departments of the school and which takes what, as kept or proposed, for the coordinator to correct. */
export async function proposeDivision(scene: Scene, id: CampaignId): Promise<Reply> {
  const campaign = await lockCampaign(scene.tx, id)
  if (campaign === null) return refused('no-campaign')
  if (!(await mayCoordinate(scene, campaign))) return refused('coordinator-only')
  if (campaign.status === 'closed') return refused('closed')
  return { card: draw(await layTable(scene, campaign), 0, null) }
}

/** One suggested department given to one of the school's by words: `分工 德育处=学生发展中心`. */
export async function chooseDepartment(scene: Scene, id: CampaignId, suggested: string, name: string): Promise<Reply> {
  const campaign = await lockCampaign(scene.tx, id)
  if (campaign === null || !(await mayCoordinate(scene, campaign))) return refused('coordinator-only')
  if (campaign.status === 'closed') return refused('closed')
  const table = await layTable(scene, campaign)
  const group = table.groups.find((one) => one.suggested === suggested)
  const department = table.departments.find((one) => one.name === name)
  if (group === undefined || department === undefined) return refused('department-unknown')
  if (department.people.length === 0) return refused('department-empty')
  const choice = { ...table.choice, departments: { ...table.choice.departments, [suggested]: department.id } }
  return { card: draw(await keepChoice(scene, table, choice), 0, null) }
}

/** 上一页 / 下一页: what was chosen on this page is kept, then another is shown. */
export async function turnPage(
  scene: Scene,
  ask: { readonly campaign: CampaignId; readonly page: number; readonly seen: number; readonly form: Form },
): Promise<Reply> {
  const laid = await takeForm(scene, ask)
  if ('reply' in laid) return laid.reply
  return { card: draw(await keepChoice(scene, laid.table, laid.table.choice), ask.page, null) }
}

/**
 * 确认分工: every requirement gets its department and respondent, and every respondent one private message. Confirmed
 * again, what has not changed stays with whom it is; drafts and answers stay with the requirement in any case.
 */
export async function confirmDivision(
  scene: Scene,
  ask: { readonly campaign: CampaignId; readonly page: number; readonly seen: number; readonly form: Form },
): Promise<Reply> {
  const laid = await takeForm(scene, ask)
  if ('reply' in laid) return laid.reply
  const { table } = laid
  const gap = gapOf(table)
  if (gap !== null) {
    return { card: draw(table, ask.page, refusals[gap]), toast: { kind: 'warning', text: refusals[gap] } }
  }
  const { campaign } = await keepChoice(scene, table, table.choice)
  const given = await giveOut(scene, table)
  const changed = await assignAndTell(scene, campaign, given)
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

export type Given = { readonly no: RequirementNo; readonly department: DepartmentId; readonly respondent: PersonId }

/** Writes who answers what and tells everybody who has something new. Returns how many are told. */
export async function assignAndTell(scene: Scene, campaign: Campaign, given: readonly Given[]): Promise<number> {
  const before = new Map((await assignedRows(scene.tx, campaign.id)).map((row) => [row.no, row.respondent]))
  await assign(scene.tx, campaign.id, given, scene.today)
  const news = new Set(given.filter((one) => before.get(one.no) !== one.respondent).map((one) => one.respondent))
  await tellRespondents(scene, campaign, [...news])
  return news.size
}

async function layTable(scene: Scene, campaign: Campaign): Promise<Table> {
  const departments = await loadDepartments(scene.tx, campaign.id)
  const groups = grouped(await requirementsToAssign(scene.tx, campaign.id))
  const proposal = propose(
    groups.map((one) => ({ suggested: one.suggested, requirements: one.nos.length })),
    departments.map((one) => ({
      id: one.id,
      name: one.name,
      heads: one.heads.length,
      members: one.people.length - one.heads.length,
    })),
  )
  const chosen = groups.flatMap(({ suggested }) => {
    const kept = departments.find((one) => one.id === campaign.division.departments[suggested])
    const id = kept !== undefined && kept.people.length > 0 ? kept.id : (proposal.get(suggested) ?? null)
    return id === null ? [] : [[suggested, id] as const]
  })
  return { campaign, departments, groups, choice: { ...campaign.division, departments: Object.fromEntries(chosen) } }
}

/** The campaign held, the presser allowed, the card current, and the choices of the pressed page put in. */
async function takeForm(
  scene: Scene,
  ask: { readonly campaign: CampaignId; readonly page: number; readonly seen: number; readonly form: Form },
): Promise<{ readonly table: Table } | { readonly reply: Reply }> {
  const campaign = await lockCampaign(scene.tx, ask.campaign)
  if (campaign === null) return { reply: refused('old-card') }
  if (!(await mayCoordinate(scene, campaign))) return { reply: refused('coordinator-only') }
  if (campaign.status === 'closed') return { reply: refused('closed') }
  const table = await layTable(scene, campaign)
  const refuse = (why: Refusal) => ({
    reply: { card: draw(table, ask.page, refusals[why]), toast: { kind: 'warning' as const, text: refusals[why] } },
  })
  if (campaign.divisionSeen !== ask.seen) return refuse('old-card')
  const chosen: Record<string, DepartmentId> = { ...table.choice.departments }
  for (const { key, suggested } of table.groups) {
    const picked = ask.form[key]
    if (typeof picked !== 'string' || picked === '') continue
    const department = table.departments.find((one) => String(one.id) === picked)
    if (department === undefined) return refuse('department-unknown')
    if (department.people.length === 0) return refuse('department-empty')
    chosen[suggested] = department.id
  }
  const how = ask.form[spreadControl]
  const choice = { departments: chosen, spread: how === 'head' || how === 'members' ? how : table.choice.spread }
  return { table: { ...table, choice } }
}

function gapOf(table: Table): Refusal | null {
  if (table.departments.every((one) => one.people.length === 0)) return 'no-departments'
  return table.groups.some((one) => table.choice.departments[one.suggested] === undefined) ? 'department-missing' : null
}

async function keepChoice(scene: Scene, table: Table, choice: DivisionChoice): Promise<Table> {
  await changeCampaign(scene.tx, table.campaign.id, { division: choice })
  return { ...table, campaign: await loadCampaign(scene.tx, table.campaign.id), choice }
}

/** Who gets what. A requirement whose department has not changed stays with a respondent who is still in it. */
async function giveOut(scene: Scene, { campaign, departments, groups, choice }: Table): Promise<Given[]> {
  const before = new Map((await assignedRows(scene.tx, campaign.id)).map((row) => [row.no, row]))
  const respreads = choice.spread !== campaign.division.spread
  const load = new Map<PersonId, number>()
  const given: Given[] = []
  for (const department of departments) {
    const nos = groups
      .filter((group) => choice.departments[group.suggested] === department.id)
      .flatMap((group) => group.nos)
      .toSorted((a, b) => a - b)
    const people = department.people.map((one) => one.id)
    const stays = (no: RequirementNo) => {
      const old = before.get(no)
      return !respreads && old?.department === department.id && people.includes(old.respondent) ? old.respondent : null
    }
    const fresh = whoAnswers(
      nos.filter((no) => stays(no) === null),
      department,
      choice,
      load,
    )
    for (const no of nos) {
      const respondent = stays(no) ?? fresh.get(no)
      if (respondent === undefined) continue
      given.push({ no, department: department.id, respondent })
      load.set(respondent, (load.get(respondent) ?? 0) + 1)
    }
  }
  return given
}

function whoAnswers(
  nos: readonly RequirementNo[],
  department: Department,
  choice: DivisionChoice,
  load: ReadonlyMap<PersonId, number>,
): Map<RequirementNo, PersonId> {
  const people = department.people.map((one) => one.id)
  const one = oneRespondent(
    department.heads.map((head) => head.id),
    people,
  )
  return spread(nos, choice.spread === 'head' && one !== null ? [one] : people, load)
}

function grouped(asked: readonly { readonly no: RequirementNo; readonly suggested: string }[]): Group[] {
  const groups = new Map<string, RequirementNo[]>()
  for (const { no, suggested } of asked) groups.set(suggested, [...(groups.get(suggested) ?? []), no])
  return [...groups].map(([suggested, nos], index) => ({ key: `g${index}`, suggested, nos }))
}

function draw({ campaign, departments, groups, choice }: Table, page: number, why: string | null) {
  return divisionCard({
    campaign: campaign.id,
    school: campaign.school,
    title: campaign.title,
    seen: campaign.divisionSeen,
    departments: departments.map((one) => ({
      id: one.id,
      name: one.name,
      heads: one.heads.map((head) => head.name),
      members: one.people.length,
    })),
    groups: groups.map((one) => ({
      key: one.key,
      suggested: one.suggested,
      requirements: one.nos.length,
      chosen: choice.departments[one.suggested] ?? null,
    })),
    spread: choice.spread,
    page,
    refused: why,
  })
}

async function drawDivided(scene: Scene, campaign: Campaign, told: number) {
  const rows = await assignedRows(scene.tx, campaign.id)
  const names = [...new Set(rows.map((row) => row.departmentName))]
  return dividedCard({
    campaign: campaign.id,
    title: campaign.title,
    departments: names.map((name) => {
      const share = rows.filter((row) => row.departmentName === name)
      return { name, requirements: share.length, people: new Set(share.map((row) => row.respondent)).size }
    }),
    requirements: rows.length,
    respondents: told,
  })
}
