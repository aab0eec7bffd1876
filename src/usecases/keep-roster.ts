import { helloCard } from '#cards/hello.ts'
import { botRemoved } from '#cards/words.ts'
import { campaignLedBy } from '#db/campaign.ts'
import { markBotLeft, saveChat } from '#db/chat.ts'
import type { Tx } from '#db/tx.ts'
import type { ChatId } from '../domain/ids.ts'
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
