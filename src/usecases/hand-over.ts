import { givenAway, handedOn, type ShareSize } from '#cards/hand-over-words.ts'
import { takenOverCard } from '#cards/taken-over.ts'
import { assign } from '#db/assignment.ts'
import { audit } from '#db/audit.ts'
import type { Campaign } from '#db/campaign.ts'
import { loadDepartments } from '#db/department.ts'
import { type HandOverReason, noteHandOvers } from '#db/hand-over.ts'
import { changeOwners } from '#db/issue-owner.ts'
import { loadPerson, type Person } from '#db/person.ts'
import type { DepartmentId, PersonId } from '../domain/ids.ts'
import type { Content } from '../ports.ts'
import { post } from './post.ts'
import { type Scene, showCard } from './scene.ts'
import { type Share, stillOpen } from './share.ts'

/** What goes from somebody to somebody else. */
export type Move = { readonly from: PersonId; readonly to: PersonId; readonly share: Share }

/**
 * Moves shares: requirements with their drafts, answers and verdicts, issues with their history. Whoever asked for a
 * strike-off stays the one who asked, so that neither they nor the new owner strike it off. Old cards become stale. The
 * lead department changes only where the new one is not in it. The campaign is held by the caller.
 */
export async function moveShares(
  scene: Scene,
  campaign: Campaign,
  moves: readonly Move[],
  why: HandOverReason,
): Promise<void> {
  const { tx, who, now } = scene
  const departments = await loadDepartments(tx, campaign.id)
  const placeFor = (heir: PersonId) => {
    const own = departments.filter((one) => one.people.some((each) => each.id === heir)).map((one) => one.id)
    return (department: DepartmentId) => (own.includes(department) ? department : (own[0] ?? department))
  }
  const given = moves.flatMap(({ to, share }) => {
    const place = placeFor(to)
    return share.rows.map((row) => ({
      no: row.no,
      department: place(row.department),
      respondent: to,
      byHand: true,
    }))
  })
  await assign(tx, campaign.id, given, scene.today)
  const owned = moves.flatMap(({ to, share }) => {
    const place = placeFor(to)
    return share.issues.map((issue) => ({ issue, owner: to, department: place(issue.department) }))
  })
  await changeOwners(tx, owned, { did: 'assign', by: who.id, why }, now)
  const made = moves.map(({ from, to, share }) => ({
    from,
    to,
    why,
    assignments: share.rows.map((row) => row.assignment),
    issues: share.issues.map((issue) => issue.id),
  }))
  await noteHandOvers(tx, campaign.id, made, who.id, now)
  for (const { from, to, share } of moves) {
    await audit(tx, 'hand-over', who.id, campaign.id, { from, to, why, ...sizeOf(share) }, now)
  }
}

/** Moves whole shares and tells everybody concerned, each of them once. */
export async function handOver(
  scene: Scene,
  campaign: Campaign,
  parts: readonly Move[],
  why: HandOverReason,
): Promise<void> {
  const moves = joined(parts)
  await moveShares(scene, campaign, moves, why)
  await tellHeirs(scene, campaign, moves, why)
  for (const [from, parts] of Map.groupBy(moves, (one) => one.from)) await tellOthers(scene, campaign, from, parts, why)
}

/** What goes between the same two people is one move, from however many departments. */
function joined(parts: readonly Move[]): Move[] {
  const pairs = Map.groupBy(parts, ({ from, to }) => `${from} ${to}`)
  return [...pairs.values()].flatMap((same) => {
    const [first] = same
    return first === undefined ? [] : [{ from: first.from, to: first.to, share: together(same) }]
  })
}

/** One private message to each who takes something over: from whom, how much, and the ways in. */
export async function tellHeirs(
  scene: Scene,
  campaign: Campaign,
  moves: readonly Move[],
  why: HandOverReason,
): Promise<void> {
  const coordinator = await loadPerson(scene.tx, campaign.coordinator)
  for (const [id, parts] of Map.groupBy(moves, (one) => one.to)) {
    const heir = await loadPerson(scene.tx, id)
    const from = await Promise.all([...new Set(parts.map((one) => one.from))].map((one) => loadPerson(scene.tx, one)))
    const share = together(parts)
    const card = takenOverCard({
      campaign: campaign.id,
      name: heir.name,
      school: campaign.school,
      title: campaign.title,
      from: from.map((one) => one.name),
      why,
      size: sizeOf(share),
      open: stillOpen(share).rows.length,
      inspectBy: campaign.inspectBy,
      coordinator: coordinator.name,
    })
    await write(scene, campaign, heir, 'taken-over', showCard(card))
  }
}

/** The one who carried it, and the coordinator; not whoever does it, and nobody who has left. */
async function tellOthers(
  scene: Scene,
  campaign: Campaign,
  from: PersonId,
  parts: readonly Move[],
  why: HandOverReason,
): Promise<void> {
  const giver = await loadPerson(scene.tx, from)
  const coordinator = await loadPerson(scene.tx, campaign.coordinator)
  for (const { to, share } of parts) {
    const heir = await loadPerson(scene.tx, to)
    const size = sizeOf(share)
    if (!giver.left && giver.id !== scene.who.id) {
      const text = givenAway(campaign.title, size, heir.name)
      await write(scene, campaign, giver, `given-away:${to}`, { kind: 'text', text })
    }
    const knows = [scene.who.id, giver.id, heir.id].includes(coordinator.id)
    if (coordinator.left || knows) continue
    const names = { from: giver.name, to: heir.name, away: why === 'away' }
    const text = handedOn(campaign.title, size, names)
    await write(scene, campaign, coordinator, `handed-on:${from}:${to}`, { kind: 'text', text })
  }
}

async function write(
  scene: Scene,
  campaign: Campaign,
  person: Person,
  part: string,
  content: Extract<Content, { kind: 'card' | 'text' }>,
): Promise<void> {
  const key = `${part}:${campaign.id}:${person.id}:${scene.key}`
  const target = { to: 'person' as const, person: person.openId }
  await post(scene.tx, scene.deps.jobs, { key, target, content, campaign: campaign.id, person: person.id }, scene.now)
}

function together(parts: readonly Move[]): Share {
  return { rows: parts.flatMap((one) => one.share.rows), issues: parts.flatMap((one) => one.share.issues) }
}

/** How much it is, as cards and the audit say it. */
export function sizeOf({ rows, issues }: Share): ShareSize {
  return { requirements: rows.length, issues: issues.length }
}
