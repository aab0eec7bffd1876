import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { issuesOf } from '#db/issue.ts'
import { standingIssues } from '#db/issue-standing.ts'
import { migrate } from '#db/migrate.ts'
import type { Database } from '#db/schema.ts'
import type { Day } from '#src/domain/day.ts'
import { openEmptyDatabase } from '#test/support/database.ts'
import { aCampaign } from '#test/support/rows.ts'

type Given = {
  readonly no: number
  readonly means: 'met' | 'partly' | 'unmet'
  readonly shortcoming: string | null
  readonly due?: string
  readonly respondent?: number
}

/** Answers of the release before the ledger; a second revision takes the place of the first. */
async function answer(db: Kysely<Database>, campaign: number, given: readonly Given[]): Promise<void> {
  for (const { no, means, shortcoming, due, respondent } of given) {
    await sql`
      insert into requirement (campaign, no, duty_no, duty_title, task_no, task_title, title, text, evidence,
        suggested_department)
      values (${campaign}, ${no}, 1, 'd', 1, 't', 'r', 'r', '[]', 'x') on conflict do nothing`.execute(db)
    await sql`
      insert into assignment (campaign, requirement_no, department, respondent, assigned_on)
      select ${campaign}, ${no}, (select min(id) from department where campaign = ${campaign}),
        coalesce(${respondent ?? null}::integer, (select min(id) from person)), '2026-09-01'
      on conflict do nothing`.execute(db)
    const rating = means === 'met' ? '已达到' : '部分达到'
    await sql`
      with at as (select id, coalesce(answered_revision, 0) + 1 as next from assignment
          where campaign = ${campaign} and requirement_no = ${no}),
        made as (insert into answer (assignment, revision, rating, means, fact, shortcoming, measure, due, submitted_by,
            submitted_at)
          select id, next, ${rating}, ${means}, ${means === 'met' ? '有' : null}, ${shortcoming},
            ${shortcoming === null ? null : '补'}, ${due ?? null}::date, (select min(id) from person),
            '2026-09-07T20:00Z' from at returning assignment, revision)
      update assignment set answered_revision = made.revision from made where assignment.id = made.assignment`.execute(
      db,
    )
  }
}

test('what fell short before there was a ledger is in it afterwards: the answer that counts, each once, in order', async () => {
  await using older = await openEmptyDatabase('0003-messages')
  const { db } = older
  const { campaign } = await aCampaign(db)
  const gone = await sql<{ id: number }>`
    insert into person (open_id, name, left_at) values ('ou_gone', '走了', now()) returning id`.execute(db)
  await answer(db, campaign, [
    { no: 5, means: 'unmet', shortcoming: '灯坏', due: '2026-09-10' },
    { no: 3, means: 'partly', shortcoming: '缺名册', due: '2026-12-01' },
    { no: 4, means: 'partly', shortcoming: '早先缺', due: '2026-12-01' },
    { no: 4, means: 'met', shortcoming: null },
    { no: 6, means: 'partly', shortcoming: '门坏', respondent: gone.rows[0]?.id ?? 0 },
    { no: 7, means: 'met', shortcoming: null },
  ])
  await migrate(db)
  const { issues, standing, entries } = await db.transaction().execute(async (tx) => ({
    issues: await issuesOf(tx, campaign),
    standing: await standingIssues(tx, campaign, '2026-09-14' as Day, 'Asia/Shanghai'),
    entries: await tx.selectFrom('issue_entry').select(['did', 'state', 'about']).orderBy('id').execute(),
  }))
  expect(
    issues.map(({ no, problem, requirements, kind, due, state }) => [no, problem, requirements, kind, due, state]),
  ).toEqual([
    [1, '缺名册', [3], 'by-date', '2026-12-01', 'open'],
    [2, '灯坏', [5], 'at-once', '2026-09-10', 'open'],
    [3, '门坏', [6], 'by-date', null, 'open'],
  ])
  expect(issues.map((one) => [one.measure, one.owner === null, one.source, one.openedOn])).toEqual([
    ['补', false, 'self', '2026-09-08'],
    ['补', false, 'self', '2026-09-08'],
    ['补', true, 'self', '2026-09-08'],
  ])
  expect(standing.map((one) => [one.standing, one.givenOn])).toEqual([
    ['in-hand', '2026-09-08'],
    ['overdue', '2026-09-08'],
    ['in-hand', '2026-09-08'],
  ])
  expect(entries.map((one) => [one.did, one.state, one.about])).toEqual(
    [3, 5, 6].map((no) => ['open', 'open', { requirements: [no] }]),
  )
})
