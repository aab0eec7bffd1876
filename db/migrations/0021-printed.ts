import { type Kysely, sql } from 'kysely'

/** What a version printed, with what each sentence rests on; null: it was made before that was kept. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table summary add column printed jsonb check (jsonb_typeof(printed) = 'object')`.execute(db)
}
