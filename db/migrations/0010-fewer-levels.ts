import { type Kysely, sql } from 'kysely'

/** A standard may lack tasks, or duties, or both: its requirements then stand in none. A number and its title go together. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table requirement
      alter column duty_no drop not null,
      alter column duty_title drop not null,
      alter column task_no drop not null,
      alter column task_title drop not null,
      add check ((duty_no is null) = (duty_title is null)),
      add check ((task_no is null) = (task_title is null))`.execute(db)
}
