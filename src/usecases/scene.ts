import type { Card } from '#cards/card.ts'
import { type Refusal, refusals, said } from '#cards/words.ts'
import type { Person } from '#db/person.ts'
import type { Tx } from '#db/tx.ts'
import type { HeldAssignment } from '#db/walk-scene.ts'
import type { Day } from '../domain/day.ts'
import type { ChatId, DeliveryId, MessageId, OpenId } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import type { Content, Target } from '../ports.ts'
import type { Deps } from './deps.ts'
import { post } from './post.ts'

/** Who does something, where, when, and the transaction in which all of it happens. The platform vouches for the rest. */
export type Scene = {
  readonly tx: Tx
  readonly deps: Deps
  readonly now: Date
  /** `now` as the school's day. */
  readonly today: Day
  readonly who: Person
  readonly chat: ChatId
  readonly place: 'private' | 'group'
  /** What makes this event this event; keys of its letters begin with it. */
  readonly key: string
  readonly via: Pressed | Said
}
/** Pressed on a card; `held`: what the press answers, held as it came in; null where it does something else. */
type Pressed = { readonly kind: 'press'; readonly card: MessageId; readonly held: HeldAssignment | null }
/**
 * Said in words, or by the clock in somebody's place: the message (null where none was written), when it was sent, the
 * first of its thread (null when it stands in none), and whom else it mentions.
 */
type Said = {
  readonly kind: 'message'
  readonly message: MessageId | null
  readonly sentAt: Date | null
  readonly root: MessageId | null
  readonly mentioned: readonly OpenId[]
}

/** Nothing was done, and a sentence says why: a toast to a press, a line of text to a message. */
export function refused(why: Refusal): Reply {
  return { toast: { kind: 'warning', text: refusals[why] } }
}

/** Where an answer to a message goes: in private to the person, in a group to the chat or into the message's thread. */
export function here(scene: Scene, how: 'chat' | 'thread'): Target {
  if (scene.place === 'private') return { to: 'person', person: scene.who.openId }
  const of = scene.via.kind === 'press' ? null : (scene.via.root ?? scene.via.message)
  return how === 'chat' || of === null ? { to: 'chat', chat: scene.chat } : { to: 'thread', of, chat: scene.chat }
}

/** Posts something that answers this scene; `part` tells several letters of one scene apart. */
export async function answer(
  scene: Scene,
  part: string,
  target: Target,
  content: Exclude<Content, { kind: 'file' | 'image' }>,
): Promise<DeliveryId | null> {
  const letter = { key: `${scene.key}:${part}`, target, content, campaign: null, person: scene.who.id }
  return post(scene.tx, scene.deps.jobs, letter, scene.now)
}

export function showCard(card: Card): Extract<Content, { kind: 'card' }> {
  return { kind: 'card', card }
}

/** Asked before everybody, answered to the asker alone; those around see only that. */
export async function answerAside(scene: Scene, part: string, card: Card): Promise<Reply> {
  await answer(scene, part, { to: 'person', person: scene.who.openId }, showCard(card))
  return { toast: { kind: 'info', text: said.privately } }
}
