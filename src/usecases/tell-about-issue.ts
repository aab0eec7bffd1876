import type { Campaign } from '#db/campaign.ts'
import type { KeptIssue } from '#db/issue.ts'
import { loadPerson, type Person } from '#db/person.ts'
import type { ChatId, PersonId } from '../domain/ids.ts'
import type { Target } from '../ports.ts'
import { rolesIn } from './issue-roles.ts'
import { drawIssue } from './issue-view.ts'
import { post } from './post.ts'
import { type Scene, showCard } from './scene.ts'

/**
 * An issue's card to one person in private, with the news it brings: drawn for them, as they may do other things about
 * it than whoever acts now. Whoever acts is told by the answer, and whoever has left by nobody.
 */
export async function tellOf(
  scene: Scene,
  campaign: Campaign,
  issue: KeptIssue,
  whom: PersonId | null,
  note: string,
): Promise<void> {
  if (whom === null || whom === scene.who.id) return
  const person = await loadPerson(scene.tx, whom)
  if (person.left) return
  const theirs = inTheirChat(scene, person)
  const card = await drawIssue(theirs, campaign, issue, await rolesIn(theirs, campaign, issue), { note })
  await send(scene, campaign, issue, { to: 'person', person: person.openId }, person.id, card)
}

/** The same before the leading group, where everybody is a leader and nobody is named. */
export async function tellLeaders(scene: Scene, campaign: Campaign, issue: KeptIssue, note: string): Promise<void> {
  const group: Scene = { ...scene, place: 'group', chat: campaign.leadingChat }
  const roles = { owner: false, head: false, leads: true, concerned: true, asker: false, hadIt: false }
  const card = await drawIssue(group, campaign, issue, roles, { note })
  await send(scene, campaign, issue, { to: 'chat', chat: campaign.leadingChat }, null, card)
}

/** Somebody's private chat: what stands for it is the person. */
function inTheirChat(scene: Scene, who: Person): Scene {
  return { ...scene, who, chat: who.openId as string as ChatId, place: 'private' }
}

async function send(
  scene: Scene,
  campaign: Campaign,
  issue: KeptIssue,
  target: Target,
  person: PersonId | null,
  card: Parameters<typeof showCard>[0],
): Promise<void> {
  // Its version makes it this news of this issue: however often the press comes, it is told once.
  const key = `issue:${issue.id}:${issue.version}:${person ?? 'leaders'}`
  await post(
    scene.tx,
    scene.deps.jobs,
    { key, target, content: showCard(card), campaign: campaign.id, person },
    scene.now,
  )
}
