import { helloCard } from '#cards/hello.ts'
import { personLeft } from '#cards/words.ts'
import { assignedRows } from '#db/assignment.ts'
import { audit } from '#db/audit.ts'
import { campaignsOf } from '#db/campaign.ts'
import { markBotLeft, saveChat } from '#db/chat.ts'
import { findPerson, loadPerson, markLeft } from '#db/person.ts'
import type { Tx } from '#db/tx.ts'
import type { ChatId, OpenId } from '../domain/ids.ts'
import type { Deps } from './deps.ts'
import { post } from './post.ts'
import { showCard } from './scene.ts'

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

export async function leaveChat(tx: Tx, chat: ChatId, now: Date): Promise<void> {
  await markBotLeft(tx, chat, now)
}

/**
 * Somebody left the school: they are asked nothing any more, and each coordinator hears once what has to be given to
 * somebody else. Their answers, drafts and history stay.
 */
export async function personLeaves(tx: Tx, deps: Deps, openId: OpenId, key: string, now: Date): Promise<void> {
  const person = await findPerson(tx, openId)
  if (person === null || person.left) return
  const campaigns = (await campaignsOf(tx, person.id)).filter((one) => one.status === 'open')
  await markLeft(tx, person.id, now)
  for (const campaign of campaigns) {
    await audit(tx, 'person-left', person.id, campaign.id, {}, now)
    const own = await assignedRows(tx, campaign.id, { respondent: person.id })
    const open = own.filter((row) => row.means === null).length
    if (open === 0 || campaign.coordinator === person.id) continue
    const coordinator = await loadPerson(tx, campaign.coordinator)
    await post(
      tx,
      deps.jobs,
      {
        key: `${key}:left:${campaign.id}`,
        target: { to: 'person', person: coordinator.openId },
        content: { kind: 'text', text: personLeft(person.name, campaign.title, open) },
        campaign: campaign.id,
        person: coordinator.id,
      },
      now,
    )
  }
}
