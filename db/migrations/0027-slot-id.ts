import { type Kysely, sql } from 'kysely'

/** Each row can be told by whoever booked it: to say when the call came at the latest, or that there was none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sending_slot add column id integer generated always as identity primary key`.execute(db)
}
