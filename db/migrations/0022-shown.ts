import { type Kysely, sql } from 'kysely'

/** What a walk's card shows of an earlier answer, and which earlier answer somebody took into their draft. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table walk
      add column shown_seen integer,
      add column shown_assignment integer,
      add column shown_revision integer,
      add constraint walk_shown foreign key (shown_assignment, shown_revision) references answer (assignment, revision),
      add constraint walk_shown_whole
        check (num_nulls(shown_seen, shown_assignment, shown_revision) in (0, 3))`.execute(db)
  await sql`
    alter table draft
      add column taken_assignment integer,
      add column taken_revision integer,
      add column taken_by integer references person,
      add constraint draft_taken foreign key (taken_assignment, taken_revision) references answer (assignment, revision),
      add constraint draft_taken_whole check (num_nulls(taken_assignment, taken_revision, taken_by) in (0, 3))`.execute(
    db,
  )
}
