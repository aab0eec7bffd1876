import { type Kysely, sql } from 'kysely'

/** What came in, what goes out, where a walk's card stands, and the papers made on the way. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table inbox (
      key text primary key,
      event jsonb,
      received_at timestamptz not null,
      handled_at timestamptz
    )`.execute(db)
  await sql`create index inbox_age on inbox (received_at)`.execute(db)
  await sql`
    create table delivery (
      id integer generated always as identity primary key,
      key text not null unique,
      campaign integer references campaign,
      person integer references person,
      target jsonb not null,
      content jsonb,
      file_key text,
      reminder text check (reminder in ('private', 'head', 'weekly')),
      state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed')),
      attempts integer not null default 0,
      first_tried_at timestamptz,
      queued_at timestamptz not null,
      done_at timestamptz,
      message text,
      why text,
      code integer,
      check ((state in ('sent', 'failed')) = (done_at is not null)),
      check (state <> 'failed' or why is not null)
    )`.execute(db)
  await sql`create index delivery_failed on delivery (campaign, person) where state = 'failed'`.execute(db)
  await sql`create index delivery_message on delivery (message) where message is not null`.execute(db)
  await sql`create index delivery_unfinished on delivery (queued_at) where state in ('queued', 'sending')`.execute(db)
  await sql`
    create table walk (
      person integer not null references person,
      campaign integer not null references campaign,
      assignment integer,
      chat text not null,
      root text,
      card text,
      card_delivery integer references delivery,
      card_sent_at timestamptz,
      touched_at timestamptz not null,
      primary key (person, campaign),
      foreign key (campaign, assignment) references assignment (campaign, id)
    )`.execute(db)
  await sql`create index walk_root on walk (root) where root is not null`.execute(db)
  await sql`create index walk_card on walk (card) where card is not null`.execute(db)
  await sql`create index walk_card_delivery on walk (card_delivery) where card_delivery is not null`.execute(db)
  await sql`create index walk_card_age on walk (card_sent_at) where card_sent_at is not null`.execute(db)
  await sql`
    create table sending_slot (
      lane text not null,
      at timestamptz not null default clock_timestamp()
    )`.execute(db)
  await sql`create index sending_slot_lane on sending_slot (lane, at)`.execute(db)
  await sql`
    create table reminder (
      campaign integer not null references campaign,
      person integer not null references person,
      day date not null,
      kind text not null check (kind in ('private', 'head')),
      origin text not null check (origin in ('schedule', 'hand')),
      primary key (campaign, person, day)
    )`.execute(db)
  // Two campaigns may want the same person on one day, at the same moment, in two processes.
  await sql`create unique index reminder_one_a_day on reminder (person, day) where kind = 'private'`.execute(db)
  await sql`
    create table summary (
      campaign integer not null references campaign,
      version integer not null check (version > 0),
      made_on date not null,
      made_by integer references person,
      total integer not null,
      answered integer not null check (answered between 0 and total),
      met integer not null check (met between 0 and answered),
      gaps jsonb not null check (jsonb_typeof(gaps) = 'array'),
      changes text,
      file_name text not null,
      state integer not null,
      file bytea not null,
      primary key (campaign, version)
    )`.execute(db)
}
