import { type Kysely, sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Tx } from '#db/tx.ts'
import { loadCatalogues } from '#standards/catalogues.ts'

// A county as its database looks in the middle of a campaign, laid by statements over whole tables: one school more or
// less changes no row of another, so that what a command costs can be compared between a school and a county.

/** A working day with less than a week to go: reminders are due from 16:00 on. */
export const today = '2026-10-15'
const read = `timestamptz '${today} 10:00+08'`

export type CountyPlan = {
  readonly schools: number
  /** False: everything is assigned and nobody has answered, so everybody is to be reminded. */
  readonly answered: boolean
}

/** Of each school; the numbers of the whole county are these times its schools. */
export const peopleOf = 60
export const requirementsOf = 92
export const issuesOf = 40
/** Each keeps two or three requirements; the others lead, or only hear of things. */
export const respondentsOf = 40
export const departmentsOf = 8

/** The id of the `k`th person of a school (both from 1): 1 coordinates and heads a department, 50 to 57 lead. */
export const personOf = (school: number, k: number) => (school - 1) * peopleOf + k
export const openIdOf = (school: number, k: number) => `ou_laid_${personOf(school, k)}`
export const leadingGroupOf = (school: number) => `oc_lead_${school}`
export const assignmentOf = (school: number, no: number) => (school - 1) * requirementsOf + no
export const issueOf = (school: number, no: number) => (school - 1) * issuesOf + no

/** Fills a migrated, empty database and brings its statistics up to date. Needs a superuser: foreign keys are not checked. */
export async function layCounty(db: Kysely<Database>, plan: CountyPlan): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await layStandard(tx)
    for (const [table, rows] of Object.entries(tables(plan))) await lay(tx, table, rows)
  })
  await sql`analyze`.execute(db)
}

/** The text of a requirement is the real one; `laid_standard` is there for as long as the transaction. */
async function layStandard(tx: Tx): Promise<void> {
  const standard = loadCatalogues().find((one) => one.id === 'compulsory-education-2014-trial')
  if (standard === undefined) throw new Error('the edition of 92 requirements is not there')
  const rows = standard.duties.flatMap((duty) =>
    duty.tasks.flatMap((task) =>
      task.requirements.map((one) => ({ ...one, duty: [duty.no, duty.title], task: [task.no, task.title] })),
    ),
  )
  await sql`create temporary table laid_standard on commit drop as
    select one from jsonb_array_elements(${sql.lit(JSON.stringify(rows))}::jsonb) one`.execute(tx)
}

async function lay(tx: Tx, table: string, rows: string): Promise<void> {
  const columns = rows.slice(0, rows.indexOf(')') + 1)
  await sql`insert into ${sql.table(table)} ${sql.raw(columns)} overriding system value ${sql.raw(rows.slice(columns.length))}`.execute(
    tx,
  )
  const { rows: found } = await sql<{ sequence: string | null }>`
    select case when exists (
      select from information_schema.columns where table_name = ${table} and column_name = 'id' and is_identity = 'YES')
      then pg_get_serial_sequence(${table}, 'id') end as sequence`.execute(tx)
  const sequence = found[0]?.sequence ?? null
  if (sequence !== null) await sql`select setval(${sequence}, max(id)) from ${sql.table(table)}`.execute(tx)
}

