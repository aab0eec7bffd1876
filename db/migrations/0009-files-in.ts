import { type Kysely, sql } from 'kysely'

/** Files that are no evidence but change the bot's tables: who was asked for one, which came, what would be done by them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // The last one they were asked for; asked again, it is that one.
  await sql`
    create table expected_file (
      person integer primary key references person,
      purpose text not null check (purpose in ('division', 'standard', 'template')),
      campaign integer references campaign,
      chat text,
      asked_at timestamptz not null,
      check (num_nonnulls(campaign, chat) = 1)
    )`.execute(db)
  await sql`
    create table incoming_file (
      id integer generated always as identity primary key,
      person integer not null references person,
      purpose text not null check (purpose in ('division', 'standard', 'template')),
      campaign integer references campaign,
      chat text,
      name text not null,
      message text not null,
      key text not null,
      received_at timestamptz not null,
      settled_at timestamptz,
      unique (message, key),
      check (num_nonnulls(campaign, chat) = 1)
    )`.execute(db)
  await sql`
    create table import_plan (
      id integer generated always as identity primary key,
      person integer not null references person,
      purpose text not null check (purpose in ('division', 'standard', 'template')),
      campaign integer references campaign,
      chat text,
      plan jsonb not null,
      -- Raised whenever its card is drawn anew with something else on it.
      version integer not null default 0,
      made_at timestamptz not null,
      settled_at timestamptz,
      outcome text check (outcome in ('confirmed', 'cancelled', 'replaced')),
      check (num_nonnulls(campaign, chat) = 1),
      check ((settled_at is null) = (outcome is null))
    )`.execute(db)
  // A newer file of the same kind takes the place of one that still waits.
  await sql`
    create unique index import_plan_waiting on import_plan (person, purpose) where settled_at is null`.execute(db)
}
