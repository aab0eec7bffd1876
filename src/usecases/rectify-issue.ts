import { issueNews, issueSaid } from '#cards/issue-words.ts'
import type { Campaign } from '#db/campaign.ts'
import { headsOf } from '#db/department.ts'
import type { KeptIssue } from '#db/issue.ts'
import { hasReported } from '#db/issue-entry.ts'
import { ownersSinceItBegan } from '#db/issue-owner.ts'
import { loadPerson } from '#db/person.ts'
import type { PersonId } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import { type Asked, holdForMove, moveHeld, refuse } from './hold-issue.ts'
import type { Scene } from './scene.ts'
import { showIssue } from './show-issue.ts'
import { tellLeaders, tellOf } from './tell-about-issue.ts'

/** The owner says how it goes; a leader may note it for them. */
export async function reportProgress(scene: Scene, asked: Asked): Promise<Reply> {
  const held = await holdForMove(scene, asked, 'report')
  if (held.kind === 'refused') return held.reply
  if (asked.words === null) return (await refuse(scene, held, asked, 'progress-missing')).reply
  const issue = await moveHeld(scene, held, {}, { did: 'report', said: asked.words })
  return showIssue(scene, held.campaign, issue, { toast: { kind: 'success', text: issueSaid.reported } })
}

/** The owner asks that it be struck off, saying what was done unless that was reported before; one person hears of it. */
export async function askStrikeOff(scene: Scene, asked: Asked): Promise<Reply> {
  const held = await holdForMove(scene, asked, 'ask-strike-off')
  if (held.kind === 'refused') return held.reply
  if (asked.words === null && !(await hasReported(scene.tx, held.issue.id))) {
    return (await refuse(scene, held, asked, 'done-missing')).reply
  }
  const change = { state: 'awaiting', askedBy: scene.who.id } as const
  const issue = await moveHeld(scene, held, change, { did: 'ask-strike-off', said: asked.words })
  await tellWhoLooks(scene, held.campaign, issue, issueNews.awaiting)
  return showIssue(scene, held.campaign, issue, { toast: { kind: 'success', text: issueSaid.asked } })
}

/** Its head, else the coordinator, each unless it is or was theirs; where it is both's the leading group, without names. */
export async function tellWhoLooks(scene: Scene, campaign: Campaign, issue: KeptIssue, news: string): Promise<void> {
  const had = (await ownersSinceItBegan(scene.tx, [issue.id])).get(issue.id)
  const mayLook = (person: PersonId) => person !== issue.askedBy && !had?.has(person)
  const heads = (await headsOf(scene.tx, [issue.department])).map((one) => one.person)
  const head = heads.find(mayLook)
  if (head !== undefined) return tellOf(scene, campaign, issue, head, news)
  const coordinator = await loadPerson(scene.tx, campaign.coordinator)
  if (mayLook(coordinator.id) && !coordinator.left) {
    return tellOf(scene, campaign, issue, coordinator.id, news)
  }
  return tellLeaders(scene, campaign, issue, news)
}
