import { type Kysely, sql } from 'kysely'

/** Standards that leading groups brought in by a file; campaigns keep their copy in `requirement` as ever. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table own_standard (
      id integer generated always as identity primary key,
      chat text not null references chat,
      title text not null,
      document_number text not null,
      duties jsonb not null,
      ratings jsonb not null,
      by_person integer not null references person,
      at timestamptz not null,
      unique (chat, title)
    )`.execute(db)
}
