import type { Transaction } from 'kysely'
import type { Card } from '#cards/card.ts'
import type { Database } from '#db/schema.ts'
import type { CampaignId, ChatId, DeliveryId, MessageId, OpenId, PersonId } from './domain/ids.ts'

/** Where a message goes. A reply stands in the thread of the message it answers. */
export type Target =
  | { readonly to: 'person'; readonly person: OpenId }
  | { readonly to: 'chat'; readonly chat: ChatId }
  | { readonly to: 'thread'; readonly of: MessageId; readonly chat: ChatId }
/** A change of a card already sent. */
export type CardUpdate = { readonly to: 'card'; readonly message: MessageId; readonly chat: ChatId }

export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'file'; readonly file: string }

/** To whoever owes answers, to a head about their people, to the leading group about the week. */
export type ReminderKind = 'private' | 'head' | 'weekly'

/** A message to be sent once this transaction has committed. `file` names a summary by its version. */
export type Letter = {
  /** Says what this message is (`assigned:7:12:2026-11-23`): posted twice, it is still one message. */
  readonly key: string
  readonly target: Target | CardUpdate
  readonly content: Exclude<Content, { kind: 'file' }> | { readonly kind: 'summary-file'; readonly version: number }
  readonly campaign: CampaignId | null
  /** Whom it is for, so that the coordinator can be told when they cannot be reached. */
  readonly person: PersonId | null
  /** A reminder, of one kind or another: looked at once more when its turn comes, hours may lie between (design, flow 6). */
  readonly reminder?: ReminderKind
}

export type Sent = { readonly message: MessageId; readonly chat: ChatId }

/**
 * What may go wrong outside, by what to do about it (facts page, section 3.1): `again` soon, after `afterMs` if the
 * platform named a time; `unknown` – no answer came, it may have happened, repeat only under the same key; `address` –
 * this recipient cannot be reached; `content` – we built something it refuses; `gone` – the message is no longer there;
 * `settings` – a person has to change something in the console; `duplicate` – refused because it was sent already.
 */
export type TroubleKind = 'again' | 'unknown' | 'address' | 'content' | 'gone' | 'settings' | 'duplicate'

/** The one error for everything outside that failed. Holds no token, no body, nothing a person wrote. */
export class MessengerError extends Error {
  readonly kind: TroubleKind
  /** The platform's code; null when no answer came. */
  readonly code: number | null
  /** HTTP status; null when no answer came. */
  readonly status: number | null
  readonly afterMs: number | null
  constructor(
    kind: TroubleKind,
    about: string,
    code: number | null,
    status: number | null,
    afterMs: number | null = null,
  ) {
    super(`${about}: ${kind}${code === null ? '' : `, code ${code}`}${status === null ? '' : `, HTTP ${status}`}`)
    this.name = 'MessengerError'
    this.kind = kind
    this.code = code
    this.status = status
    this.afterMs = afterMs
  }
}

/** Sending. `key` (at most 50 characters) makes a second try the same message: the platform keeps it for an hour. */
export interface Messenger {
  /** The bot's own open_id, by which a mention of it is known. Cached after the first success. */
  self(): Promise<{ readonly bot: OpenId; readonly name: string }>
  send(target: Target, content: Content, key: string): Promise<Sent>
  /** Replaces a card this bot sent, at most 14 days old. */
  update(message: MessageId, card: Card): Promise<void>
  /** Puts a file in the messenger's store; the answer is what `Content` of kind `file` names. */
  upload(name: string, bytes: Uint8Array): Promise<string>
}

export type DirectoryDepartment = {
  readonly id: string
  readonly parent: string | null
  readonly name: string
  readonly head: OpenId | null
}
export type DirectoryPerson = { readonly person: OpenId; readonly name: string }

/** Reading who is who. All lists are whole (every page read) or an error. */
export interface Directory {
  /** Departments below `under` (null: everything this app may see), the whole subtree when `deep`. */
  departments(under: string | null, deep: boolean): Promise<DirectoryDepartment[]>
  /** People directly in a department, '0' being the root. */
  members(department: string): Promise<DirectoryPerson[]>
  chatMembers(chat: ChatId): Promise<DirectoryPerson[]>
  /** Those of the asked that this app may see; the others are silently missing, as on the platform. */
  people(who: readonly OpenId[]): Promise<DirectoryPerson[]>
}

/** Jobs by name with their payloads; each has its file in src/jobs. */
export type JobPayloads = {
  /** An event claimed in the inbox waits to be handled. */
  'handle-event': { readonly key: string }
  /** A delivery waits to be sent. */
  deliver: { readonly delivery: DeliveryId }
  /** The clock moved: whatever is due now (reminders, digests, closing, cards near their end). */
  tick: Record<string, never>
}
export type JobName = keyof JobPayloads

/** Queues a job in the caller's transaction: it exists exactly when the transaction commits. */
export interface Jobs {
  enqueue<Name extends JobName>(
    tx: Transaction<Database>,
    name: Name,
    payload: JobPayloads[Name],
    options?: {
      /** Jobs of one group run one after the other, in the order they were queued, across all processes. */
      readonly group?: string
    },
  ): Promise<void>
}
