import type { Card } from '#cards/card.ts'
import type { Press } from '#cards/press.ts'
import type { ChatId, MessageId, OpenId } from './domain/ids.ts'

/** All that can happen to the bot, in our words. Made by a transport from what it has verified; ids are the platform's. */
export type InboundEvent = MessageEvent | PressEvent | RosterEvent | IgnoredEvent

/** Somebody wrote to the bot: in private, or in a group with a mention (or in a thread, when the app may read all). */
export type MessageEvent = {
  readonly kind: 'message'
  /** The platform asks to claim messages by this id, not by the event's. */
  readonly message: MessageId
  readonly chat: ChatId
  readonly place: 'private' | 'group'
  readonly sender: OpenId
  readonly said: Said
  /** Everybody mentioned, the bot included; who the bot itself is, is decided later. */
  readonly mentions: readonly { readonly who: OpenId; readonly name: string }[]
  /** The first message of the thread or reply chain this one answers; null when it answers nothing. */
  readonly root: MessageId | null
  /** When it was sent. */
  readonly at: Date
}
/**
 * `text` comes with mention keys (`@_user_1`) replaced by nothing and otherwise as typed. A `post` has words, perhaps
 * none, and at least one thing attached.
 */
export type Said =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'post'; readonly text: string; readonly attached: readonly Attached[] }
  | Attached
  | { readonly kind: 'other'; readonly type: string }
export type Attached =
  | { readonly kind: 'file'; readonly name: string; readonly key: string }
  | { readonly kind: 'image'; readonly key: string }

/** Somebody used a card: a question that wants its answer within three seconds. */
export type PressEvent = {
  readonly kind: 'press'
  /** The event's id; a second delivery of the same press carries the same one. */
  readonly id: string
  /** Who pressed, as the platform vouches for it. Nothing in `press` or `form` is trusted for that. */
  readonly presser: OpenId
  /** Null: a button of a card from another release, or nothing of ours. */
  readonly press: Press | null
  /** Values of the form by control name; an empty optional one may be '', null, [] or absent. */
  readonly form: Readonly<Record<string, unknown>>
  readonly card: MessageId
  readonly chat: ChatId
}

/** Who is where has changed; claimed and queued like a message. */
export type RosterEvent =
  | {
      readonly kind: 'bot-added'
      readonly id: string
      readonly chat: ChatId
      readonly by: OpenId
      readonly name: string
    }
  | { readonly kind: 'bot-removed'; readonly id: string; readonly chat: ChatId }
  | { readonly kind: 'person-left'; readonly id: string; readonly person: OpenId }
  | { readonly kind: 'person-changed'; readonly id: string; readonly person: OpenId }
  | { readonly kind: 'menu'; readonly id: string; readonly person: OpenId; readonly key: string }

/** An event nobody subscribed to on purpose: acknowledged, so that the platform does not send it again. */
export type IgnoredEvent = { readonly kind: 'ignored'; readonly type: string }

/** What a press is answered with. Empty: the card stays as it is. */
export type Reply = {
  readonly toast?: { readonly kind: 'info' | 'success' | 'warning' | 'error'; readonly text: string }
  readonly card?: Card
  /** The card, where it is drawn only when what the press did is committed. */
  readonly draw?: () => Promise<Card>
}
