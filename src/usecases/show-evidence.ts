import type { Card } from '#cards/card.ts'
import { evidenceListCard } from '#cards/evidence-tray.ts'
import { evidenceSaid } from '#cards/evidence-words.ts'
import { issueRefusals } from '#cards/issue-words.ts'
import { loadAsked } from '#db/answer.ts'
import { type Assignment, findAssignment } from '#db/assignment.ts'
import { type Campaign, findCampaign } from '#db/campaign.ts'
import { departmentsOf } from '#db/department.ts'
import { type EvidencePiece, evidenceOf } from '#db/evidence.ts'
import { findIssue } from '#db/issue.ts'
import { mayTakeBack } from '../domain/evidence.ts'
import type { AssignmentId, DepartmentId, IssueId, PersonId } from '../domain/ids.ts'
import { maySee } from '../domain/issue.ts'
import { nameRequirement } from '../domain/requirement-name.ts'
import { mayAnswer } from '../domain/review.ts'
import type { Reply } from '../events.ts'
import { issueRoles } from './issue-roles.ts'
import { post } from './post.ts'
import { leads } from './roles.ts'
import { answer, refused, type Scene, showCard } from './scene.ts'

/** More than these are not sent at one press. */
const mostSent = 20

/**
 * Whether somebody may look at all that lies with a requirement or an issue: who answers or owns it, the head of its
 * department, the coordinator, the leading group. (Everybody may look at what they sent themselves.)
 */
export async function canSeeEvidence(
  scene: Scene,
  campaign: Campaign,
  of: { readonly answeredBy: PersonId | null; readonly department: DepartmentId },
): Promise<boolean> {
  if (of.answeredBy === scene.who.id || (await leads(scene, campaign))) return true
  const departments = await departmentsOf(scene.tx, campaign.id, scene.who.id)
  return departments.some((one) => one.isHead && one.id === of.department)
}

/**
 * Sends everything that lies with a requirement to whoever presses, in private wherever the button stands: never to a
 * group. Below it comes a list, for those who may take something back.
 */
export async function showEvidence(scene: Scene, id: AssignmentId): Promise<Reply> {
  const seen = await look(scene, id)
  if (seen === null) return refused('old-card')
  if (!seen.mayLook) return { toast: { kind: 'warning', text: evidenceSaid.notForYou } }
  if (seen.pieces.length === 0) return { toast: { kind: 'info', text: evidenceSaid.nothingThere } }
  await sendPieces(scene, seen.campaign, seen.pieces)
  if (mayChange(scene, seen)) {
    const card = await drawList(scene, seen, null)
    await answer(scene, 'evidence-list', { to: 'person', person: scene.who.openId }, showCard(card))
  }
  return { toast: { kind: 'info', text: evidenceSaid.sentPrivately } }
}

/**
 * Sends the proof of an issue to whoever presses, in private wherever the button stands. Whoever may not see the issue
 * hears the same as when there is none.
 */
export async function showIssueEvidence(scene: Scene, id: IssueId): Promise<Reply> {
  const issue = await findIssue(scene.tx, id)
  const campaign = issue === null ? null : await findCampaign(scene.tx, issue.campaign)
  const roles = issue === null || campaign === null ? null : (await issueRoles(scene, campaign, [issue])).get(id)
  if (issue === null || campaign === null || roles === null || roles === undefined || !maySee(roles)) {
    return { toast: { kind: 'warning', text: issueRefusals.unknown } }
  }
  if (!(await canSeeEvidence(scene, campaign, { answeredBy: issue.owner, department: issue.department }))) {
    return { toast: { kind: 'warning', text: evidenceSaid.notForYou } }
  }
  const pieces = await evidenceOf(scene.tx, { issues: [id] })
  if (pieces.length === 0) return { toast: { kind: 'info', text: evidenceSaid.nothingThere } }
  await sendPieces(scene, campaign, pieces)
  return { toast: { kind: 'info', text: evidenceSaid.sentPrivately } }
}

/** What the list names to the person of this scene, in its order. */
export async function piecesToSee(scene: Scene, id: AssignmentId): Promise<readonly EvidencePiece[]> {
  return (await look(scene, id))?.pieces ?? []
}

/** Sends pieces to the person of this scene, whoever has asked for that has looked whether they may see them. */
export async function sendPieces(
  scene: Scene,
  campaign: Campaign,
  pieces: readonly Pick<EvidencePiece, 'id'>[],
): Promise<void> {
  for (const piece of pieces.slice(-mostSent)) {
    const letter = {
      key: `${scene.key}:evidence:${piece.id}`,
      target: { to: 'person' as const, person: scene.who.openId },
      content: { kind: 'evidence' as const, evidence: piece.id },
      campaign: campaign.id,
      person: scene.who.id,
    }
    await post(scene.tx, scene.deps.jobs, letter, scene.now)
  }
}

/** What lies there now, in the place of the list somebody has just taken something off. */
export async function showEvidenceList(scene: Scene, id: AssignmentId, note: string): Promise<Reply> {
  const toast = { kind: 'success' as const, text: note }
  const seen = scene.place === 'private' ? await look(scene, id) : null
  return seen === null ? { toast } : { card: await drawList(scene, seen, note), toast }
}

/** What of a requirement's evidence the person of this scene may look at; `mayLook` false: at none of it. */
type Seen = {
  readonly campaign: Campaign
  readonly assignment: Assignment
  readonly pieces: readonly EvidencePiece[]
  readonly mayLook: boolean
}

async function look(scene: Scene, id: AssignmentId): Promise<Seen | null> {
  const assignment = await findAssignment(scene.tx, id)
  const campaign = assignment === null ? null : await findCampaign(scene.tx, assignment.campaign)
  if (assignment === null || campaign === null) return null
  const all = await evidenceOf(scene.tx, { assignments: [id] })
  const { department, respondent: answeredBy } = assignment
  const seesAll = await canSeeEvidence(scene, campaign, { department, answeredBy })
  const pieces = seesAll ? all : all.filter((piece) => piece.sentBy === scene.who.id)
  return { campaign, assignment, pieces, mayLook: seesAll || pieces.length > 0 }
}

/** Whether the list has anything to press for them. */
function mayChange(scene: Scene, { campaign, assignment, pieces }: Seen): boolean {
  const isOpen = mayAnswer(assignment.state, campaign.status, campaign.review)
  return pieces.some(
    ({ sentBy }) => mayTakeBack(scene.who.id, { sentBy, answeredBy: assignment.respondent, isOpen }) === 'may',
  )
}

async function drawList(scene: Scene, { campaign, assignment, pieces }: Seen, note: string | null): Promise<Card> {
  const asked = await loadAsked(scene.tx, campaign.id, assignment.requirement)
  return evidenceListCard({
    assignment: assignment.id,
    landing: nameRequirement(asked),
    pieces,
    goOn: assignment.respondent === scene.who.id,
    note,
  })
}
