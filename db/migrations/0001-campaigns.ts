import { type Kysely, sql } from 'kysely'

/** People, chats, campaigns with their snapshot of the standard, departments and the division of work. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table person (
      id integer generated always as identity primary key,
      open_id text not null unique,
      name text not null,
      left_at timestamptz
    )`.execute(db)
  await sql`
    create table chat (
      id text primary key,
      name text not null,
      bot_left_at timestamptz,
      members_read_at timestamptz
    )`.execute(db)
  await sql`
    create table chat_member (
      chat text not null references chat,
      person integer not null references person,
      primary key (chat, person)
    )`.execute(db)
  await sql`create index chat_member_person on chat_member (person)`.execute(db)
  await sql`
    create table campaign (
      id integer generated always as identity primary key,
      leading_chat text not null references chat,
      school text not null check (school <> ''),
      title text not null check (title <> ''),
      standard_id text not null,
      standard_title text not null,
      standard_document text not null,
      ratings jsonb not null check (jsonb_typeof(ratings) = 'array'),
      coordinator integer not null references person,
      inspect_by date not null,
      remind_hour integer not null default 16 check (remind_hour between 9 and 17),
      holidays jsonb not null default '[]' check (jsonb_typeof(holidays) = 'array'),
      status text not null check (status in ('preparing', 'open', 'closed')),
      division jsonb not null,
      division_seen integer not null default 0,
      divided_on date,
      remind_on date,
      directory_gap text check (directory_gap in ('directory-unread', 'school-not-found', 'not-of-school')),
      created_at timestamptz not null,
      check (status = 'preparing' or divided_on is not null or status = 'closed')
    )`.execute(db)
  // One chat leads one campaign at a time: /progress there must know which is meant.
  await sql`create unique index campaign_live_per_chat on campaign (leading_chat) where status <> 'closed'`.execute(db)
  await sql`create index campaign_coordinator on campaign (coordinator)`.execute(db)
  await sql`create index campaign_live on campaign (inspect_by) where status <> 'closed'`.execute(db)
  await sql`
    create table requirement (
      campaign integer not null references campaign,
      no integer not null check (no > 0),
      duty_no integer not null check (duty_no > 0),
      duty_title text not null,
      task_no integer not null check (task_no > 0),
      task_title text not null,
      title text not null check (title <> ''),
      text text not null,
      evidence jsonb not null check (jsonb_typeof(evidence) = 'array'),
      suggested_department text not null,
      primary key (campaign, no)
    )`.execute(db)
  await sql`
    create table department (
      id integer generated always as identity primary key,
      campaign integer not null references campaign,
      directory_id text not null,
      name text not null check (name <> ''),
      gone_at timestamptz,
      unique (campaign, directory_id),
      unique (campaign, id)
    )`.execute(db)
  await sql`
    create table membership (
      department integer not null references department,
      person integer not null references person,
      is_head boolean not null,
      primary key (department, person)
    )`.execute(db)
  await sql`create index membership_person on membership (person)`.execute(db)
}
