import { issueNews } from '#cards/issue-words.ts'
import type { Assignment } from '#db/assignment.ts'
import type { Campaign } from '#db/campaign.ts'
import { changeIssue, type IssueChange, insertIssue, type KeptIssue, lockIssueOfAnswer } from '#db/issue.ts'
import { noteIssue } from '#db/issue-entry.ts'
import { followedBy, stopFollowing, stopFollowingMet, unlinkRequirement } from '#db/issue-links.ts'
import { ownerChanged } from '#db/issue-owner.ts'
import type { Answer } from '../domain/answer.ts'
import { type Carried, followAnswer, type Opened } from '../domain/follow-answer.ts'
import type { IssueState } from '../domain/issue.ts'
import { tellWhoLooks } from './rectify-issue.ts'
import { begunAgain, ownerStillHere } from './reopen-issue.ts'
import type { Scene } from './scene.ts'
import { tellOf } from './tell-about-issue.ts'

type Submitted = { readonly campaign: Campaign; readonly assignment: Assignment; readonly answer: Answer }

/**
 * A submitted answer and the ledger change together (decision 0024): what falls short opens an issue or changes the one
 * there is, what no longer does takes the requirement off it. `before` is the revision it takes the place of. The
 * campaign and the assignment are held. An answer that never fell short asks the database nothing.
 */
export async function followShortcoming(scene: Scene, submitted: Submitted, before: Answer | null): Promise<void> {
  const { campaign, assignment, answer } = submitted
  if (answer.shortcoming === null && (before === null || before.shortcoming === null)) return
  const issue = await lockIssueOfAnswer(scene.tx, campaign.id, assignment.requirement)
  const follows = issue === null ? [] : await followedBy(scene.tx, issue.id)
  const following = followAnswer(before, answer, issue === null ? null : { ...issue, follows }, scene.today)
  if (following.do === 'nothing') return
  if (following.do === 'open') return open(scene, submitted, following.opened)
  if (issue === null) return
  const about = { requirement: assignment.requirement }
  switch (following.do) {
    case 'change':
      return note(scene, issue, following.carried, { ...about, changed: Object.keys(following.carried) }, answer)
    case 'take-off':
      await unlinkRequirement(scene.tx, issue.id, assignment.requirement)
      return note(scene, issue, {}, { ...about, off: true }, null)
    case 'withdraw':
      return turn(scene, campaign, issue, 'withdraw', { state: 'withdrawn' }, about)
    case 'reopen':
      return reopen(scene, submitted, issue, following.carried)
    case 'open-anew':
      await stopFollowing(scene.tx, issue.id, assignment.requirement)
      await note(scene, issue, {}, { ...about, anew: true }, null)
      return open(scene, submitted, following.opened)
  }
}

/** Whoever answers for the requirement owns what falls short of it, their department leads. */
async function open(scene: Scene, { campaign, assignment }: Submitted, opened: Opened): Promise<void> {
  const issue = await insertIssue(
    scene.tx,
    {
      ...opened,
      campaign: campaign.id,
      source: 'self',
      cause: null,
      above: null,
      department: assignment.department,
      owner: assignment.respondent,
      requirements: [assignment.requirement],
      fromAnswer: true,
    },
    scene.today,
  )
  const about = { requirements: [assignment.requirement] }
  await noteIssue(scene.tx, issue, { did: 'open', by: scene.who.id, said: null, about }, scene.now)
}

/** Its history goes on; who owned it still does, and where nobody does, whoever answers. */
async function reopen(
  scene: Scene,
  { campaign, assignment }: Submitted,
  issue: KeptIssue,
  carried: Carried,
): Promise<void> {
  const owner = (await ownerStillHere(scene.tx, issue)) ?? assignment.respondent
  await stopFollowingMet(scene.tx, issue.id)
  const about = { requirement: assignment.requirement, ...ownerChanged(issue.owner, owner) }
  return turn(scene, campaign, issue, 'reopen', { ...carried, ...begunAgain, owner }, about)
}

/** Nobody's issue ends or begins again in silence: its owner hears, and who was to look at it. */
async function turn(
  scene: Scene,
  campaign: Campaign,
  issue: KeptIssue,
  did: 'withdraw' | 'reopen',
  change: IssueChange & { readonly state: IssueState },
  about: Readonly<Record<string, unknown>>,
): Promise<void> {
  const now = await changeIssue(scene.tx, issue, change)
  await noteIssue(scene.tx, now, { did, by: scene.who.id, said: null, about: { ...about, answer: true } }, scene.now)
  await tellOf(scene, campaign, now, now.owner, did === 'withdraw' ? issueNews.withdrawn : issueNews.reopened)
  if (issue.state === 'awaiting') await tellWhoLooks(scene, campaign, now, issueNews['no-look'])
}

/** What the answer says now stands in the history, also where the issue keeps its own words. */
async function note(
  scene: Scene,
  issue: KeptIssue,
  carried: Carried,
  about: Readonly<Record<string, unknown>>,
  answer: Answer | null,
): Promise<void> {
  const now = await changeIssue(scene.tx, issue, carried)
  const said = answer?.shortcoming ?? null
  await noteIssue(scene.tx, now, { did: 'follow-answer', by: scene.who.id, said, about }, scene.now)
}
