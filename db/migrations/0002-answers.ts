import { type Kysely, sql } from 'kysely'

/** Who answers what, what they have written so far and all they have submitted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table assignment (
      id integer generated always as identity primary key,
      campaign integer not null,
      requirement_no integer not null,
      department integer not null,
      respondent integer not null references person,
      assigned_on date not null,
      by_hand boolean not null default false,
      version integer not null default 0,
      answered_revision integer,
      unique (campaign, requirement_no),
      unique (campaign, id),
      foreign key (campaign, requirement_no) references requirement (campaign, no),
      foreign key (campaign, department) references department (campaign, id)
    )`.execute(db)
  await sql`create index assignment_respondent on assignment (respondent, campaign, requirement_no)`.execute(db)
  await sql`create index assignment_department on assignment (department)`.execute(db)
  await sql`
    create table draft (
      assignment integer primary key references assignment,
      rating text,
      fact text,
      shortcoming text,
      measure text,
      due date,
      evidence text,
      saved_by integer not null references person,
      saved_at timestamptz not null
    )`.execute(db)
  await sql`
    create table answer (
      assignment integer not null references assignment,
      revision integer not null check (revision > 0),
      rating text not null check (rating <> ''),
      means text not null check (means in ('met', 'partly', 'unmet', 'not-applicable')),
      fact text check (fact <> ''),
      shortcoming text check (shortcoming <> ''),
      measure text check (measure <> ''),
      due date,
      evidence text check (evidence <> ''),
      submitted_by integer not null references person,
      submitted_at timestamptz not null,
      primary key (assignment, revision),
      check (means not in ('met', 'not-applicable') or fact is not null),
      check (means not in ('partly', 'unmet') or shortcoming is not null),
      check (means in ('partly', 'unmet') or (shortcoming is null and measure is null and due is null))
    )`.execute(db)
  await sql`
    alter table assignment add foreign key (id, answered_revision) references answer (assignment, revision)
      deferrable initially deferred`.execute(db)
  await forbidChange(db, 'answer')
  await sql`
    create table audit (
      id integer generated always as identity primary key,
      at timestamptz not null,
      campaign integer references campaign,
      person integer references person,
      did text not null check (did <> ''),
      about jsonb not null
    )`.execute(db)
  await sql`create index audit_campaign on audit (campaign, id)`.execute(db)
  await forbidChange(db, 'audit')
}

/** History is only ever added to; the database itself refuses anything else. */
async function forbidChange(db: Kysely<unknown>, table: string): Promise<void> {
  await sql`
    create or replace function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% is append-only', tg_table_name;
    end $$`.execute(db)
  await sql`
    create trigger ${sql.id(`${table}_append_only`)} before update or delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db)
}
