import { issueNews, issueSaid } from '#cards/issue-words.ts'
import type { Reply } from '../events.ts'
import { type Asked, holdForMove, moveHeld, refuse } from './hold-issue.ts'
import type { Scene } from './scene.ts'
import { showIssue } from './show-issue.ts'
import { tellOf } from './tell-about-issue.ts'

/** No issue after all, with a reason: what was struck out is never struck off (decision 0024). */
export async function withdrawIssue(scene: Scene, asked: Asked): Promise<Reply> {
  const held = await holdForMove(scene, asked, 'withdraw')
  if (held.kind === 'refused') return held.reply
  if (asked.words === null) return (await refuse(scene, held, asked, 'reason-missing')).reply
  const issue = await moveHeld(scene, held, { state: 'withdrawn' }, { did: 'withdraw', said: asked.words })
  await tellOf(scene, held.campaign, issue, issue.owner, issueNews.withdrawn)
  return showIssue(scene, held.campaign, issue, { toast: { kind: 'success', text: issueSaid.withdrawn } })
}
