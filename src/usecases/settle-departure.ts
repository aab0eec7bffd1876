import type { Card } from '#cards/card.ts'
import { departedCard, departedControl } from '#cards/departed.ts'
import { handOverRefusals, isBack } from '#cards/hand-over-words.ts'
import { noticeCard } from '#cards/notice.ts'
import { settledCard } from '#cards/settled.ts'
import { refusals } from '#cards/words.ts'
import { type Campaign, lockCampaign } from '#db/campaign.ts'
import { type Department, loadDepartments } from '#db/department.ts'
import { type HandOver, handOversOf } from '#db/hand-over.ts'
import { changeOwners } from '#db/issue-owner.ts'
import { loadPerson, type Person } from '#db/person.ts'
import type { Tx } from '#db/tx.ts'
import type { CampaignId, DepartmentId, PersonId } from '../domain/ids.ts'
import { proposeSuccessors } from '../domain/successor.ts'
import type { Reply } from '../events.ts'
import { handOver, type Move, sizeOf } from './hand-over.ts'
import { mayCoordinate } from './roles.ts'
import { answerAside, refused, type Scene } from './scene.ts'
import { byDepartment, isEmpty, loadHoldings, loadOf, type Share, shareOf, stillOpen } from './share.ts'

type Form = Readonly<Record<string, unknown>>
type Ask = { readonly campaign: CampaignId; readonly person: PersonId; readonly seen: number; readonly form: Form }

/** What somebody who left has left behind in a campaign, and who is proposed for each department's part of it. */
export type Left = {
  readonly campaign: Campaign
  readonly person: Person
  readonly share: Share
  readonly parts: readonly {
    readonly department: DepartmentId
    readonly name: string
    readonly share: Share
    readonly people: readonly { readonly id: PersonId; readonly name: string }[]
    readonly proposed: PersonId | null
  }[]
  /** The last hand-over of theirs that the card knows of. */
  readonly seen: number
}

export async function leftBehind(tx: Tx, campaign: Campaign, person: Person): Promise<Left> {
  const holdings = await loadHoldings(tx, campaign)
  const share = shareOf(holdings, person.id)
  const departments = await loadDepartments(tx, campaign.id)
  const coordinator = await loadPerson(tx, campaign.coordinator)
  const lying = byDepartment(share)
  const proposal = proposeSuccessors({
    from: person.id,
    parts: [...lying].map(([department, part]) => ({ department, size: part.rows.length + part.issues.length })),
    departments: departments.map((one) => ({
      id: one.id,
      heads: one.heads.map((each) => each.id),
      people: one.people.map((each) => each.id),
    })),
    load: loadOf(holdings),
    coordinator: coordinator.left ? null : coordinator.id,
  })
  const names = new Map(share.rows.map((row) => [row.department, row.departmentName]))
  const parts = [...lying].map(([department, part]) => ({
    department,
    name: departments.find((one) => one.id === department)?.name ?? names.get(department) ?? '原部门',
    share: part,
    people: candidates(departments, department, coordinator, person.id),
    proposed: proposal.get(department) ?? null,
  }))
  const seen = (await handOversOf(tx, campaign.id, person.id)).at(-1)?.id ?? 0
  return { campaign, person, share, parts, seen }
}

/** The department's people, then the coordinator. */
function candidates(departments: readonly Department[], id: DepartmentId, coordinator: Person, from: PersonId) {
  const own = departments.find((one) => one.id === id)?.people ?? []
  const also = coordinator.left || own.some((one) => one.id === coordinator.id) ? [] : [coordinator]
  return [...own, ...also.map(({ id: each, name }) => ({ id: each, name }))].filter((one) => one.id !== from)
}

export function drawDeparted({ campaign, person, share, parts, seen }: Left, note: string | null): Card {
  return departedCard({
    campaign: campaign.id,
    title: campaign.title,
    person: person.id,
    name: person.name,
    seen,
    size: sizeOf(share),
    open: stillOpen(share).rows.length,
    parts: parts.map((part) => ({ ...part, size: sizeOf(part.share) })),
    note,
  })
}

/**
 * 确认交接: everything somebody who left has left behind goes to whoever is chosen for each department. Drawn from an
 * older state the card is shown again; with nothing left it says who has it; who is back keeps what is
 * theirs, and the issues that lost their owner come back to them. The card is private; pressed on a copy in a group it is
 * answered in private.
 */
export async function settleDeparture(scene: Scene, ask: Ask): Promise<Reply> {
  const reply = await settle(scene, ask)
  if (reply.card === undefined || scene.place === 'private') return reply
  return answerAside(scene, 'departure', reply.card)
}

async function settle(scene: Scene, ask: Ask): Promise<Reply> {
  const campaign = await lockCampaign(scene.tx, ask.campaign)
  if (campaign === null) return refused('old-card')
  if (!(await mayCoordinate(scene, campaign))) return refused('coordinator-only')
  const past = await handOversOf(scene.tx, campaign.id, ask.person)
  const departure = past.findLastIndex((one) => one.to === null)
  if (departure < 0) return refused('old-card')
  const person = await loadPerson(scene.tx, ask.person)
  const left = await leftBehind(scene.tx, campaign, person)
  if (!person.left) return giveBack(scene, left)
  if (isEmpty(left.share)) return { card: await drawSettled(scene, campaign, person, past.slice(departure + 1)) }
  if (left.seen !== ask.seen) return again(left, refusals['old-card'])
  const moves = chosen(left, ask.form)
  if (typeof moves === 'string') return again(left, moves)
  await handOver(scene, campaign, moves, 'left')
  const since = (await handOversOf(scene.tx, campaign.id, person.id)).slice(departure + 1)
  return {
    card: await drawSettled(scene, campaign, person, since),
    toast: { kind: 'success', text: '已交接，正在通知接手的老师。' },
  }
}

async function giveBack(scene: Scene, { person, share }: Left): Promise<Reply> {
  const lost = share.issues.filter((issue) => issue.owner === null)
  const theirs = lost.map((issue) => ({ issue, owner: person.id, department: issue.department }))
  await changeOwners(scene.tx, theirs, { did: 'assign', by: scene.who.id, why: 'back' }, scene.now)
  return { card: noticeCard({ title: '不用交接了', text: isBack(person.name) }) }
}

function again(left: Left, why: string): Reply {
  return { card: drawDeparted(left, why), toast: { kind: 'warning', text: why } }
}

/** Whom each part goes to: as picked, else as proposed; a sentence when somebody picked cannot take it. */
function chosen({ person, parts }: Left, form: Form): Move[] | string {
  const moves: Move[] = []
  for (const { department, people, proposed, share } of parts) {
    const picked = form[departedControl(department)]
    const to =
      typeof picked === 'string' && picked !== '' ? people.find((one) => String(one.id) === picked)?.id : proposed
    if (to === undefined) return refusals['person-unknown']
    if (to === null) return handOverRefusals['to-missing']
    moves.push({ from: person.id, to, share })
  }
  return moves
}

async function drawSettled(
  scene: Scene,
  campaign: Campaign,
  person: Person,
  since: readonly HandOver[],
): Promise<Card> {
  const heirs: { name: string; size: { requirements: number; issues: number } }[] = []
  for (const [to, taken] of Map.groupBy(since, (one) => one.to)) {
    if (to === null) continue
    const size = {
      requirements: taken.reduce((sum, one) => sum + one.assignments.length, 0),
      issues: taken.reduce((sum, one) => sum + one.issues.length, 0),
    }
    heirs.push({ name: (await loadPerson(scene.tx, to)).name, size })
  }
  return settledCard({ title: campaign.title, name: person.name, heirs })
}
