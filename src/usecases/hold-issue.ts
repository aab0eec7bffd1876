import { type IssueRefusal, issueRefusals } from '#cards/issue-words.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, lockCampaign } from '#db/campaign.ts'
import { campaignOfIssue, changeIssue, type IssueChange, type KeptIssue, lockIssue } from '#db/issue.ts'
import { type IssueEntry, noteIssue } from '#db/issue-entry.ts'
import { longestField } from '../domain/answer.ts'
import type { IssueId } from '../domain/ids.ts'
import { type IssueMove, type IssueRoles, type IssueState, mayMove, maySee, moveIssue } from '../domain/issue.ts'
import type { Reply } from '../events.ts'
import { declined } from './decline.ts'
import { rolesIn } from './issue-roles.ts'
import type { Scene } from './scene.ts'
import { showIssue } from './show-issue.ts'

/** An issue somebody may see, held for a change, and what they are to it. */
export type HeldIssue = {
  readonly kind: 'held'
  readonly campaign: Campaign
  readonly issue: KeptIssue
  readonly roles: IssueRoles
}
type Refused = { readonly kind: 'refused'; readonly reply: Reply }

/** What is asked of an issue: the state the card was drawn from (null: said in words, which are about now), and words. */
export type Asked = { readonly issue: IssueId; readonly seen: number | null; readonly words: string | null }

/**
 * Holds the campaign against everything else that answers or moves in it, then the issue. One lock for every move of a
 * ledger: a strike-off touches answers and an answer touches issues, and nobody waits for each other.
 */
export async function holdIssue(scene: Scene, id: IssueId): Promise<HeldIssue | null> {
  const campaignId = await campaignOfIssue(scene.tx, id)
  const campaign = campaignId === null ? null : await lockCampaign(scene.tx, campaignId)
  const issue = campaign === null ? null : await lockIssue(scene.tx, id)
  if (campaign === null || issue === null) return null
  const roles = await rolesIn(scene, campaign, issue)
  // Whoever may not see it learns no more than that there is nothing for them.
  return maySee(roles) ? { kind: 'held', campaign, issue, roles } : null
}

/** Holds an issue for a move, or says why it is none: not theirs, not now, or drawn from an older state. */
export async function holdForMove(scene: Scene, asked: Asked, move: IssueMove): Promise<HeldIssue | Refused> {
  const held = await holdIssue(scene, asked.issue)
  if (held === null) return { kind: 'refused', reply: declined('unknown') }
  const { issue, roles } = held
  if (asked.seen !== null && asked.seen !== issue.version) return refuse(scene, held, asked, 'old-card')
  if (!mayMove(move, roles)) return refuse(scene, held, asked, notTheirs(move))
  if (moveIssue(issue.state, move) === null) return refuse(scene, held, asked, notNow(issue.state, move))
  if ((asked.words?.length ?? 0) > longestField) return refuse(scene, held, asked, 'too-long')
  return held
}

/** Says on the issue's card why nothing was done; what was typed is still there. */
export async function refuse(
  scene: Scene,
  { campaign, issue }: Pick<HeldIssue, 'campaign' | 'issue'>,
  asked: Pick<Asked, 'words'>,
  why: IssueRefusal,
): Promise<Refused> {
  if (scene.via.kind === 'message') return { kind: 'refused', reply: declined(why) }
  const text = issueRefusals[why]
  const toast = { kind: 'warning', text } as const
  return { kind: 'refused', reply: await showIssue(scene, campaign, issue, { note: text, typed: asked.words, toast }) }
}

function notTheirs(move: IssueMove): IssueRefusal {
  switch (move) {
    case 'report':
    case 'ask-strike-off':
      return 'owner-only'
    case 'edit':
    case 'join':
    case 'part':
      return 'owner-or-above'
    case 'reopen':
      return 'above-only'
    case 'strike-off':
    case 'return':
    case 'withdraw':
      return 'somebody-else'
  }
}

function notNow(state: IssueState, move: IssueMove): IssueRefusal {
  if (move === 'part') return 'not-joined'
  if (state === 'struck-off' || state === 'withdrawn' || state === 'joined') return state
  if (move === 'reopen') return 'still-live'
  return state === 'awaiting' ? 'asked-already' : 'not-asked'
}

/**
 * Makes a move: the change, the line of history and the note that something was done, never one without the others.
 * Answers the issue as it stands then.
 */
export async function moveHeld(
  scene: Scene,
  { campaign, issue }: Pick<HeldIssue, 'campaign' | 'issue'>,
  change: IssueChange,
  entry: Pick<IssueEntry, 'did'> & Partial<IssueEntry>,
): Promise<KeptIssue> {
  const now = await changeIssue(scene.tx, issue, change)
  await noteIssue(scene.tx, now, { by: scene.who.id, said: null, about: {}, ...entry }, scene.now)
  await audit(scene.tx, `issue-${entry.did}`, scene.who.id, campaign.id, { issue: issue.id }, scene.now)
  return now
}
