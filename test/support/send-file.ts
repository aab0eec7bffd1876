import { findUnread, markRead } from '#db/incoming-file.ts'
import type { FileId, PlanId } from '#src/domain/ids.ts'
import { fileReaders } from '#src/file-readers.ts'
import { wordsOf } from './first-school.ts'
import type { Recorder, SentLetter } from './recorder.ts'
import { openIdOf } from './school-directory.ts'
import { workbook } from './workbook.ts'

/**
 * Somebody sends a file in private, and it is read as its job would; what they hear. Nothing is read of one that was
 * taken for evidence.
 */
export async function sendFile(world: Recorder, who: string, name: string, bytes: Uint8Array): Promise<SentLetter[]> {
  const heard = await world.send(who, { kind: 'file', key: `file_${name}`, name })
  const { db } = world.database
  const waiting = await db
    .transaction()
    .execute((tx) => tx.selectFrom('incoming_file').select(['id', 'purpose']).where('settled_at', 'is', null).execute())
  const readers = fileReaders(world.deps, world.clock.now)
  for (const { id, purpose } of waiting) {
    const act = await readers[purpose](bytes, name)
    await db.transaction().execute(async (tx) => {
      const file = await findUnread(tx, id as FileId)
      if (file === null) return
      await act(tx, file)
      await markRead(tx, file.id, world.clock.now())
    })
  }
  return [...heard, ...(await world.collect())]
}

/** A table of the division that gives requirement 17 to somebody, sent by a coordinator; its preview waits. */
export async function layPlan(world: Recorder, who: string, to: string): Promise<PlanId> {
  const rows = [
    ['条款编号', '责任人'],
    [17, to],
  ]
  const heard = await sendFile(world, who, '责任分工表.xlsx', await workbook(rows))
  const plan = await world.database.db
    .transaction()
    .execute((tx) =>
      tx
        .selectFrom('import_plan')
        .innerJoin('person', 'person.id', 'import_plan.person')
        .select(['import_plan.id', 'person.open_id'])
        .orderBy('import_plan.id', 'desc')
        .executeTakeFirst(),
    )
  if (plan?.open_id !== openIdOf(who)) throw new Error(`no preview for ${who}: ${heard.map(wordsOf).join()}`)
  return plan.id
}
