import { issueNews, issueSaid } from '#cards/issue-words.ts'
import type { Reply } from '../events.ts'
import { askRatingsAgain } from './ask-ratings-again.ts'
import { type Asked, holdForMove, moveHeld, refuse } from './hold-issue.ts'
import type { Scene } from './scene.ts'
import { showIssue } from './show-issue.ts'
import { tellOf } from './tell-about-issue.ts'

/**
 * Somebody who neither owns it nor asked confirms that it is done (design, flow 7). What it covered is rated again by
 * whoever answers for it.
 */
export async function strikeOff(scene: Scene, asked: Asked): Promise<Reply> {
  const held = await holdForMove(scene, asked, 'strike-off')
  if (held.kind === 'refused') return held.reply
  const change = { state: 'struck-off', struckOffOn: scene.today, struckOffBy: scene.who.id } as const
  const issue = await moveHeld(scene, held, change, { did: 'strike-off', said: asked.words })
  const { answers, people } = await askRatingsAgain(scene, held.campaign, issue)
  if (issue.owner !== null && !people.has(issue.owner)) {
    await tellOf(scene, held.campaign, issue, issue.owner, issueNews['struck-off'])
  }
  const text = answers === 0 ? issueSaid['struck-off'] : issueSaid['struck-off-asking'](answers)
  return showIssue(scene, held.campaign, issue, { toast: { kind: 'success', text } })
}

/** Not done yet, with a reason that its owner gets in private. */
export async function returnIssue(scene: Scene, asked: Asked): Promise<Reply> {
  const held = await holdForMove(scene, asked, 'return')
  if (held.kind === 'refused') return held.reply
  if (asked.words === null) return (await refuse(scene, held, asked, 'reason-missing')).reply
  const issue = await moveHeld(scene, held, { state: 'open' }, { did: 'return', said: asked.words })
  await tellOf(scene, held.campaign, issue, issue.owner, issueNews.returned)
  return showIssue(scene, held.campaign, issue, { toast: { kind: 'success', text: issueSaid.returned } })
}
