import type { PersonId } from '#src/domain/ids.ts'
import type { Recorder } from './recorder.ts'
import { openIdOf } from './school-directory.ts'

/** A person and the last hand-over of theirs: what a press about their share carries. */
export type Handing = { readonly person: PersonId; readonly seen: number }

export function handingOf({ database }: Recorder, who: string): Promise<Handing> {
  return database.db.transaction().execute(async (tx) => {
    const { id: person } = await tx
      .selectFrom('person')
      .select('id')
      .where('open_id', '=', openIdOf(who))
      .executeTakeFirstOrThrow()
    const made = await tx.selectFrom('hand_over').select('id').where('from_person', '=', person).execute()
    return { person, seen: Math.max(0, ...made.map((row) => row.id)) }
  })
}

/** Somebody new of 总务处 is given a requirement, and leaves. */
export async function leaveWithShare(world: Recorder, who: string, name: string, no: number): Promise<void> {
  world.directory.peopleTable.set(openIdOf(who), { name, in: ['总务处'] })
  await world.say('zhao', '/assign')
  await world.say('zhao', `/assign ${no} ${name}`)
  await leaveSchool(world, who)
}

/** Somebody is taken out of the directory and of all groups, and the platform says so. */
export function leaveSchool(world: Recorder, who: string, id = `left ${who}`) {
  world.directory.peopleTable.delete(openIdOf(who))
  for (const [chat, members] of world.directory.chats) {
    const others = members.filter((one) => one !== openIdOf(who))
    world.directory.chats.set(chat, others)
  }
  return world.happen({ kind: 'person-left', id, person: openIdOf(who) })
}
