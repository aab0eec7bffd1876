import type { EvidenceKind, EvidenceRefusal, Landing } from '#src/domain/evidence.ts'
import type {
  AssignmentId,
  CampaignId,
  ChatId,
  DeliveryId,
  EvidenceId,
  IssueId,
  MessageId,
  PersonId,
  TrayId,
} from '#src/domain/ids.ts'
import type { PrivateMark } from '#src/domain/looks-private.ts'
import type { Tx } from './tx.ts'

/** What somebody sent for one requirement or issue in one go, told of by one card. */
export type Tray = {
  readonly id: TrayId
  readonly campaign: CampaignId
  readonly person: PersonId
  readonly chat: ChatId
  /** First message of the thread it was sent in; null in private. */
  readonly root: MessageId | null
  /** Where it landed, whatever its pieces were given to since. Exactly one of the two. */
  readonly assignment: AssignmentId | null
  readonly issue: IssueId | null
  readonly delivery: DeliveryId | null
  readonly version: number
  readonly openedAt: Date
}

/** A piece on a tray. */
export type TrayPiece = {
  readonly id: EvidenceId
  readonly kind: EvidenceKind
  readonly name: string
  readonly state: 'arriving' | 'kept' | 'refused'
  readonly why: EvidenceRefusal | null
  readonly imageKey: string | null
  /** What was found inside; empty also where nobody could look. */
  readonly marks: readonly PrivateMark[]
  /** What it is evidence of now; kept with none: taken back. */
  readonly assignments: readonly AssignmentId[]
  readonly issues: readonly IssueId[]
}

const columns = ['id', 'campaign', 'person', 'chat', 'root', 'assignment', 'issue', 'delivery', 'version'] as const

/**
 * Loads a tray and holds it until the transaction ends, after the campaign and what it landed on: two pieces that settle at
 * once the second sees the first.
 */
export async function lockTray(tx: Tx, id: TrayId): Promise<Tray | null> {
  return first(trays(tx).where('id', '=', id).forNoKeyUpdate())
}

/** The last tray somebody opened in this place. `landing` null: wherever it landed. */
export async function lastTray(
  tx: Tx,
  person: PersonId,
  place: { readonly chat: ChatId; readonly root: MessageId | null },
  landing: Landing | null,
): Promise<Tray | null> {
  let found = trays(tx).where('person', '=', person).where('chat', '=', place.chat).orderBy('id', 'desc').limit(1)
  found = place.root === null ? found.where('root', 'is', null) : found.where('root', '=', place.root)
  if (landing !== null) {
    found =
      'issue' in landing ? found.where('issue', '=', landing.issue) : found.where('assignment', '=', landing.assignment)
  }
  return first(found)
}

/** Like lockTray without holding it: to know what has to be held first. */
export async function findTray(tx: Tx, id: TrayId): Promise<Tray | null> {
  return first(trays(tx).where('id', '=', id))
}

/** The tray whose card a message is; null when it is none's. */
export async function trayOfCard(tx: Tx, card: MessageId): Promise<{ id: TrayId; person: PersonId } | null> {
  const row = await tx
    .selectFrom('evidence_tray')
    .innerJoin('delivery', 'delivery.id', 'evidence_tray.delivery')
    .select(['evidence_tray.id', 'evidence_tray.person'])
    .where('delivery.message', '=', card)
    .executeTakeFirst()
  return row ?? null
}

export async function openTray(
  tx: Tx,
  tray: Pick<Tray, 'campaign' | 'person' | 'chat' | 'root'>,
  landing: Landing,
  now: Date,
): Promise<Tray> {
  const { id } = await tx
    .insertInto('evidence_tray')
    .values({ ...tray, ...columnsOf(landing), delivery: null, opened_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { ...tray, ...columnsOf(landing), id, delivery: null, version: 0, openedAt: now }
}

/** What its card shows has changed: cards drawn before are old. Answers the tray as it is now. */
export async function raiseTray(tx: Tx, tray: Tray): Promise<Tray> {
  const version = tray.version + 1
  await tx.updateTable('evidence_tray').set({ version }).where('id', '=', tray.id).execute()
  return { ...tray, version }
}

/** Remembers the letter that brings the tray's card; null: its card has become another's. */
export async function saveTrayCard(tx: Tx, id: TrayId, delivery: DeliveryId | null): Promise<void> {
  await tx.updateTable('evidence_tray').set({ delivery }).where('id', '=', id).execute()
}

/** Where the tray's card is: its message once it has arrived, `on-its-way`, or null when there is none. */
export async function trayCard(tx: Tx, tray: Tray): Promise<MessageId | 'on-its-way' | null> {
  if (tray.delivery === null) return null
  const row = await tx
    .selectFrom('delivery')
    .select(['state', 'message'])
    .where('id', '=', tray.delivery)
    .executeTakeFirst()
  if (row?.state === 'queued' || row?.state === 'sending') return 'on-its-way'
  return row?.message ?? null
}

/** Everything on a tray, in the order in which it came. */
export async function trayPieces(tx: Tx, tray: TrayId): Promise<TrayPiece[]> {
  const rows = await tx
    .selectFrom('evidence')
    .leftJoin('evidence_use as used', (join) =>
      join.onRef('used.evidence', '=', 'evidence.id').on('used.ended_at', 'is', null),
    )
    .leftJoin('stored_file', 'stored_file.sha256', 'evidence.sha256')
    .select([
      'evidence.id',
      'evidence.kind',
      'evidence.name',
      'evidence.state',
      'evidence.why',
      'evidence.image_key as imageKey',
      'used.assignment',
      'used.issue',
      'stored_file.marks',
    ])
    .where('evidence.tray', '=', tray)
    .orderBy('evidence.id')
    .orderBy('used.id')
    .execute()
  return [...Map.groupBy(rows, (row) => row.id).values()].flatMap((same) => {
    const [row] = same
    if (row === undefined) return []
    const { assignment: _, issue: __, why, marks, ...piece } = row
    const assignments = same.flatMap(({ assignment }) => assignment ?? [])
    return [
      {
        ...piece,
        why: why as EvidenceRefusal | null,
        marks: marks ?? [],
        assignments,
        issues: same.flatMap(({ issue }) => issue ?? []),
      },
    ]
  })
}

function trays(tx: Tx) {
  return tx.selectFrom('evidence_tray').select([...columns, 'opened_at as openedAt'])
}

async function first(query: ReturnType<typeof trays>): Promise<Tray | null> {
  return (await query.executeTakeFirst()) ?? null
}

function columnsOf(landing: Landing): { assignment: AssignmentId | null; issue: IssueId | null } {
  return 'issue' in landing
    ? { assignment: null, issue: landing.issue }
    : { assignment: landing.assignment, issue: null }
}
