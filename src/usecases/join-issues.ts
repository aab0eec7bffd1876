import { issueNews, issueSaid } from '#cards/issue-words.ts'
import { joinedInto, type KeptIssue, lockIssue, lockIssues } from '#db/issue.ts'
import {
  addSupports,
  dropSupports,
  followedBy,
  moveInto,
  stopFollowingMet,
  supportsOf,
  takeBack,
} from '#db/issue-links.ts'
import { ownerChanged } from '#db/issue-owner.ts'
import type { IssueId } from '../domain/ids.ts'
import { mayMove } from '../domain/issue.ts'
import type { Reply } from '../events.ts'
import { type Asked, type HeldIssue, holdForMove, moveHeld, refuse } from './hold-issue.ts'
import { rolesIn } from './issue-roles.ts'
import { ownerStillHere } from './reopen-issue.ts'
import type { Scene } from './scene.ts'
import { showIssue } from './show-issue.ts'
import { tellOf } from './tell-about-issue.ts'

/**
 * Goes on with one issue under another open one of the same campaign: what it covers lies there now, its department
 * supports, and it only points on. Whoever joins may do so with both, or one could give one’s problem to somebody else.
 */
export async function joinIssues(scene: Scene, asked: Asked & { readonly into: IssueId }): Promise<Reply> {
  const held = await holdForMove(scene, asked, 'join')
  if (held.kind === 'refused') return held.reply
  const { campaign, issue } = held
  const [into] = await lockIssues(scene.tx, campaign.id, [asked.into])
  if (into === undefined || into.id === issue.id || into.state !== 'open') return cannot(scene, held, asked)
  if (!mayMove('join', await rolesIn(scene, campaign, into))) return cannot(scene, held, asked)
  const followed = await followedBy(scene.tx, issue.id)
  const about = { into: into.id, requirements: issue.requirements, followed }
  await moveInto(scene.tx, issue.id, into.id)
  await lendHands(scene, issue, into)
  for (const earlier of await joinedInto(scene.tx, issue.id)) {
    await moveHeld(
      scene,
      { campaign, issue: earlier },
      { joinedInto: into.id },
      { did: 'join', about: { into: into.id } },
    )
  }
  await moveHeld(scene, held, { state: 'joined', joinedInto: into.id }, { did: 'join', about })
  const taken = await moveHeld(scene, { campaign, issue: into }, {}, { did: 'take-in', about: { from: issue.id } })
  const now = (await lockIssue(scene.tx, taken.id)) ?? taken
  return showIssue(scene, campaign, now, { toast: { kind: 'success', text: issueSaid.joined(now.no) } })
}

async function cannot(scene: Scene, held: HeldIssue, asked: Asked): Promise<Reply> {
  return (await refuse(scene, held, asked, 'cannot-join')).reply
}

/** Its department and those that support it support the other one, unless that is theirs to lead. */
async function lendHands(scene: Scene, issue: KeptIssue, into: KeptIssue): Promise<void> {
  const hands = [issue.department, ...(await supportsOf(scene.tx, issue.id)).map((one) => one.id)]
  await addSupports(
    scene.tx,
    into.id,
    [...new Set(hands)].filter((one) => one !== into.department),
  )
}

/** Takes an issue out of the one it went into: it has what came from it and still lies there, and begins again. */
export async function partIssue(scene: Scene, asked: Asked): Promise<Reply> {
  const held = await holdForMove(scene, asked, 'part')
  if (held.kind === 'refused') return held.reply
  const { campaign, issue } = held
  const from = issue.joinedInto === null ? null : await lockIssue(scene.tx, issue.joinedInto)
  const requirements = from === null ? [] : await takeBack(scene.tx, issue.id, from.id)
  await stopFollowingMet(scene.tx, issue.id)
  const owner = await ownerStillHere(scene.tx, issue)
  const parted = await moveHeld(
    scene,
    held,
    { state: 'open', joinedInto: null, owner },
    { did: 'part', about: { requirements, ...ownerChanged(issue.owner, owner) } },
  )
  if (from !== null) {
    await moveHeld(scene, { campaign, issue: from }, {}, { did: 'let-out', about: { to: issue.id } })
    await takeHandsBack(scene, issue, from)
  }
  await tellOf(scene, campaign, { ...parted, requirements }, owner, issueNews.given)
  return showIssue(scene, campaign, { ...parted, requirements }, { toast: { kind: 'success', text: issueSaid.parted } })
}

/** Its department no longer supports the other one, unless another issue of that department still lies there. */
async function takeHandsBack(scene: Scene, issue: KeptIssue, from: KeptIssue): Promise<void> {
  const others = await joinedInto(scene.tx, from.id)
  if (others.some((one) => one.department === issue.department)) return
  await dropSupports(scene.tx, from.id, [issue.department])
}
