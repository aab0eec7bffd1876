import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from '#db/schema.ts'
import { readStanding } from '#db/standing.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { aCampaign } from '#test/support/rows.ts'

const now = new Date('2026-11-23T08:00:00Z')
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)

/** A card somebody has before them; `at` null: they have finished. */
async function card(db: Kysely<Database>, sentAt: Date, over: { campaign?: 'closed'; at?: null } = {}): Promise<void> {
  const { person, campaign, assignment } = await aCampaign(db)
  const at = over.at === null ? null : assignment
  await sql`insert into walk (person, campaign, assignment, chat, card_sent_at, touched_at)
    values (${person}, ${campaign}, ${at}, 'oc_1', ${sentAt}, ${sentAt})`.execute(db)
  if (over.campaign === 'closed') {
    await sql`update campaign set status = 'closed' where id = ${campaign}`.execute(db)
  }
}

async function letter(
  db: Kysely<Database>,
  key: string,
  state: string,
  queuedAt: Date,
  reminder: string | null = null,
) {
  const why = state === 'failed' ? 'address' : null
  const doneAt = state === 'failed' || state === 'sent' ? now : null
  await sql`insert into delivery (key, target, content, reminder, state, queued_at, done_at, why)
    values (${key}, '{}', '{}', ${reminder}, ${state}, ${queuedAt}, ${doneAt}, ${why})`.execute(db)
}

test('nothing is under way', async () => {
  await using database = await openTestDatabase()
  await card(database.db, ago(13), { campaign: 'closed' })
  await card(database.db, ago(13), { at: null })
  await letter(database.db, 'sent', 'sent', ago(3), 'private')
  await letter(database.db, 'failed', 'failed', ago(3), 'private')
  expect(await readStanding(database.db, now)).toEqual({
    reminders: 0,
    oldestLetter: null,
    oldestCard: null,
    cardsNearEnd: 0,
  })
})

test('letters and reminders not sent yet, and the oldest card somebody has still to answer', async () => {
  await using database = await openTestDatabase()
  await letter(database.db, 'waits', 'queued', ago(2), 'private')
  await letter(database.db, 'goes', 'sending', ago(1), 'issues')
  await letter(database.db, 'no reminder', 'queued', ago(4))
  await letter(database.db, 'was sent', 'sent', ago(9), 'private')
  await card(database.db, ago(3))
  await card(database.db, ago(13))
  await card(database.db, ago(12.5))
  await card(database.db, ago(13.5), { campaign: 'closed' })
  await card(database.db, ago(13.6), { at: null })
  expect(await readStanding(database.db, now)).toEqual({
    reminders: 2,
    oldestLetter: ago(4),
    oldestCard: ago(13),
    cardsNearEnd: 2,
  })
})

/** 30,000 walks, those of past years and of 9,000 people who answer now, and 90,000 letters of which 500 wait. */
async function fillCounty(db: Kysely<Database>): Promise<void> {
  const { campaign, assignment } = await aCampaign(db)
  const old = await aCampaign(db)
  await sql`update campaign set status = 'closed' where id = ${old.campaign}`.execute(db)
  await sql`insert into person (open_id, name) select 'ou_county_' || n, '' from generate_series(1, 30000) n`.execute(
    db,
  )
  await sql`
    insert into walk (person, campaign, assignment, chat, card_sent_at, touched_at)
    select person.id, one.campaign, one.assignment, 'oc', ${now}::timestamptz - one.age, ${now}
    from (select id, row_number() over (order by id) as n from person where open_id like 'ou_county_%') person
    cross join lateral (select
      case when n <= 9000 then ${campaign}::integer else ${old.campaign}::integer end as campaign,
      case when n <= 9000 then ${assignment}::integer else ${old.assignment}::integer end as assignment,
      case when n <= 9000 then n * interval '100 s' else interval '60 days' + n * interval '10 min' end as age) one`.execute(
    db,
  )
  await sql`
    insert into delivery (key, target, reminder, state, queued_at, done_at)
    select 'county:' || n, '{}', case when n % 2 = 0 then 'private' end, case when n <= 500 then 'queued' else 'sent' end,
      ${now}, case when n > 500 then ${now}::timestamptz end from generate_series(1, 90000) n`.execute(db)
  await sql`analyze walk, delivery, campaign`.execute(db)
}

type Plan = { readonly 'Node Type': string; readonly 'Relation Name'?: string; readonly Plans?: readonly Plan[] }
const scansOf = (plan: Plan): string[] => [
  ...(plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? ''] : []),
  ...(plan.Plans ?? []).flatMap(scansOf),
]

test('a county is not read through for it', async () => {
  await using database = await openTestDatabase()
  await fillCounty(database.db)
  const plans: Plan[] = []
  const explained = database.db.withPlugin({
    transformQuery: ({ node }) =>
      node.kind === 'RawNode'
        ? { ...node, sqlFragments: [`explain (format json) ${node.sqlFragments[0]}`, ...node.sqlFragments.slice(1)] }
        : node,
    transformResult: async ({ result }) => {
      const [row] = result.rows as { 'QUERY PLAN': readonly { readonly Plan: Plan }[] }[]
      plans.push(...(row?.['QUERY PLAN'] ?? []).map((one) => one.Plan))
      return result
    },
  })
  await readStanding(explained, now)
  expect(plans).toHaveLength(1)
  expect(plans.flatMap(scansOf).filter((table) => table !== 'campaign')).toEqual([])
  expect(await readStanding(database.db, now)).toEqual({
    reminders: 250,
    oldestLetter: now,
    oldestCard: new Date(now.getTime() - 9_000 * 100_000),
    cardsNearEnd: 0,
  })
})