/** For each table its columns and the query of its rows. `s` is a school, `k` a person in it, `no` counts within it. */
function tables({ schools, answered }: CountyPlan): Record<string, string> {
  const s = `generate_series(1, ${schools}) s`
  const each = (name: string, count: number) => `${s}, generate_series(1, ${count}) ${name}`
  const person = (k: string) => `(s - 1) * ${peopleOf} + ${k}`
  const assignment = (no: string) => `(s - 1) * ${requirementsOf} + ${no}`
  const issue = (no: string) => `(s - 1) * ${issuesOf} + ${no}`
  const respondent = person(`1 + (no - 1) % ${respondentsOf}`)
  const department = (k: string) => `(s - 1) * ${departmentsOf} + 1 + (${k} - 1) % ${departmentsOf}`
  const isAnswered = answered ? 'no % 11 <> 5' : 'false'
  const isShort = 'no % 2 = 0 and no <= 60'
  const words = (about: string, count: number) => `repeat('${about}', ${count})`
  const days = (count: string) => `${read} - ${count} * interval '1 day'`
  const state = `case when not (${isAnswered}) then 'open' when no % 3 = 0 then 'accepted' when no % 17 = 0 then 'returned' else 'submitted' end`
  const issueState = `case no % 8 when 0 then 'withdrawn' when 1 then 'awaiting' when 2 then 'open' when 3 then 'open' else 'struck-off' end`
  const isStruckOff = 'no % 8 >= 4'
  return {
    person: `(id, open_id, name) select ${person('k')}, 'ou_laid_' || ${person('k')}, '王老师' || k from ${each('k', peopleOf)}`,
    chat: `(id, name, members_read_at) select 'oc_lead_' || s, '领导小组', ${read} from ${s}
      union all select 'oc_staff_' || s, '全体教职工', ${read} from ${s}`,
    chat_member: `(chat, person) select 'oc_staff_' || s, ${person('k')} from ${each('k', peopleOf)}
      union all select 'oc_lead_' || s, ${person('k')} from ${each('k', peopleOf)} where k in (1, 2) or k between 50 and 57`,
    campaign: `(id, leading_chat, school, title, standard_id, standard_title, standard_document, ratings, coordinator,
      inspect_by, holidays, status, review, division, divided_on, created_at)
      select s, 'oc_lead_' || s, '第' || s || '小学', '对照整改年活动', 'compulsory-education-2014-trial', '义务教育学校管理标准（试行）',
        '教基一〔2014〕10号', '[{"word":"已达到","means":"met"},{"word":"部分达到","means":"partly"},{"word":"未达到","means":"unmet"},{"word":"不适用","means":"not-applicable"}]',
        ${person('1')}, '2026-10-19', '[]', 'open', case when s % 2 = 1 then 'head' else 'none' end,
        '{"departments":{},"spread":"members"}', '2026-09-14', ${days('31')} from ${s}`,
    requirement: `(campaign, no, duty_no, duty_title, task_no, task_title, title, text, evidence, suggested_department)
      select s, (one ->> 'no')::integer, (one -> 'duty' ->> 0)::integer, one -> 'duty' ->> 1, (one -> 'task' ->> 0)::integer,
        one -> 'task' ->> 1, one ->> 'title', one ->> 'text', one -> 'evidence', one ->> 'suggestedDepartment'
      from ${s}, laid_standard`,
    department: `(id, campaign, directory_id, name)
      select (s - 1) * ${departmentsOf} + d, s, 'od_' || s || '_' || d, (array['办公室','教务处','总务处','德育处','教科室','年级组','工会','安全办'])[d]
      from ${each('d', departmentsOf)}`,
    membership: `(department, person, is_head) select ${department('k')}, ${person('k')}, k <= ${departmentsOf} from ${each('k', peopleOf)}`,
    assignment: `(id, campaign, requirement_no, department, respondent, assigned_on, version, answered_revision, state)
      select ${assignment('no')}, s, no, ${department(`1 + (no - 1) % ${respondentsOf}`)}, ${respondent}, '2026-09-14', 3,
        case when ${isAnswered} then case when no % 10 = 1 then 2 else 1 end end, ${state}
      from ${each('no', requirementsOf)}`,
    answer: `(assignment, revision, rating, means, fact, shortcoming, measure, due, submitted_by, submitted_at)
      select ${assignment('no')}, revision, case when ${isShort} then '部分达到' else '已达到' end,
        case when ${isShort} then 'partly' else 'met' end, ${words('学校按要求建立制度并落实到人，', 8)},
        case when ${isShort} then ${words('部分台账不全，', 4)} end, case when ${isShort} then '由责任人补齐' end,
        case when ${isShort} then date '2026-10-20' end, ${respondent}, ${days('(no % 20)')}
      from ${each('no', requirementsOf)}, generate_series(1, 2) revision
      where (${isAnswered}) and (revision = 1 or no % 10 = 1)`,
    draft: `(assignment, rating, fact, saved_by, saved_at)
      select ${assignment('no')}, '已达到', ${words('学校按要求建立制度，', 4)}, ${respondent}, ${days('1')}
      from ${each('no', requirementsOf)} where not (${isAnswered}) and no % 2 = 1`,
    walk: `(person, campaign, assignment, chat, card, card_sent_at, touched_at)
      select ${person('k')}, s, ${assignment('k')}, 'oc_private_' || ${person('k')}, 'om_walk_' || ${person('k')}, ${days('(k % 5)')}, ${days('(k % 5)')}
      from ${each('k', respondentsOf)}`,
    review: `(assignment, revision, verdict, reason, by_person, at)
      select ${assignment('no')}, 1, case when no % 3 = 0 then 'accepted' else 'returned' end, case when no % 3 = 0 then null else '请写明时间' end,
        ${person('1')}, ${days('3')}
      from ${each('no', requirementsOf)} where (${isAnswered}) and (no % 3 = 0 or no % 17 = 0)`,
    review_told: `(delivery, assignment, revision)
      select (s - 1) * 500 + 1, ${assignment('no')}, 1 from ${each('no', requirementsOf)} where (${isAnswered}) and no % 3 <> 0 and no < 40`,
    review_walk: `(person, listed, decided, touched_at) select ${person('k')}, '', 3, ${days('1')} from ${each('k', departmentsOf)}`,
    issue: `(id, campaign, no, source, problem, measure, kind, department, owner, due, state, asked_by, struck_off_on, struck_off_by, opened_on)
      select ${issue('no')}, s, no, case when no <= 30 then 'self' else 'inspection' end, ${words('第' + "' || no || '" + '项台账不全，', 1)}, '由责任人补齐',
        case no % 3 when 0 then 'at-once' else 'by-date' end, ${department('no')}, ${person('no')}, date '2026-10-05' + no, ${issueState},
        case when no % 8 = 1 then ${person('no')} end, case when ${isStruckOff} then date '2026-10-12' end, case when ${isStruckOff} then ${person('50')} end,
        '2026-09-20'
      from ${each('no', issuesOf)}`,
    issue_requirement: `(issue, campaign, requirement_no, from_answer) select ${issue('no')}, s, 2 * no, true from ${each('no', 30)}`,
    issue_number: `(campaign, last) select s, ${issuesOf} from ${s}`,
    issue_support: `(issue, department) select ${issue('no')}, ${department('(no + 1)')} from ${each('no', issuesOf)} where no % 4 = 0`,
    issue_entry: `(issue, at, by_person, did, said, state, about)
      select ${issue('no')}, ${days('(20 - step)')}, ${person('no')}, (array['open', 'assign', 'report', 'report', 'ask-strike-off'])[step],
        case when step > 2 then '已补齐一半，其余下周完成' end, 'open', '{}'
      from ${each('no', issuesOf)}, generate_series(1, 5) step`,
    issue_reminder: `(issue, person, day, kind) select ${issue('no')}, ${person('no')}, '2026-10-09', 'private' from ${each('no', issuesOf)}`,
    reminder: `(campaign, person, day, kind, origin, about)
      select s, ${person('k')}, day, 'private', 'schedule', about
      from ${each('k', respondentsOf)}, (values (date '2026-10-09', 'issues')${answered ? ", (date '2026-10-12', 'answers')" : ''}) past (day, about)`,
    delivery: `(id, key, campaign, person, target, state, attempts, queued_at, done_at, message, why)
      select (s - 1) * 500 + n, 'laid:' || s || ':' || n, case when n % 2 = 0 then s end, ${person(`1 + n % ${peopleOf}`)},
        jsonb_build_object('to', 'person', 'person', 'ou_laid_' || ${person(`1 + n % ${peopleOf}`)}),
        case when n % 250 = 0 then 'failed' else 'sent' end, 1, ${days('(n % 30)')}, ${days('(n % 30)')}, 'om_laid_' || s || '_' || n,
        case when n % 250 = 0 then 'address' end
      from ${each('n', 500)}`,
    inbox: `(key, received_at, handled_at) select 'press:laid_' || s || '_' || n, ${days('(n % 30)')}, ${days('(n % 30)')} from ${each('n', 600)}`,
    audit: `(at, campaign, person, did, about) select ${days('(n % 30)')}, s, ${person(`1 + n % ${peopleOf}`)}, 'answer', '{"no":1}' from ${each('n', 400)}`,
    evidence_tray: `(id, campaign, person, chat, assignment, opened_at)
      select (s - 1) * 60 + n, s, ${person('n')}, 'oc_private_' || ${person('n')}, ${assignment('n')}, ${days('(n % 10)')} from ${each('n', 60)}`,
    stored_file: `(sha256, kind, ending, bytes, kept_at)
      select encode(sha256(convert_to(s || '/' || n, 'UTF8')), 'hex'), 'photo', 'jpg', 200000, ${days('(n % 10)')} from ${each('n', 120)}`,
    evidence: `(id, campaign, sent_by, kind, name, message, key, tray, state, sha256, received_at, settled_at)
      select (s - 1) * 120 + n, s, ${person('1 + (n - 1) % 60')}, 'photo', '照片' || n, 'om_sent_' || s || '_' || n, 'img_' || s || '_' || n,
        (s - 1) * 60 + 1 + (n - 1) % 60, 'kept', encode(sha256(convert_to(s || '/' || n, 'UTF8')), 'hex'), ${days('(n % 10)')}, ${days('(n % 10)')}
      from ${each('n', 120)}`,
    evidence_use: `(evidence, assignment, issue, used_by, used_at)
      select (s - 1) * 120 + n, case when n <= 100 then ${assignment('1 + (n - 1) % 92')} end, case when n > 100 then ${issue('n - 100')} end,
        ${person('1 + (n - 1) % 60')}, ${days('(n % 10)')} from ${each('n', 120)}`,
    hand_over: `(campaign, from_person, to_person, why, assignments, issues, by_person, at)
      select s, ${person('3')}, ${person('4')}, 'given', '[]', '[]', ${person('1')}, ${days('9')} from ${each('n', 3)}`,
    school_fact: `(campaign, field, value, by_person, at) select s, 'field' || n, to_jsonb(n), ${person('1')}, ${days('20')} from ${each('n', 10)}`,
    claim_confirmed: `(assignment, revision, by_person, at)
      select ${assignment('no')}, 1, ${person('1')}, ${days('1')} from ${each('no', 9)} where ${isAnswered}`,
    mend_request: `(assignment, revision, day, by_person)
      select ${assignment('no')}, 1, '2026-10-13', ${person('1')} from ${each('no', 9)} where ${isAnswered}`,
    study: `(campaign, chat, running) select s, 'oc_staff_' || s, s % 4 = 1 from ${s}`,
    study_item: `(campaign, day, item, chat, delivery) select s, date '2026-09-15' + n, n, 'oc_staff_' || s, (s - 1) * 500 + 100 + n from ${each('n', 20)}`,
    study_opening: `(campaign, item, person, day) select s, n, ${person('k')}, date '2026-09-15' + n from ${each('n', 20)}, generate_series(1, 30) k`,
    study_session: `(campaign, no, held_on, form, about, people, noted_by, noted_at)
      select s, n, '2026-09-16', '集中学习', '管理标准', 60, ${person('1')}, ${days('29')} from ${each('n', 3)}`,
    summary: `(campaign, version, made_on, total, answered, met, gaps, state) select s, 1, '2026-10-10', 92, 80, 50, '[]', 1 from ${s}`,
    summary_paper: `(campaign, version, kind, file_name, file)
      select s, 1, kind, kind || '.docx', convert_to(repeat(md5(s || kind), 64), 'UTF8') from ${s}, unnest(array['summary', 'self-rating', 'division', 'ledger']) kind`,
  }
}
