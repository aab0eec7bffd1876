import { type Kysely, sql } from 'kysely'

/** What the words of a kept file look as if they held. Null: nobody looked inside, as into all that was kept before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table stored_file add column marks text[] check (marks <@ array['identity', 'phone'])`.execute(db)
}
