import { sql } from 'kysely'
import type { Press } from '#cards/press.ts'
import type { AssignmentId, IssueId } from '#src/domain/ids.ts'
import type { IssueState } from '#src/domain/issue.ts'
import type { AnswerState } from '#src/domain/review.ts'
import { Crash } from '#test/support/crash.ts'
import { campaignOf, openDivided } from '#test/support/first-school.ts'
import type { Recorder } from '#test/support/recorder.ts'

/** Who presses: a coordinator, a leader, a leader who heads a department, a head, two who answer, and strangers. */
export const cast = ['zhao', 'wu', 'qian', 'sun', 'lin', 'li', 'zhou', 'chen'] as const
export type Who = (typeof cast)[number]
export const names: Readonly<Record<Who, string>> = {
  zhao: '赵主任',
  wu: '吴校长',
  qian: '钱主任',
  sun: '孙主任',
  lin: '林老师',
  li: '李老师',
  zhou: '周主任',
  chen: '陈老师',
}
/** lin's, li's, two of qian's own and one of sun's. */
export const nos = [17, 18, 19, 20, 1, 25] as const

/** What the tables say, as one who looks from outside would read it. */
export type Seen = {
  readonly answers: ReadonlyMap<
    number,
    {
      id: AssignmentId
      version: number
      state: AnswerState
      respondent: string
      /** Who was first to submit the words that count now; null: nobody. */
      author: string | null
      department: string
      /** How much has happened to it: revisions and verdicts. */
      happened: number
    }
  >
  readonly issues: readonly {
    id: IssueId
    no: number
    version: number
    state: IssueState
    owner: string | null
    asker: string | null
    department: string
    /** The number of the one it went into. */
    into: number | null
    covers: string | null
  }[]
}

/** A school whose heads review, with four requirements of two teachers of 教务处. */
export async function openModelSchool(): Promise<Recorder> {
  const world = await openDivided()
  await world.say('zhao', '/assign 19 李老师')
  await world.say('zhao', '/assign 20 李老师')
  const { id } = await campaignOf(world)
  await world.database.db
    .transaction()
    .execute((tx) => sql`update campaign set review = 'head' where id = ${id}`.execute(tx))
  await world.keep()
  return world
}

export async function look(world: Recorder, campaign: number): Promise<Seen> {
  return world.database.db.transaction().execute(async (tx) => {
    const answers = await sql<{
      no: number
      id: AssignmentId
      version: number
      state: AnswerState
      respondent: string
      author: string | null
      department: string
      happened: number
    }>`
      select requirement_no as no, a.id, version, state, substr(p.open_id, 4) as respondent, department.name as department,
        (select substr(w.open_id, 4) from answer now join answer first on first.assignment = now.assignment
            and (first.rating, first.fact, first.shortcoming, first.measure, first.due, first.evidence)
              is not distinct from (now.rating, now.fact, now.shortcoming, now.measure, now.due, now.evidence)
          join person w on w.id = first.submitted_by
          where now.assignment = a.id and now.revision = a.answered_revision order by first.revision limit 1) as author,
        coalesce(answered_revision, 0) + (select count(*)::int from review where assignment = a.id) as happened
      from assignment a join person p on p.id = a.respondent join department on department.id = a.department
      where a.campaign = ${campaign} and requirement_no = any(${sql.lit(`{${nos.join(',')}}`)}::int[])`.execute(tx)
    const issues = await sql<Seen['issues'][number]>`
      select i.id, i.no, i.version, i.state, substr(p.open_id, 4) as owner, substr(q.open_id, 4) as asker, d.name as department,
        (select no from issue other where other.id = i.joined_into) as into,
        (select string_agg(requirement_no::text, ',' order by requirement_no) from issue_requirement where issue = i.id) as covers
      from issue i left join person p on p.id = i.owner left join person q on q.id = i.asked_by
        join department d on d.id = i.department
      where i.campaign = ${campaign} order by i.no`.execute(tx)
    return { answers: new Map(answers.rows.map(({ no, ...rest }) => [no, rest])), issues: issues.rows }
  })
}

/** Presses once; where the bot is to die meanwhile it dies, nothing has changed, and the person presses again. */
export async function pressAs(
  world: Recorder,
  who: Who,
  press: Press,
  form: Record<string, unknown>,
  diesBefore: number | null,
): Promise<void> {
  if (diesBefore !== null) {
    const before = await world.dump()
    world.crash.before(diesBefore)
    const died = await world.press(who, press, form).then(
      () => false,
      (error: unknown) => {
        if (error instanceof Crash) return true
        throw error
      },
    )
    world.crash.before(null)
    if (!died) return
    if ((await world.dump()) !== before) throw new Error(`half of ${press.do} was left`)
  }
  await world.press(who, press, form)
}
