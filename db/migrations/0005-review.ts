import { type Kysely, sql } from 'kysely'

/** Who looks at answers before they stand, where each answer is on that way, and every verdict ever given. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table campaign add column review text not null default 'none'
      check (review in ('none', 'head', 'coordinator'))`.execute(db)
  await sql`
    alter table assignment add column state text not null default 'open'
      check (state in ('open', 'submitted', 'returned', 'accepted'))`.execute(db)
  await sql`update assignment set state = 'submitted' where answered_revision is not null`.execute(db)
  await sql`alter table assignment add check ((state = 'open') = (answered_revision is null))`.execute(db)
  await sql`
    create table review (
      id integer generated always as identity primary key,
      assignment integer not null,
      revision integer not null,
      verdict text not null check (verdict in ('accepted', 'returned', 'asked-again')),
      reason text check (reason <> ''),
      by_person integer references person,
      at timestamptz not null,
      foreign key (assignment, revision) references answer (assignment, revision),
      check (verdict <> 'returned' or (reason is not null and by_person is not null))
    )`.execute(db)
  await sql`create index review_assignment on review (assignment, id)`.execute(db)
  await sql`
    create trigger review_append_only before update or delete on review
      for each row execute function refuse_change()`.execute(db)
  // Which answers a reviewer has been told of, and by which letter: a letter that failed has told nobody.
  await sql`
    create table review_told (
      delivery integer not null references delivery,
      assignment integer not null,
      revision integer not null,
      primary key (delivery, assignment),
      foreign key (assignment, revision) references answer (assignment, revision)
    )`.execute(db)
  await sql`create index review_told_answer on review_told (assignment, revision)`.execute(db)
  // What a reviewer has before them, so that words are about just that: the card's answer, or the list's.
  await sql`
    create table review_walk (
      person integer primary key references person,
      assignment integer references assignment,
      seen integer,
      listed text,
      decided integer not null check (decided >= 0),
      touched_at timestamptz not null,
      check ((assignment is null) = (seen is null))
    )`.execute(db)
  await sql`alter table delivery drop constraint delivery_reminder_check`.execute(db)
  await sql`
    alter table delivery add constraint delivery_reminder_check
      check (reminder in ('private', 'head', 'weekly', 'review'))`.execute(db)
  await sql`
    create table hand_over (
      id integer generated always as identity primary key,
      campaign integer not null references campaign,
      from_person integer not null references person,
      to_person integer references person,
      why text not null check (why in ('left', 'away', 'given')),
      assignments jsonb not null check (jsonb_typeof(assignments) = 'array'),
      issues jsonb not null check (jsonb_typeof(issues) = 'array'),
      by_person integer references person,
      at timestamptz not null
    )`.execute(db)
  await sql`create index hand_over_campaign on hand_over (campaign, id)`.execute(db)
  await sql`
    create trigger hand_over_append_only before update or delete on hand_over
      for each row execute function refuse_change()`.execute(db)
}
