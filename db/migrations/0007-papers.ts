import { type Kysely, sql } from 'kysely'

/** Every version has several papers; how their headings are numbered; and what a version said, for the next to compare. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table summary_paper (
      campaign integer not null,
      version integer not null,
      kind text not null check (kind <> ''),
      file_name text not null,
      file bytea not null,
      primary key (campaign, version, kind),
      foreign key (campaign, version) references summary (campaign, version)
    )`.execute(db)
  await sql`
    insert into summary_paper (campaign, version, kind, file_name, file)
      select campaign, version, 'summary', file_name, file from summary`.execute(db)
  await sql`
    create trigger summary_paper_append_only before update or delete on summary_paper
      for each row execute function refuse_change()`.execute(db)
  await sql`alter table summary drop column file_name, drop column file`.execute(db)
  await sql`alter table summary add column says jsonb`.execute(db)
  await sql`
    alter table campaign add column numbering text not null default 'runs-on'
      check (numbering in ('runs-on', 'standard'))`.execute(db)
}
