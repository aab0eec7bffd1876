import { type Kysely, sql } from 'kysely'

/** The ledger: every shortcoming followed to its end, with all that was ever done about it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table issue (
      id integer generated always as identity primary key,
      campaign integer not null references campaign,
      no integer not null check (no > 0),
      source text not null check (source in ('self', 'inspection', 'parents')),
      problem text not null check (problem <> ''),
      cause text check (cause <> ''),
      measure text check (measure <> ''),
      kind text not null check (kind in ('at-once', 'by-date', 'standing', 'needs-above')),
      above text check (above <> ''),
      department integer not null,
      owner integer references person,
      due date,
      state text not null check (state in ('open', 'awaiting', 'struck-off', 'withdrawn', 'joined')),
      joined_into integer,
      asked_by integer references person,
      struck_off_on date,
      struck_off_by integer references person,
      version integer not null default 0,
      opened_on date not null,
      unique (campaign, no),
      unique (campaign, id),
      foreign key (campaign, department) references department (campaign, id),
      foreign key (campaign, joined_into) references issue (campaign, id),
      check (kind <> 'needs-above' or above is not null),
      check ((state = 'joined') = (joined_into is not null)),
      check ((state = 'struck-off') = (struck_off_on is not null)),
      check ((state = 'struck-off') = (struck_off_by is not null)),
      check (state <> 'awaiting' or asked_by is not null),
      -- Nobody strikes off their own (design, flow 7).
      check (struck_off_by is null or (struck_off_by is distinct from owner and struck_off_by is distinct from asked_by))
    )`.execute(db)
  await sql`create index issue_owner on issue (owner) where state in ('open', 'awaiting')`.execute(db)
  await sql`
    create table issue_requirement (
      issue integer not null,
      campaign integer not null,
      requirement_no integer not null,
      -- Opened by what was answered to this requirement; false: linked by hand.
      from_answer boolean not null,
      -- The issue it goes back to when that one is parted from this one again.
      came_from integer,
      primary key (issue, requirement_no),
      foreign key (campaign, issue) references issue (campaign, id),
      foreign key (campaign, came_from) references issue (campaign, id),
      foreign key (campaign, requirement_no) references requirement (campaign, no)
    )`.execute(db)
  // The last number given in a campaign: two who open an issue at once come one after the other by this row alone.
  await sql`
    create table issue_number (
      campaign integer primary key references campaign,
      last integer not null check (last > 0)
    )`.execute(db)
  // One answer is followed by one issue.
  await sql`
    create unique index issue_of_answer on issue_requirement (campaign, requirement_no) where from_answer`.execute(db)
  await sql`
    create table issue_support (
      issue integer not null references issue,
      department integer not null references department,
      primary key (issue, department)
    )`.execute(db)
  await sql`
    create table issue_entry (
      id integer generated always as identity primary key,
      issue integer not null references issue,
      at timestamptz not null,
      by_person integer references person,
      did text not null check (did <> ''),
      -- What the person wrote: progress, a reason. What changed stands in about.
      said text check (said <> ''),
      state text not null check (state in ('open', 'awaiting', 'struck-off', 'withdrawn', 'joined')),
      about jsonb not null
    )`.execute(db)
  await sql`create index issue_entry_issue on issue_entry (issue, id)`.execute(db)
  await sql`
    create trigger issue_entry_append_only before update or delete on issue_entry
      for each row execute function refuse_change()`.execute(db)
  await sql`
    create table issue_reminder (
      issue integer not null references issue,
      person integer not null references person,
      day date not null,
      -- 'look': to whoever may strike it off, or has to find it an owner.
      kind text not null check (kind in ('private', 'head', 'look')),
      primary key (issue, person, day)
    )`.execute(db)
  // Which reminder it was: what somebody owes in answers is counted apart from what they owe in rectification.
  await sql`
    alter table reminder add column about text not null default 'answers' check (about in ('answers', 'issues'))`.execute(
    db,
  )
  await sql`alter table delivery drop constraint delivery_reminder_check`.execute(db)
  await sql`
    alter table delivery add constraint delivery_reminder_check
      check (reminder in ('private', 'head', 'weekly', 'review', 'issues', 'issues-head'))`.execute(db)
  // Where words and photos of a person go while an issue is open before them, as to a walk.
  await sql`
    create table issue_focus (
      person integer not null references person,
      campaign integer not null,
      issue integer not null,
      chat text not null,
      root text,
      touched_at timestamptz not null,
      primary key (person, campaign),
      foreign key (campaign, issue) references issue (campaign, id)
    )`.execute(db)
  await sql`alter table evidence_use add foreign key (issue) references issue`.execute(db)
  await openFromAnswers(db)
}

/**
 * What fell short before there was a ledger gets its issue as it would now: one for each answer that counts, in
 * catalogue order, with whoever answers for the requirement. Who has left the school owns nothing.
 */
async function openFromAnswers(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into issue
      (campaign, no, source, problem, measure, kind, department, owner, due, state, opened_on)
    select assignment.campaign,
      row_number() over (partition by assignment.campaign order by assignment.requirement_no),
      'self', answer.shortcoming, answer.measure,
      case when answer.due <= (answer.submitted_at at time zone 'Asia/Shanghai')::date + 7 then 'at-once'
        else 'by-date' end,
      assignment.department,
      case when person.left_at is null then person.id end, answer.due, 'open',
      (answer.submitted_at at time zone 'Asia/Shanghai')::date
    from assignment
    join answer on answer.assignment = assignment.id and answer.revision = assignment.answered_revision
    join person on person.id = assignment.respondent
    where answer.shortcoming is not null
    order by assignment.campaign, assignment.requirement_no`.execute(db)
  // The numbers were given in the order of the requirements, so they lead back to them.
  const followed = sql`
    select assignment.campaign, assignment.requirement_no, answer.submitted_by, answer.submitted_at,
      row_number() over (partition by assignment.campaign order by assignment.requirement_no) as no
    from assignment
    join answer on answer.assignment = assignment.id and answer.revision = assignment.answered_revision
    where answer.shortcoming is not null`
  await sql`
    insert into issue_requirement (issue, campaign, requirement_no, from_answer)
    select issue.id, issue.campaign, followed.requirement_no, true
    from (${followed}) followed join issue on issue.campaign = followed.campaign and issue.no = followed.no`.execute(db)
  await sql`
    insert into issue_entry (issue, at, by_person, did, state, about)
    select issue.id, followed.submitted_at, followed.submitted_by, 'open', 'open',
      jsonb_build_object('requirements', jsonb_build_array(followed.requirement_no))
    from (${followed}) followed join issue on issue.campaign = followed.campaign and issue.no = followed.no
    order by issue.id`.execute(db)
}
