import type { PressOutcome } from '../client/press.ts'
import type { WireEntry } from '../wire.ts'
import type { CardJson } from '../world/world.ts'

/*
 * What the page in the browser and its server say to each other, as JSON. Only types: both sides import them.
 * Times are ISO strings in UTC; ids are the world's own.
 */

/** The same words in both languages of the page. */
export type Bilingual = { readonly zh: string; readonly en: string }

/** `GET /emulator/page/town`: who and what there is. */
export type Town = {
  readonly apps: readonly { readonly id: string; readonly botName: string; readonly botOpenId: string }[]
  readonly people: readonly TownPerson[]
  readonly clock: ClockFace
  /** What whoever opens the page may try first; empty when the program that started the emulator says nothing. */
  readonly suggestions: readonly Suggestion[]
}

export type TownPerson = {
  readonly id: string
  readonly name: string
  /** As in the directory; '' when it has none. */
  readonly jobTitle: string
  /** Names of departments, and of those this person heads. */
  readonly departments: readonly string[]
  readonly headOf: readonly string[]
  readonly resigned: boolean
  /** app id → open_id: cards name people by it. */
  readonly openIds: Readonly<Record<string, string>>
}

/**
 * `POST /emulator/page/clock`, `{ to }`: answers with the clock when everything that was due until then has happened.
 */
export type ClockFace = {
  readonly now: string
  /** Whether the program that started the emulator lets the clock be moved. */
  readonly movable: boolean
  readonly timeZone: string
  /** Times worth going to, such as the closing date; those that are over are left out. */
  readonly landmarks: readonly { readonly label: Bilingual; readonly at: string }[]
}

/** Something to try: be that person in that chat, with a text waiting in the input box (null: nothing to type). */
export type Suggestion = {
  readonly label: Bilingual
  readonly hint: Bilingual
  readonly person: string
  readonly chat: string
  readonly draft: string | null
}

/**
 * `GET /emulator/page/people/:person/chats`: the list on the left, newest first. `POST /emulator/page/people/:person/read`,
 * `{ chat }`: that chat was looked at to its end.
 */
export type ChatLine = {
  readonly id: string
  readonly kind: 'group' | 'private'
  readonly name: string
  /** The app of a private chat. */
  readonly appId: string | null
  /** Messages of others since this person last read the chat; threads count too. */
  readonly unread: number
  readonly last: { readonly from: string; readonly text: string; readonly at: string } | null
}

/**
 * `GET /emulator/page/chats/:chat/messages?person=&limit=&before=<n>` for the chat itself, with `thread=<thread id>` for one
 * thread: its root first, then its replies. Without `before` the newest; oldest first.
 */
export type Conversation = {
  readonly chat: {
    readonly id: string
    readonly kind: 'group' | 'private'
    readonly name: string
    readonly members: readonly string[]
    readonly apps: readonly string[]
    /** Why this person cannot write here; null when they can. */
    readonly closed: 'dissolved' | 'not-a-member' | 'resigned' | null
  }
  readonly messages: readonly PageMessage[]
  /** Whether there are older ones. */
  readonly more: boolean
}

export type PageMessage = {
  readonly id: string
  /** Its place in the order of sending. */
  readonly n: number
  /** Grows with every change of the message, its card or its thread. */
  readonly version: number
  /** Grows with every change of its card alone. */
  readonly cardVersion: number
  readonly chatId: string
  /** The thread it belongs to as a reply or opens as its root. */
  readonly threadId: string | null
  readonly rootId: string | null
  readonly from: { readonly kind: 'person' | 'app'; readonly id: string; readonly name: string }
  /** text, post, image, file, interactive, sticker, … */
  readonly kind: string
  /** What can be read of it without its card; '' when it was taken back. */
  readonly text: string
  readonly card: CardJson | null
  /** Whether the card is past its fourteen days and dead. */
  readonly expired: boolean
  readonly files: readonly PageFile[]
  readonly createdAt: string
  readonly deleted: boolean
  readonly edited: boolean
  /** What it answers outside a thread. */
  readonly quote: { readonly id: string; readonly from: string; readonly text: string } | null
  /** Set on the root of a thread. */
  readonly thread: { readonly id: string; readonly replies: number; readonly lastAt: string } | null
}

/** Its bytes are at `/emulator/page/files/<key>`: pictures to be shown, everything else as a download. */
export type PageFile = {
  readonly key: string
  readonly name: string
  readonly kind: 'image' | 'file'
  readonly size: number
}

/** `GET /emulator/page/live?person=&wire=1`: server-sent events, named as the keys, each with its value as JSON. */
export type Live = {
  /** New or changed, in a chat this person sees. */
  readonly message: PageMessage
  /** A line of the list on the left that is new or changed. */
  readonly chat: ChatLine
  /** A chat this person is no longer in. */
  readonly gone: { readonly id: string }
  /** People, departments or apps have changed: ask again. */
  readonly town: Record<string, never>
  /** The clock was moved, or is being moved. */
  readonly clock: ClockFace & { readonly moving: boolean }
  /** Only with `wire=1`. */
  readonly wire: WireEntry
}

/**
 * `POST /emulator/people/:person/press`. `button` is the path of an element as in `body.elements[2].columns[0].elements[1]`,
 * `seen` the `cardVersion` of the message that was looked at; a card that has changed since is not pressed (`stale`).
 */
export type PressAsk =
  | {
      readonly message: string
      readonly seen: number
      readonly button: string
      /** By the names of the controls; pickers without their offset: `2026-03-01`. */
      readonly form?: Readonly<Record<string, string | boolean | readonly string[]>>
    }
  | {
      readonly message: string
      readonly seen: number
      readonly control: string
      readonly value: string | boolean | readonly string[]
    }
export type { PressOutcome }

/** `POST /emulator/page/check-card`, body `{ card }`: whether the platform would take it. */
export type CardVerdict = {
  readonly problem: { readonly code: number; readonly path: string; readonly text: string } | null
}
