import { handOverRefusals } from '#cards/hand-over-words.ts'
import { said } from '#cards/words.ts'
import { type AssignedRow, assign } from '#db/assignment.ts'
import { type Campaign, lockCampaign } from '#db/campaign.ts'
import { loadDepartments } from '#db/department.ts'
import type { KeptIssue } from '#db/issue.ts'
import { findPerson, loadPeople, loadPerson, type Person } from '#db/person.ts'
import { readJump } from '../domain/command.ts'
import type { CampaignId, PersonId } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import { chooseByWords, proposeDivision } from './divide-work.ts'
import { handOver, moveShares, tellHeirs } from './hand-over.ts'
import { mayCoordinate } from './roles.ts'
import { refused, type Scene } from './scene.ts'
import { carrierOf, carriersOf, type Holdings, loadHoldings, shareOf } from './share.ts'
import { tellRespondents } from './tell-respondents.ts'

/**
 * `/assign` with words behind it (design, flow 2: one requirement, one task, one person's whole share): `17 张老师`,
 * `均衡编班 张老师`, `(3) 张老师`, `王老师 张老师`, with a mention in place of a name, or `教务处=教学处` before anything is
 * confirmed. Cards show the tasks' numbers and the requirements' titles; a requirement's own number stands in no card.
 * Drafts and history stay with the requirement; a whole share takes its issues along.
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
  const holdings = await loadHoldings(scene.tx, campaign)
  const titles = holdings.rows.map((row) => row.title)
  const read = readWho(scene, rest.trim(), titles)
  if (read === null) return refused('reassign-unclear')
  const heir = await findHeir(scene, campaign, read.heir)
  if (heir === null) return refused('person-unknown')
  const people = await loadPeople(scene.tx, carriersOf(holdings))
  const picked = pick(holdings.rows, people, read.what, await mentionedId(scene, read.from))
  if (picked === null) return refused('person-unknown')
  if ('from' in picked) return handWhole(scene, campaign, holdings, picked.from, heir)
  if (picked.rows.length === 0) return refused('requirement-unknown')
  return hand(scene, campaign, holdings, picked.rows, heir)
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

type Picked = { readonly rows: readonly AssignedRow[] } | { readonly from: PersonId }

/** The requirement, the task's, or everything of the person named or mentioned; null when the name says not which. */
function pick(rows: Holdings['rows'], people: readonly Person[], what: string, from: PersonId | null): Picked | null {
  if (from !== null) return people.some((one) => one.id === from) ? { from } : { rows: [] }
  const titled = rows.filter((row) => row.title === what)
  if (titled.length > 0) return { rows: titled }
  const jump = readJump(what)
  if (jump === null && /\d/.test(what)) return { rows: [] }
  if (jump === null) {
    const [only, ...more] = people.filter((one) => one.name === what)
    return only === undefined || more.length > 0 ? null : { from: only.id }
  }
  return { rows: rows.filter((row) => (jump.to === 'task' ? row.taskNo === jump.no : row.no === jump.no)) }
}

async function mentionedId(scene: Scene, openId: string | null): Promise<PersonId | null> {
  if (openId === null) return null
  return (await findPerson(scene.tx, openId as Parameters<typeof findPerson>[1]))?.id ?? null
}

/** Somebody of the campaign's departments, by mention or by a name only one of them has. */
async function findHeir(scene: Scene, campaign: Campaign, heir: Who['heir']): Promise<PersonId | null> {
  const people = (await loadDepartments(scene.tx, campaign.id)).flatMap((one) => one.people)
  if ('openId' in heir) {
    const person = await findPerson(scene.tx, heir.openId as Parameters<typeof findPerson>[1])
    return person !== null && people.some((one) => one.id === person.id) ? person.id : null
  }
  const same = new Set(people.filter((one) => one.name === heir.name).map((one) => one.id))
  const [only] = same
  return only === undefined || same.size > 1 ? null : only
}

/** Everything somebody carries, or left behind. */
async function handWhole(
  scene: Scene,
  campaign: Campaign,
  holdings: Holdings,
  from: PersonId,
  heir: PersonId,
): Promise<Reply> {
  const share = shareOf(holdings, from)
  if (from === heir) return { toast: { kind: 'warning', text: handOverRefusals['to-oneself'] } }
  await handOver(scene, campaign, [{ from, to: heir, share }], await whyFrom(scene, from))
  return { toast: { kind: 'success', text: said.reassigned(share.rows.length, share.issues.length) } }
}

/**
 * Requirements go with the issues that are about nothing else and were in the same hands. Where there are none, whoever
 * gets the requirements hears what they hear at the division.
 */
async function hand(
  scene: Scene,
  campaign: Campaign,
  holdings: Holdings,
  rows: readonly AssignedRow[],
  heir: PersonId,
): Promise<Reply> {
  const theirs = rows.filter((row) => row.respondent === heir)
  const kept = theirs.map(({ no, department }) => ({ no, department, respondent: heir, byHand: true }))
  await assign(scene.tx, campaign.id, kept, scene.today)
  const issues = following(holdings, rows)
  const moves = [...Map.groupBy(rows, (row) => row.respondent)]
    .filter(([from]) => from !== heir)
    .map(([from, own]) => ({
      from,
      to: heir,
      share: { rows: own, issues: issues.filter((issue) => carrierOf(issue, holdings.lost) === from) },
    }))
  if (moves.length > 0) {
    await moveShares(scene, campaign, moves, 'given')
    if (issues.length > 0) await tellHeirs(scene, campaign, moves, 'given')
    else await tellRespondents(scene, campaign, [heir])
  }
  return { toast: { kind: 'success', text: said.reassigned(rows.length, issues.length) } }
}

/** Issues that cover some of these requirements and nothing else, carried by who answers for them. */
export function following({ issues, lost }: Holdings, rows: readonly AssignedRow[]): KeptIssue[] {
  const respondents = new Map(rows.map((row) => [row.no, row.respondent]))
  return issues.filter((issue) => {
    const carrier = carrierOf(issue, lost)
    return issue.requirements.length > 0 && issue.requirements.every((no) => respondents.get(no) === carrier)
  })
}

async function whyFrom(scene: Scene, from: PersonId): Promise<'left' | 'given'> {
  return (await loadPerson(scene.tx, from)).left ? 'left' : 'given'
}
