import type { Transaction } from 'kysely'
import type { Card } from '#cards/card.ts'
import type { Database } from '#db/schema.ts'
import type { EvidenceKind, EvidenceRefusal } from './domain/evidence.ts'
import type { EvidenceList } from './domain/evidence-pack.ts'
import type { CampaignId, ChatId, DeliveryId, EvidenceId, FileId, MessageId, OpenId, PersonId } from './domain/ids.ts'
import type { PrivateMark } from './domain/looks-private.ts'
import type { PaperKind } from './domain/papers.ts'

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
  | { readonly kind: 'image'; readonly image: string }

/**
 * What has to be put into the messenger's store first: a paper of a summary by its version, the same version with who
 * stands behind it, a piece of evidence by its id, the index of all of it (`volume` null) or one volume of the pack, counted from 1.
 */
export type Paper =
  | { readonly kind: 'summary-file'; readonly version: number; readonly paper: PaperKind }
  | { readonly kind: 'trace'; readonly version: number }
  | { readonly kind: 'evidence'; readonly evidence: EvidenceId }
  | { readonly kind: 'evidence-list'; readonly list: EvidenceList; readonly volume: number | null }

/**
 * To whoever owes answers, to a head about their people, to the leading group about the week; the same two about what is
 * to be rectified; to whoever reviews about the answers that wait for them; to a group what it studies today.
 */
export type ReminderKind = 'private' | 'head' | 'weekly' | 'review' | 'issues' | 'issues-head' | 'study'

/** A message to be sent once this transaction has committed. */
export type Letter = {
  /** Says what this message is (`assigned:7:12:2026-11-23`): posted twice, it is still one message. */
  readonly key: string
  readonly target: Target | CardUpdate
  readonly content: Exclude<Content, { kind: 'file' | 'image' }> | Paper
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
  /** Puts a file in the messenger's store; the answer is what `Content` of kind `file` names. A flow may be read twice. */
  upload(name: string, file: Uint8Array | ByteFlow): Promise<string>
  /** Puts a photo there; the answer is what `Content` of kind `image` and the pictures of a card name. */
  uploadImage(bytes: Uint8Array): Promise<string>
}

/** Bytes that are never held all at once: how many there are, and all of them one after the other, each time anew. */
export type ByteFlow = { readonly bytes: number; readonly read: () => AsyncIterable<Uint8Array> }

/** Bytes that are there already, as if they came one after the other. */
export function flowOf(bytes: Uint8Array): ByteFlow {
  return {
    bytes: bytes.length,
    async *read() {
      yield bytes
    },
  }
}

/** What people sent with their messages. */
export interface Attachments {
  /**
   * Its bytes, whole or not at all; `too-large` when there are more than `most`, or more than the platform hands out.
   * Never holds more than `most` of them. Throws MessengerError, also when it breaks off half way.
   */
  fetch(
    message: MessageId,
    key: string,
    kind: EvidenceKind,
    most: number,
  ): Promise<Uint8Array<ArrayBuffer> | 'too-large'>
}

/** Where files are kept, by what is in them: the same bytes are kept once, whoever brings them. */
export interface FileStore {
  /** Keeps them for good, whole or not at all; answers their SHA-256. Throws NotKeptError. */
  keep(bytes: Uint8Array): Promise<string>
  /** Null when nothing is kept under this name. */
  read(sha256: string): Promise<Uint8Array | null>
  /** The same without holding it; nothing is opened before it is read. */
  open(sha256: string): Promise<ByteFlow | null>
}

/** The file store could not take something: no room, as a rule. Holds the system's code and nothing of the file. */
export class NotKeptError extends Error {
  readonly code: string
  constructor(code: string) {
    super(`a file could not be kept: ${code}`)
    this.name = 'NotKeptError'
    this.code = code
  }
}

/** What was found out about bytes that somebody sent; a photo's are new ones, without what its camera added. */
export type Examined =
  | {
      readonly kind: EvidenceKind
      readonly ending: string
      readonly bytes: Uint8Array
      /** What its words look as if they held; null: nobody can look inside by program. */
      readonly marks: readonly PrivateMark[] | null
    }
  | { readonly kind: 'refused'; readonly why: EvidenceRefusal }

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
  /** One person, also when they have left; null when this app may not see them, or nobody knows them any more. */
  person(who: OpenId): Promise<(DirectoryPerson & { readonly left: boolean }) | null>
}

/** Jobs by name with their payloads; each has its file in src/jobs. */
export type JobPayloads = {
  /** An event claimed in the inbox waits to be handled. */
  'handle-event': { readonly key: string }
  /** A delivery waits to be sent. */
  deliver: { readonly delivery: DeliveryId }
  /** The same of a reminder. Nobody waits for it, and hundreds fall due at once: answers are not queued behind them. */
  remind: { readonly delivery: DeliveryId }
  /** Something that was sent as evidence waits to be fetched, looked at and kept. */
  'keep-evidence': { readonly evidence: EvidenceId }
  /** A file for the bot's own tables waits to be fetched and read. */
  'read-file': { readonly file: FileId }
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
  /** The same for many of one kind at once, in their order: a round trip each would hold the transaction open for long. */
  enqueueAll<Name extends JobName>(
    tx: Transaction<Database>,
    name: Name,
    jobs: readonly { readonly payload: JobPayloads[Name]; readonly group: string }[],
  ): Promise<void>
}
