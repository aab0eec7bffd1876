import { createHash } from 'node:crypto'
import type { EvidenceId, TrayId } from '#src/domain/ids.ts'
import type { PrivateMark } from '#src/domain/looks-private.ts'
import type { Attached } from '#src/events.ts'
import { type Outcome, settleEvidence } from '#src/usecases/settle-evidence.ts'
import type { Recorder, SentLetter, Where } from './recorder.ts'

/** What became of a piece, made up: kept, its content told from others by `of`. */
export function keptAs(kind: 'photo' | 'file', of: string, marks: readonly PrivateMark[] | null = null): Outcome {
  const sha256 = createHash('sha256').update(of).digest('hex')
  const imageKey = kind === 'photo' ? `img_${of}` : null
  const ending = kind === 'photo' ? 'jpg' : 'pdf'
  return { kind: 'kept', as: kind, ending, bytes: of.length, sha256, imageKey, marks }
}

/** Pieces that were sent and of which nothing is known yet, oldest first. */
export function arriving({ database }: Recorder): Promise<EvidenceId[]> {
  return database.db.transaction().execute(async (tx) => {
    const rows = await tx.selectFrom('evidence').select('id').where('state', '=', 'arriving').orderBy('id').execute()
    return rows.map((row) => row.id)
  })
}

/** What the job does at its end; what is sent because of it. */
export async function settle(world: Recorder, id: EvidenceId, outcome: Outcome | null): Promise<SentLetter[]> {
  const { database, deps, clock } = world
  await database.db.transaction().execute((tx) => settleEvidence(tx, deps, id, outcome, clock.now()))
  const before = world.sent.length
  // Nothing happens by it, but what was posted is collected.
  await world.press('nobody', null)
  return world.sent.slice(before)
}

/** Somebody opens a requirement and sends one thing for it, which is kept. */
export async function layEvidence(
  world: Recorder,
  who: string,
  no: number,
  sent: Attached = { kind: 'image', key: `key_${who}_${no}` },
  where: Where = {},
): Promise<{ readonly evidence: EvidenceId; readonly tray: TrayId; readonly letters: SentLetter[] }> {
  await world.say(who, `/start ${no}`, where)
  await world.send(who, sent, where)
  const [evidence, ...others] = await arriving(world)
  if (evidence === undefined || others.length > 0) throw new Error(`${who} has ${others.length} pieces more on the way`)
  const letters = await settle(world, evidence, keptAs(sent.kind === 'image' ? 'photo' : 'file', sent.key))
  const { tray } = await world.database.db
    .transaction()
    .execute((tx) => tx.selectFrom('evidence').select('tray').where('id', '=', evidence).executeTakeFirstOrThrow())
  return { evidence, tray, letters }
}
