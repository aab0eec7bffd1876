import { issueNews, issueSaid } from '#cards/issue-words.ts'
import type { KeptIssue } from '#db/issue.ts'
import { stopFollowingMet } from '#db/issue-links.ts'
import { ownerChanged } from '#db/issue-owner.ts'
import { stillHere } from '#db/person.ts'
import type { Tx } from '#db/tx.ts'
import type { PersonId } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import { type Asked, holdForMove, moveHeld, refuse } from './hold-issue.ts'
import type { Scene } from './scene.ts'
import { showIssue } from './show-issue.ts'
import { tellOf } from './tell-about-issue.ts'

/** What an issue that begins again no longer has; its history keeps all of it. */
export const begunAgain = {
  state: 'open',
  joinedInto: null,
  askedBy: null,
  struckOffOn: null,
  struckOffBy: null,
} as const

/** Its owner, unless they have left the school while it was not to be rectified. */
export async function ownerStillHere(tx: Tx, { owner }: Pick<KeptIssue, 'owner'>): Promise<PersonId | null> {
  return owner !== null && (await stillHere(tx, [owner])).has(owner) ? owner : null
}

/** What was struck off or no issue is one again, with a reason; its history goes on. */
export async function reopenIssue(scene: Scene, asked: Asked): Promise<Reply> {
  const held = await holdForMove(scene, asked, 'reopen')
  if (held.kind === 'refused') return held.reply
  if (asked.words === null) return (await refuse(scene, held, asked, 'reason-missing')).reply
  const owner = await ownerStillHere(scene.tx, held.issue)
  await stopFollowingMet(scene.tx, held.issue.id)
  const about = ownerChanged(held.issue.owner, owner)
  const issue = await moveHeld(scene, held, { ...begunAgain, owner }, { did: 'reopen', said: asked.words, about })
  await tellOf(scene, held.campaign, issue, issue.owner, issueNews.reopened)
  return showIssue(scene, held.campaign, issue, { toast: { kind: 'success', text: issueSaid.reopened } })
}
