import { type Kysely, sql } from 'kysely'

/** How the standard is studied: an item a day to a group, who opened it, and the sessions that were held. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table study (
      campaign integer primary key references campaign,
      chat text not null references chat,
      -- False: stopped, or every item has been sent.
      running boolean not null,
      version integer not null default 1
    )`.execute(db)
  await sql`create index study_running on study (campaign) where running`.execute(db)
  // One item of the standard a day, whoever's clock it is; whether it arrived is the delivery's to say.
  await sql`
    create table study_item (
      campaign integer not null references campaign,
      day date not null,
      item integer not null,
      chat text not null references chat,
      delivery integer not null references delivery,
      primary key (campaign, day)
    )`.execute(db)
  // Kept by person to count each of them once for an item; only the number is ever shown.
  await sql`
    create table study_opening (
      campaign integer not null references campaign,
      item integer not null,
      person integer not null references person,
      day date not null,
      primary key (campaign, item, person)
    )`.execute(db)
  await sql`
    create table study_session (
      campaign integer not null references campaign,
      no integer not null check (no > 0),
      held_on date not null,
      form text not null check (form <> ''),
      about text not null check (about <> ''),
      people integer check (people > 0),
      noted_by integer not null references person,
      noted_at timestamptz not null,
      withdrawn_by integer references person,
      withdrawn_at timestamptz,
      primary key (campaign, no),
      check ((withdrawn_by is null) = (withdrawn_at is null))
    )`.execute(db)
  await sql`alter table delivery drop constraint delivery_reminder_check`.execute(db)
  await sql`
    alter table delivery add constraint delivery_reminder_check
      check (reminder in ('private', 'head', 'weekly', 'review', 'issues', 'issues-head', 'study'))`.execute(db)
}
