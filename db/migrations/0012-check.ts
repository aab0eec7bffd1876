import { type Kysely, sql } from 'kysely'

/** What a school says of itself, what was confirmed before signing, and who was asked to look at an answer again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table school_fact (
      id integer generated always as identity primary key,
      campaign integer not null references campaign,
      field text not null check (field <> ''),
      -- How many, or that there are some; null: no longer said.
      value jsonb not null check (jsonb_typeof(value) in ('number', 'string', 'null')),
      by_person integer not null references person,
      at timestamptz not null
    )`.execute(db)
  await sql`create index school_fact_campaign on school_fact (campaign, field, id)`.execute(db)
  await sql`
    create trigger school_fact_append_only before update or delete on school_fact
      for each row execute function refuse_change()`.execute(db)
  // Of one revision: what is written anew is to be confirmed anew.
  await sql`
    create table claim_confirmed (
      assignment integer not null,
      revision integer not null,
      by_person integer not null references person,
      at timestamptz not null,
      primary key (assignment, revision),
      foreign key (assignment, revision) references answer (assignment, revision)
    )`.execute(db)
  await sql`
    create trigger claim_confirmed_append_only before update or delete on claim_confirmed
      for each row execute function refuse_change()`.execute(db)
  // Nobody is asked about the same answer twice a day.
  await sql`
    create table mend_request (
      assignment integer not null,
      revision integer not null,
      day date not null,
      by_person integer not null references person,
      primary key (assignment, revision, day),
      foreign key (assignment, revision) references answer (assignment, revision)
    )`.execute(db)
}
