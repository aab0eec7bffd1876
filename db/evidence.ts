import { type QueryCreator, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { EvidenceKind, EvidenceRefusal, Landing } from '#src/domain/evidence.ts'
import type { AssignmentId, CampaignId, EvidenceId, IssueId, MessageId, PersonId, TrayId } from '#src/domain/ids.ts'
import type { IssueState } from '#src/domain/issue.ts'
import type { PrivateMark } from '#src/domain/looks-private.ts'
import type { AnswerState } from '#src/domain/review.ts'
import type { Tray } from './evidence-tray.ts'
import type { Database } from './schema.ts'
import type { Tx } from './tx.ts'

/** A piece that lies with a requirement or an issue now. */
export type EvidencePiece = {
  readonly id: EvidenceId
  readonly assignment: AssignmentId | null
  readonly issue: IssueId | null
  readonly kind: EvidenceKind
  readonly name: string
  /** Of a photo, in the messenger's store, to be shown in private cards; null when it could not be put there. */
  readonly imageKey: string | null
  readonly sentBy: PersonId
}

/** A piece as it was sent, for whoever fetches it. */
export type SentPiece = {
  readonly id: EvidenceId
  readonly tray: TrayId
  readonly kind: EvidenceKind
  readonly name: string
  readonly message: MessageId
  readonly key: string
  readonly state: 'arriving' | 'kept' | 'refused'
}

/**
 * What lies with these assignments and issues, all in one question, in the order in which it was given to them. Only
 * what is kept: neither what is still arriving nor what was taken back.
 */
export async function evidenceOf(
  tx: Tx,
  of: { readonly assignments?: readonly AssignmentId[]; readonly issues?: readonly IssueId[] },
): Promise<EvidencePiece[]> {
  const { assignments = [], issues = [] } = of
  if (assignments.length + issues.length === 0) return []
  return lying(tx)
    .where((eb) =>
      eb.or([
        ...(assignments.length === 0 ? [] : [eb('used.assignment', 'in', [...assignments])]),
        ...(issues.length === 0 ? [] : [eb('used.issue', 'in', [...issues])]),
      ]),
    )
    .orderBy('used.id')
    .execute()
}

/** For a statement that selects from `assignment`: what lies with it, as evidenceOf has it, as one value. */
export function piecesOf(db: QueryCreator<Database>) {
  return jsonArrayFrom(
    lying(db).where('used.assignment', '=', sql.ref<AssignmentId>('assignment.id')).orderBy('used.id'),
  )
}

function lying(db: QueryCreator<Database>) {
  return db
    .selectFrom('evidence_use as used')
    .innerJoin('evidence', 'evidence.id', 'used.evidence')
    .select([
      'evidence.id',
      'used.assignment',
      'used.issue',
      'evidence.kind',
      'evidence.name',
      'evidence.image_key as imageKey',
      'evidence.sent_by as sentBy',
    ])
    .where('used.ended_at', 'is', null)
    .where('evidence.state', '=', 'kept')
}

/** Notes what somebody sent, as arriving, with what it is for. A piece noted before is not noted again. */
export async function insertPieces(
  tx: Tx,
  tray: Tray,
  sent: readonly {
    readonly kind: EvidenceKind
    readonly name: string
    readonly message: MessageId
    readonly key: string
  }[],
  landing: Landing,
  now: Date,
): Promise<EvidenceId[]> {
  const { campaign, person } = tray
  const rows = await tx
    .insertInto('evidence')
    .values(sent.map((one) => ({ ...one, campaign, sent_by: person, tray: tray.id, ...arriving, received_at: now })))
    .onConflict((clash) => clash.columns(['message', 'key']).doNothing())
    .returning('id')
    .execute()
  const ids = rows.map(({ id }) => id)
  await addUses(tx, ids, [landing], person, now)
  return ids
}

const arriving = { why: null, sha256: null, image_key: null, settled_at: null }

export async function findPiece(tx: Tx, id: EvidenceId): Promise<SentPiece | null> {
  const row = await tx
    .selectFrom('evidence')
    .select(['id', 'tray', 'kind', 'name', 'message', 'key', 'state'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** A kept piece, to be sent to somebody; null when it is none. */
export async function findKept(
  tx: Tx,
  id: EvidenceId,
): Promise<{ kind: EvidenceKind; name: string; sha256: string; imageKey: string | null } | null> {
  const row = await tx
    .selectFrom('evidence')
    .select(['kind', 'name', 'sha256', 'image_key as imageKey'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined || row.sha256 === null ? null : { ...row, sha256: row.sha256 }
}

/** The key of this content in the messenger's store, if it was put there before. */
export async function imageKeyOf(tx: Tx, sha256: string): Promise<string | null> {
  const row = await tx
    .selectFrom('evidence')
    .select('image_key as imageKey')
    .where('sha256', '=', sha256)
    .where('image_key', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row?.imageKey ?? null
}

/** Whether the same content lies already where this piece is to lie. */
export async function liesThere(tx: Tx, id: EvidenceId, sha256: string): Promise<boolean> {
  const row = await tx
    .selectFrom('evidence_use as mine')
    .innerJoin('evidence_use as other', (join) =>
      join.on((eb) =>
        eb.or([eb('other.assignment', '=', eb.ref('mine.assignment')), eb('other.issue', '=', eb.ref('mine.issue'))]),
      ),
    )
    .innerJoin('evidence', 'evidence.id', 'other.evidence')
    .select('other.id')
    .where('mine.evidence', '=', id)
    .where('mine.ended_at', 'is', null)
    .where('other.ended_at', 'is', null)
    .where('evidence.sha256', '=', sha256)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** What was found to be good: its content is noted once, whoever sent it. */
export async function markKept(
  tx: Tx,
  id: EvidenceId,
  kept: {
    readonly kind: EvidenceKind
    readonly ending: string
    readonly bytes: number
    readonly sha256: string
    readonly imageKey: string | null
    readonly marks: readonly PrivateMark[] | null
  },
  now: Date,
): Promise<void> {
  const { kind, ending, bytes, sha256, imageKey } = kept
  const marks = kept.marks === null ? null : [...kept.marks]
  await tx
    .insertInto('stored_file')
    .values({ sha256, kind, ending, bytes, marks, kept_at: now })
    // Kept before anybody looked inside: now somebody has.
    .onConflict((clash) => clash.column('sha256').doUpdateSet({ marks }).where('stored_file.marks', 'is', null))
    .execute()
  await tx
    .updateTable('evidence')
    .set({ state: 'kept', kind, sha256, image_key: imageKey, settled_at: now })
    .where('id', '=', id)
    .execute()
}

/** A refused piece is evidence of nothing. */
export async function markRefused(tx: Tx, id: EvidenceId, why: EvidenceRefusal, now: Date): Promise<void> {
  const row = await tx
    .updateTable('evidence')
    .set({ state: 'refused', why, settled_at: now })
    .where('id', '=', id)
    .returning('sent_by as sentBy')
    .executeTakeFirstOrThrow()
  await endUses(tx, [id], null, row.sentBy, now)
}

/** Gives pieces to assignments or issues; where one lies already it stays. */
export async function addUses(
  tx: Tx,
  pieces: readonly EvidenceId[],
  landings: readonly Landing[],
  by: PersonId,
  now: Date,
): Promise<void> {
  const rows = pieces.flatMap((evidence) =>
    landings.map((landing) => ({
      evidence,
      assignment: 'assignment' in landing ? landing.assignment : null,
      issue: 'issue' in landing ? landing.issue : null,
      used_by: by,
      used_at: now,
      ended_by: null,
      ended_at: null,
    })),
  )
  if (rows.length === 0) return
  await tx
    .insertInto('evidence_use')
    .values(rows)
    .onConflict((clash) => clash.doNothing())
    .execute()
}

/** Takes pieces back, from these assignments or (null) from everything. That they were there stays known. */
export async function endUses(
  tx: Tx,
  pieces: readonly EvidenceId[],
  assignments: readonly AssignmentId[] | null,
  by: PersonId,
  now: Date,
): Promise<void> {
  if (pieces.length === 0 || assignments?.length === 0) return
  let ending = tx
    .updateTable('evidence_use')
    .set({ ended_by: by, ended_at: now })
    .where('evidence', 'in', [...pieces])
    .where('ended_at', 'is', null)
  if (assignments !== null) ending = ending.where('assignment', 'in', [...assignments])
  await ending.execute()
}

/** One place where a piece lies, and who decides about that. */
export type Use = {
  readonly id: number
  readonly evidence: EvidenceId
  readonly tray: TrayId
  readonly campaign: CampaignId
  readonly sentBy: PersonId
  readonly assignment: AssignmentId | null
  readonly assignmentState: AnswerState | null
  readonly respondent: PersonId | null
  readonly issue: IssueId | null
  readonly issueState: IssueState | null
  readonly owner: PersonId | null
}

/** Where a piece lies now; empty when it was taken back, or never kept. */
export async function usesOf(tx: Tx, evidence: EvidenceId): Promise<Use[]> {
  return tx
    .selectFrom('evidence_use as used')
    .innerJoin('evidence', 'evidence.id', 'used.evidence')
    .leftJoin('assignment', 'assignment.id', 'used.assignment')
    .leftJoin('issue', 'issue.id', 'used.issue')
    .select([
      'used.id',
      'used.evidence',
      'evidence.tray',
      'evidence.campaign',
      'evidence.sent_by as sentBy',
      'used.assignment',
      'assignment.state as assignmentState',
      'assignment.respondent',
      'used.issue',
      'issue.state as issueState',
      'issue.owner',
    ])
    .where('used.evidence', '=', evidence)
    .where('used.ended_at', 'is', null)
    .orderBy('used.id')
    .execute()
}

/** Ends these uses: what they say was so until now. */
export async function endUsesById(tx: Tx, uses: readonly number[], by: PersonId, now: Date): Promise<void> {
  if (uses.length === 0) return
  await tx
    .updateTable('evidence_use')
    .set({ ended_by: by, ended_at: now })
    .where('id', 'in', [...uses])
    .where('ended_at', 'is', null)
    .execute()
}

/** The campaign a piece was sent to; null when there is none such. */
export async function campaignOfPiece(tx: Tx, id: EvidenceId): Promise<CampaignId | null> {
  const row = await tx.selectFrom('evidence').select('campaign').where('id', '=', id).executeTakeFirst()
  return row?.campaign ?? null
}
