import { type Kysely, sql } from 'kysely'

/** Who heads the leading group and who stands in for them, as the coordinator said it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table campaign
      add column head integer references person,
      add column deputies integer[] not null default '{}' check (head is null or head <> all (deputies))`.execute(db)
}
