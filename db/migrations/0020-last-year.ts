import { type Kysely, sql } from 'kysely'

/** Which earlier campaign's answers are shown, which requirement asks what one of it asked, and what was confirmed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table campaign add column earlier integer references campaign check (earlier < id)`.execute(db)
  // Worked out when the campaign is chosen: a press of a card only looks it up.
  await sql`
    create table earlier_requirement (
      campaign integer not null,
      requirement_no integer not null,
      from_campaign integer not null,
      from_requirement_no integer not null,
      primary key (campaign, requirement_no),
      unique (campaign, from_requirement_no),
      foreign key (campaign, requirement_no) references requirement (campaign, no),
      foreign key (from_campaign, from_requirement_no) references requirement (campaign, no),
      check (from_campaign < campaign)
    )`.execute(db)
  // The very revision somebody had before them when they said that it is still so.
  await sql`
    alter table answer
      add column from_assignment integer,
      add column from_revision integer,
      add constraint answer_from foreign key (from_assignment, from_revision) references answer (assignment, revision),
      add constraint answer_from_whole check ((from_assignment is null) = (from_revision is null)),
      add constraint answer_from_other check (from_assignment <> assignment)`.execute(db)
}
