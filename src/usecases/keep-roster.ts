import { helloCard } from '#cards/hello.ts'
import { botRemoved, coordinatorLeft, personLeft } from '#cards/words.ts'
import { assignedRows } from '#db/assignment.ts'
import { audit } from '#db/audit.ts'
import { campaignLedBy, campaignsOf } from '#db/campaign.ts'
import { markBotLeft, saveChat } from '#db/chat.ts'
import { findPerson, markLeft } from '#db/person.ts'
import type { Tx } from '#db/tx.ts'
import type { ChatId, OpenId } from '../domain/ids.ts'
import type { Deps } from './deps.ts'
import { post } from './post.ts'
import { showCard } from './scene.ts'
import { tellCoordinator } from './tell-coordinator.ts'

/** The bot was added to a group: one card that says what it does, and no more. */
export async function sayHello(tx: Tx, deps: Deps, chat: ChatId, name: string, key: string, now: Date): Promise<void> {
  await saveChat(tx, chat, name)
  const letter = {
    key: `${key}:hello`,
    target: { to: 'chat' as const, chat },
    content: showCard(helloCard({})),
    campaign: null,
    person: null,
  }
  await post(tx, deps.jobs, letter, now)
}

/** The bot was taken out of a group. Where that group leads a campaign, its coordinator has to know. */
export async function leaveChat(tx: Tx, deps: Deps, chat: ChatId, key: string, now: Date): Promise<void> {
  await markBotLeft(tx, chat, now)
  const led = await campaignLedBy(tx, chat)
  if (led === null || led.status === 'closed') return
  await tellCoordinator(tx, deps, led, { key: `${key}:removed`, text: botRemoved(led.title) }, now)
}

/**
 * Somebody left the school: they are asked nothing any more, and each coordinator hears once what has to be given to
 * somebody else; of a coordinator the leading group hears. Their answers, drafts and history stay.
 */
export async function personLeaves(tx: Tx, deps: Deps, openId: OpenId, key: string, now: Date): Promise<void> {
  const person = await findPerson(tx, openId)
  if (person === null || person.left) return
  const campaigns = (await campaignsOf(tx, person.id)).filter((one) => one.status !== 'closed')
  await markLeft(tx, person.id, now)
  for (const campaign of campaigns) {
    await audit(tx, 'person-left', person.id, campaign.id, {}, now)
    const own = await assignedRows(tx, campaign.id, { respondent: person.id })
    const open = own.filter((row) => row.means === null).length
    const lines = [
      ...(campaign.coordinator === person.id ? [coordinatorLeft(person.name, campaign.title)] : []),
      ...(open > 0 ? [personLeft(person.name, campaign.title, open)] : []),
    ]
    if (lines.length === 0) continue
    await tellCoordinator(tx, deps, campaign, { key: `${key}:left:${campaign.id}`, text: lines.join('\n') }, now)
  }
}
