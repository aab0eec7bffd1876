import { said } from '#cards/words.ts'
import { assignedRows } from '#db/assignment.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, lockCampaign } from '#db/campaign.ts'
import { departmentsOf, loadDepartments } from '#db/department.ts'
import { findPerson } from '#db/person.ts'
import { readJump } from '../domain/command.ts'
import type { CampaignId, DepartmentId, PersonId } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import { assignAndTell, chooseByWords, proposeDivision } from './divide-work.ts'
import type { Given } from './division-table.ts'
import { mayCoordinate } from './roles.ts'
import { refused, type Scene } from './scene.ts'

type Row = Awaited<ReturnType<typeof assignedRows>>[number]
type Heir = { readonly id: PersonId; readonly department: DepartmentId | null }

/**
 * `/assign` with words behind it (design, flow 2: one requirement, one task, one person's whole share): `17 张老师`,
 * `均衡编班 张老师`, `(3) 张老师`, `王老师 张老师`, with a mention in place of a name, or `教务处=教学处` before anything is
 * confirmed. Cards show the tasks' numbers and the requirements' titles; a requirement's own number stands in no card.
 * Drafts and history stay with the requirement.
 */
export async function reassign(scene: Scene, id: CampaignId, rest: string): Promise<Reply> {
  const choice = /^(?<suggested>\S+?)\s*[=＝]\s*(?<department>.+)$/u.exec(rest.trim())
  if (choice?.groups !== undefined) {
    const { suggested = '', department = '' } = choice.groups
    return chooseByWords(scene, id, suggested, department.trim())
  }
  const campaign = await lockCampaign(scene.tx, id)
  if (campaign === null) return refused('no-campaign')
  if (!(await mayCoordinate(scene, campaign))) return refused('coordinator-only')
  if (campaign.status !== 'open') return campaign.status === 'closed' ? refused('closed') : proposeDivision(scene, id)
  const rows = await assignedRows(scene.tx, id)
  const titles = rows.map((row) => row.title)
  const read = readWho(scene, rest.trim(), titles)
  if (read === null) return refused('reassign-unclear')
  const heir = await findHeir(scene, campaign, read.heir)
  if (heir === null) return refused('person-unknown')
  const theirs = pick(rows, read.what, await mentionedId(scene, read.from))
  if (theirs === null) return refused('person-unknown')
  if (theirs.length === 0) return refused('requirement-unknown')
  return hand(scene, campaign, theirs, heir)
}

type Who = {
  readonly what: string
  readonly from: string | null
  readonly heir: { readonly name: string } | { readonly openId: string }
}

/**
 * Names are typed, people mentioned come along beside the text; the one who gets it is always the last. A title is
 * taken whole, as what parts words may stand in it.
 */
function readWho(scene: Scene, rest: string, titles: readonly string[]): Who | null {
  const [title = ''] = titles.filter((one) => rest.startsWith(one)).toSorted((a, b) => b.length - a.length)
  const after = rest.slice(title.length)
  const words = [title, ...after.split(/[\s,，、→]+|给|(?<=[)）条])/u)].filter(
    (word) => word !== '' && !word.startsWith('@'),
  )
  const mentioned = scene.via.kind === 'message' ? scene.via.mentioned : []
  const [what, name] = words
  const [first, second] = mentioned
  if (first !== undefined && second !== undefined && mentioned.length === 2 && what === undefined) {
    return { what: '', from: first, heir: { openId: second } }
  }
  if (first !== undefined && mentioned.length === 1 && what !== undefined && words.length === 1) {
    return { what, from: null, heir: { openId: first } }
  }
  return what === undefined || name === undefined || words.length > 2 ? null : { what, from: null, heir: { name } }
}

/** The requirement, the task's, or everything of the person named or mentioned; null when the name says not which. */
function pick(rows: readonly Row[], what: string, from: PersonId | null): Row[] | null {
  if (from !== null) return rows.filter((row) => row.respondent === from)
  const titled = rows.filter((row) => row.title === what)
  if (titled.length > 0) return titled
  const jump = readJump(what)
  if (jump === null && /\d/.test(what)) return []
  if (jump === null) {
    const named = rows.filter((row) => row.respondentName === what)
    return new Set(named.map((row) => row.respondent)).size === 1 ? named : null
  }
  return rows.filter((row) => (jump.to === 'task' ? row.taskNo === jump.no : row.no === jump.no))
}

async function mentionedId(scene: Scene, openId: string | null): Promise<PersonId | null> {
  if (openId === null) return null
  return (await findPerson(scene.tx, openId as Parameters<typeof findPerson>[1]))?.id ?? null
}

/** Somebody of the campaign's departments, by mention or by a name only one of them has. */
async function findHeir(scene: Scene, campaign: Campaign, heir: Who['heir']): Promise<Heir | null> {
  const people = (await loadDepartments(scene.tx, campaign.id)).flatMap((one) => one.people)
  if ('openId' in heir) {
    const person = await findPerson(scene.tx, heir.openId as Parameters<typeof findPerson>[1])
    if (person === null || person.left || !people.some((one) => one.id === person.id)) return null
    return withDepartment(scene, campaign, person.id)
  }
  const same = new Set(people.filter((one) => one.name === heir.name).map((one) => one.id))
  const [only] = same
  return only === undefined || same.size > 1 ? null : withDepartment(scene, campaign, only)
}

async function withDepartment(scene: Scene, campaign: Campaign, id: PersonId): Promise<Heir> {
  const [first] = await departmentsOf(scene.tx, campaign.id, id)
  return { id, department: first?.id ?? null }
}

/** The lead department changes only when the heir is not in it. */
async function hand(scene: Scene, campaign: Campaign, rows: readonly Row[], heir: Heir): Promise<Reply> {
  const own = new Set((await departmentsOf(scene.tx, campaign.id, heir.id)).map((one) => one.id))
  const given: Given[] = rows.map((row) => ({
    no: row.no,
    department: own.has(row.department) || heir.department === null ? row.department : heir.department,
    respondent: heir.id,
    byHand: true,
  }))
  await assignAndTell(scene, campaign, given)
  const about = { requirements: given.length, to: heir.id }
  await audit(scene.tx, 'reassign', scene.who.id, campaign.id, about, scene.now)
  return { toast: { kind: 'success', text: said.reassigned(given.length) } }
}
