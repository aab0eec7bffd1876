import { type Kysely, sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { AssignmentId, CampaignId, DepartmentId, PersonId } from '#src/domain/ids.ts'

export type Rows = {
  readonly person: PersonId
  readonly campaign: CampaignId
  readonly department: DepartmentId
  readonly assignment: AssignmentId
}

let made = 0

/** A campaign in a chat of its own, with one requirement, given to one department and one person. */
export async function aCampaign(db: Kysely<Database>): Promise<Rows> {
  const name = `${++made}`
  const { rows } = await sql<Rows>`
    with
      someone as (insert into person (open_id, name) values (${`ou_row_${name}`}, '林老师') returning id),
      place as (insert into chat (id, name) values (${`oc_row_${name}`}, '领导小组') returning id),
      run as (
        insert into campaign (leading_chat, school, title, standard_id, standard_title, standard_document, ratings,
          coordinator, inspect_by, status, division, divided_on, created_at)
        select place.id, '第二实验小学', '整改年', 's', '标准', '文件', '[]', someone.id, '2026-11-30', 'open', '{}',
          '2026-11-01', '2026-11-01T00:00:00Z' from someone, place returning id),
      asked as (
        insert into requirement (campaign, no, duty_no, duty_title, task_no, task_title, title, text, evidence,
          suggested_department)
        select id, 1, 1, '职责', 1, '任务', '条款', '条文', '[]', '德育处' from run returning campaign, no),
      office as (
        insert into department (campaign, directory_id, name) select id, 'od_1', '德育处' from run returning id),
      given as (
        insert into assignment (campaign, requirement_no, department, respondent, assigned_on)
        select asked.campaign, asked.no, office.id, someone.id, '2026-11-02' from asked, office, someone returning id)
    select someone.id as person, run.id as campaign, office.id as department, given.id as assignment
    from someone, run, office, given`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('no row came back')
  return row
}
