import { type Kysely, sql } from 'kysely'

/** The columns a school wants its tables to have; no row: the usual ones. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table table_template (
      campaign integer not null references campaign,
      kind text not null check (kind in ('self-rating', 'division', 'ledger')),
      columns jsonb not null check (jsonb_typeof(columns) = 'array' and jsonb_array_length(columns) > 0),
      primary key (campaign, kind)
    )`.execute(db)
}
