import { type Kysely, sql } from 'kysely'

/** Photos and files that people sent: whence each came, what became of it, what it is evidence of. Their bytes are elsewhere. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table stored_file (
      sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
      kind text not null check (kind in ('photo', 'file')),
      ending text not null check (ending ~ '^[a-z0-9]{1,5}$'),
      bytes integer not null check (bytes > 0),
      kept_at timestamptz not null
    )`.execute(db)
  // What somebody sent in one go is told of by one card.
  await sql`
    create table evidence_tray (
      id integer generated always as identity primary key,
      campaign integer not null references campaign,
      person integer not null references person,
      chat text not null,
      root text,
      assignment integer references assignment,
      issue integer,
      delivery integer references delivery,
      -- Raised by every change of what its card shows; a card shows the one it was drawn from.
      version integer not null default 0,
      opened_at timestamptz not null,
      check (num_nonnulls(assignment, issue) = 1)
    )`.execute(db)
  await sql`create index evidence_tray_person on evidence_tray (person, id)`.execute(db)
  await sql`create index evidence_tray_delivery on evidence_tray (delivery)`.execute(db)
  await sql`
    create table evidence (
      id integer generated always as identity primary key,
      campaign integer not null references campaign,
      sent_by integer not null references person,
      kind text not null check (kind in ('photo', 'file')),
      name text not null check (name <> ''),
      message text not null,
      key text not null,
      tray integer not null references evidence_tray,
      state text not null default 'arriving' check (state in ('arriving', 'kept', 'refused')),
      why text check (why <> ''),
      sha256 text references stored_file,
      -- The cleaned photo in the messenger's store, to be shown in private cards.
      image_key text,
      received_at timestamptz not null,
      settled_at timestamptz,
      unique (message, key),
      check ((state = 'arriving') = (settled_at is null)),
      check ((state = 'kept') = (sha256 is not null)),
      check ((state = 'refused') = (why is not null))
    )`.execute(db)
  await sql`create index evidence_tray_pieces on evidence (tray)`.execute(db)
  await sql`create index evidence_content on evidence (sha256)`.execute(db)
  // Ended, not deleted: that something was there, who took it away and when, stays known.
  await sql`
    create table evidence_use (
      id integer generated always as identity primary key,
      evidence integer not null references evidence,
      assignment integer references assignment,
      issue integer,
      used_by integer not null references person,
      used_at timestamptz not null,
      ended_by integer references person,
      ended_at timestamptz,
      check (num_nonnulls(assignment, issue) = 1),
      check ((ended_by is null) = (ended_at is null))
    )`.execute(db)
  await sql`
    create unique index evidence_use_once on evidence_use (evidence, assignment) where assignment is not null and ended_at is null`.execute(
    db,
  )
  await sql`
    create unique index evidence_use_once_issue on evidence_use (evidence, issue) where issue is not null and ended_at is null`.execute(
    db,
  )
  await sql`create index evidence_use_assignment on evidence_use (assignment) where ended_at is null`.execute(db)
  await sql`create index evidence_use_issue on evidence_use (issue) where ended_at is null`.execute(db)
}
