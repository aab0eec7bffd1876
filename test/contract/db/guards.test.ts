import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { aCampaign, type Rows } from '#test/support/rows.ts'

let database: TestDatabase
let rows: Rows
let other: Rows
beforeAll(async () => {
  database = await openTestDatabase()
  rows = await aCampaign(database.db)
  other = await aCampaign(database.db)
})
afterAll(() => database[Symbol.asyncDispose]())

type Statement = () => RawBuilder<unknown>
type Case = readonly [guard: string, refusal: string, ...statements: Statement[]]

const answer = (revision: number, rating: string, means: string, fact: string | null, shortcoming: string | null) =>
  sql`insert into answer (assignment, revision, rating, means, fact, shortcoming, submitted_by, submitted_at)
    values (${rows.assignment}, ${revision}, ${rating}, ${means}, ${fact}, ${shortcoming}, ${rows.person}, now())`
const confirming = (from: number, revision: number | null, own = 1) =>
  sql`insert into answer (assignment, revision, rating, means, fact, submitted_by, submitted_at, from_assignment,
    from_revision) values (${rows.assignment}, ${own}, '已达到', 'met', '有', ${rows.person}, now(), ${from}, ${revision})`
const sameAs = (campaign: number, no: number, from: number, fromNo = 1) =>
  sql`insert into earlier_requirement values (${campaign}, ${no}, ${from}, ${fromNo})`
const sameOnce = () => sameAs(other.campaign, 1, rows.campaign)
const second = () => sql`insert into requirement (campaign, no, title, text, evidence, suggested_department)
  values (${other.campaign}, 2, '另一条', '条文', '[]', '德育处')`
const setCampaign = (change: string) => () => sql`update campaign set ${sql.raw(change)} where id = ${rows.campaign}`
const delivery = (key: string, columns = '', values = '') =>
  sql`insert into delivery (key, target, queued_at ${sql.raw(columns)}) values (${key}, '{}', now() ${sql.raw(values)})`
const reminder = (kind: string, origin: string, campaign = rows.campaign) =>
  sql`insert into reminder values (${campaign}, ${rows.person}, '2026-11-23', ${kind}, ${origin})`
const summary = (version: number, total: number, answered: number, met: number, gaps = '[]') =>
  sql`insert into summary values
    (${rows.campaign}, ${version}, '2026-11-23', null, ${total}, ${answered}, ${met}, ${gaps}, null, 0, null)`
const draft = () => sql`insert into draft (assignment, saved_by, saved_at)
  values (${rows.assignment}, ${rows.person}, now())`
const draftOf = (from: number, revision: number | null) => () =>
  sql`insert into draft (assignment, saved_by, saved_at,
  taken_assignment, taken_revision, taken_by) values (${rows.assignment}, ${rows.person}, now(), ${from}, ${revision}, ${rows.person})`
const audit = () => sql`insert into audit (at, campaign, person, did, about)
  values (now(), ${rows.campaign}, ${rows.person}, 'divide', '{}')`
const walk = (assignment: () => number) => () =>
  sql`insert into walk (person, campaign, assignment, chat, touched_at)
  values (${rows.person}, ${rows.campaign}, ${assignment()}, 'oc_1', now())`
const shown = (seen: number | null, revision: number) => () =>
  sql`update walk set shown_seen = ${seen}, shown_assignment = ${other.assignment}, shown_revision = ${revision}`
const claim = () => sql`insert into inbox (key, received_at) values ('message:om_1', now())`
const met = () => answer(1, '已达到', 'met', '每学期体检一次', null)

const review = (verdict: string, reason: string | null, by: 'somebody' | 'nobody' = 'somebody', revision = 1) =>
  sql`insert into review (assignment, revision, verdict, reason, by_person, at)
    values (${rows.assignment}, ${revision}, ${verdict}, ${reason}, ${by === 'nobody' ? null : rows.person}, now())`
const reviewWalk = (assignment: string, seen: string, decided = 0) =>
  sql`insert into review_walk (person, assignment, seen, decided, touched_at)
    values (${rows.person}, ${sql.raw(assignment)}, ${sql.raw(seen)}, ${decided}, now())`
const told = () => sql`insert into review_told select id, ${rows.assignment}, 1 from delivery where key = 'one'`

const fact = (value: string) => sql`insert into school_fact (campaign, field, value, by_person, at)
  values (${rows.campaign}, 'classes', ${value}, ${rows.person}, now())`
const vouched =
  (revision = 1) =>
  () =>
    sql`insert into claim_confirmed
  values (${rows.assignment}, ${revision}, ${rows.person}, now())`
const askedOn = () => sql`insert into mend_request values (${rows.assignment}, 1, '2026-11-24', ${rows.person})`

const unique = 'duplicate key value violates unique constraint'
const checked = 'violates check constraint'
const foreign = 'violates foreign key constraint'
const appendOnly = 'is append-only'

const cases: readonly Case[] = [
  ['a submitted answer is never changed', appendOnly, met, () => sql`update answer set fact = '改过'`],
  ['a submitted answer is never deleted', appendOnly, met, () => sql`delete from answer`],
  ['who confirms an answer names one there is', foreign, () => confirming(other.assignment, 1)],
  ['who confirms an answer names its revision', checked, () => confirming(other.assignment, null)],
  ['no answer confirms itself', checked, met, () => confirming(rows.assignment, 1, 2)],
  ['a draft is taken from an answer there is', foreign, () => draftOf(other.assignment, 1)()],
  ['a draft names the revision it was taken from', checked, () => draftOf(other.assignment, null)()],
  ['a walk’s card shows an answer there is', foreign, walk(() => rows.assignment), shown(1, 1)],
  ['a walk’s card shows it from some state', checked, walk(() => rows.assignment), shown(null, 1)],
  ['a campaign carries over from an earlier one', checked, setCampaign('earlier = id')],
  [
    'not from a later one',
    checked,
    () => sql`update campaign set earlier = ${other.campaign} where id = ${rows.campaign}`,
  ],
  ['what asks the same is of an earlier campaign', checked, () => sameAs(rows.campaign, 1, other.campaign)],
  ['and a requirement of it', foreign, () => sameAs(other.campaign, 1, rows.campaign, 2)],
  ['one requirement asks the same as one', unique, sameOnce, sameOnce],
  ['and no other as that one', unique, sameOnce, second, () => sameAs(other.campaign, 2, rows.campaign)],
  ['what was done is never rewritten', appendOnly, audit, () => sql`update audit set did = 'nothing'`],
  ['what was done is never forgotten', appendOnly, audit, () => sql`delete from audit`],
  ['a revision is written once', unique, met, met],
  ['revisions are counted from 1', checked, () => answer(0, '已达到', 'met', '有', null)],
  [
    'what a school said of itself is never rewritten',
    appendOnly,
    () => fact('10'),
    () => sql`update school_fact set value = '12'`,
  ],
  ['a fact of a school is a number or a word', checked, () => fact('[10]')],
  ['who vouched for an answer is never forgotten', appendOnly, met, vouched(), () => sql`delete from claim_confirmed`],
  ['an answer is vouched for once', unique, met, vouched(), vouched()],
  ['only an answer that was given is vouched for', foreign, met, vouched(2)],
  ['nobody is asked about one answer twice a day', unique, met, askedOn, askedOn],
  ['an answer has a rating', checked, () => answer(1, '', 'met', '有', null)],
  ['a rating means one of four things', checked, () => answer(1, '已达到', 'good', '有', null)],
  ['what is met has a fact', checked, () => answer(1, '已达到', 'met', null, null)],
  ['what does not apply has a reason', checked, () => answer(1, '不适用', 'not-applicable', null, null)],
  ['what is partly met says what is missing', checked, () => answer(1, '部分达到', 'partly', '有', null)],
  ['what is unmet says what is missing', checked, () => answer(1, '未达到', 'unmet', '有', null)],
  ['what is met has no shortcoming', checked, () => answer(1, '已达到', 'met', '有', '缺')],
  ['an empty fact is none', checked, () => answer(1, '部分达到', 'partly', '', '缺')],
  [
    'an assignment counts as answered only by an answer',
    foreign,
    () => sql`update assignment set answered_revision = 7, state = 'submitted' where id = ${rows.assignment}`,
  ],
  [
    'what nobody answered is open, what is answered is not',
    checked,
    () => sql`update assignment set state = 'accepted' where id = ${rows.assignment}`,
  ],
  [
    'a requirement is given to one department and person',
    unique,
    () => sql`insert into assignment (campaign, requirement_no, department, respondent, assigned_on)
      values (${rows.campaign}, 1, ${rows.department}, ${rows.person}, '2026-11-02')`,
  ],
  [
    'a requirement is given to a department of its own campaign',
    foreign,
    () => sql`update assignment set department = ${other.department} where id = ${rows.assignment}`,
  ],
  [
    'what is given is a requirement of the campaign',
    foreign,
    () => sql`update assignment set requirement_no = 2 where id = ${rows.assignment}`,
  ],
  ['an assignment has one draft', unique, draft, draft],
  ['a campaign has a school', checked, setCampaign(`school = ''`)],
  ['a campaign has a title', checked, setCampaign(`title = ''`)],
  ['a campaign is preparing, open or closed', checked, setCampaign(`status = 'late'`)],
  ['a campaign opens with its work divided', checked, setCampaign('divided_on = null')],
  ['reminders keep to working hours: not before 8', checked, setCampaign('remind_hour = 7')],
  ['reminders keep to working hours: not after 17', checked, setCampaign('remind_hour = 18')],
  ['ratings are a list', checked, setCampaign(`ratings = '{}'`)],
  ['holidays are a list', checked, setCampaign(`holidays = '{}'`)],
  [
    'a chat leads one living campaign',
    unique,
    () => sql`update campaign set leading_chat = (select leading_chat from campaign where id = ${other.campaign})
      where id = ${rows.campaign}`,
  ],
  [
    'requirements are counted from 1',
    checked,
    () => sql`update requirement set no = 0 where campaign = ${other.campaign}`,
  ],
  ['a requirement has a title', checked, () => sql`update requirement set title = ''`],
  ['evidence is a list', checked, () => sql`update requirement set evidence = '{}'`],
  ['a department has a name', checked, () => sql`update department set name = ''`],
  [
    'a department of the directory stands once in a campaign',
    unique,
    () => sql`insert into department (campaign, directory_id, name) values (${rows.campaign}, 'od_1', '教务处')`,
  ],
  ['a person stands once', unique, () => sql`update person set open_id = 'ou_same'`],
  ['a letter is queued once', unique, () => delivery('one'), () => delivery('one')],
  ['a letter is in one of four states', checked, () => delivery('one', ', state', `, 'lost'`)],
  ['a letter that is over says since when', checked, () => delivery('one', ', state', `, 'sent'`)],
  ['a letter on its way is not over', checked, () => delivery('one', ', done_at', ', now()')],
  ['a letter that failed says why', checked, () => delivery('one', ', state, done_at', `, 'failed', now()`)],
  ['an event is claimed once', unique, claim, claim],
  ['a person walks through a campaign once', unique, walk(() => rows.assignment), walk(() => rows.assignment)],
  ['a walk stands at an assignment of its campaign', foreign, walk(() => other.assignment)],
  ['a person is reminded once a day', unique, () => reminder('private', 'schedule'), () => reminder('private', 'hand')],
  [
    'a person of two campaigns is reminded once a day',
    unique,
    () => reminder('private', 'schedule'),
    () => reminder('private', 'schedule', other.campaign),
  ],
  ['a reminder is private or to the head', checked, () => reminder('public', 'schedule')],
  ['a reminder comes by schedule or by hand', checked, () => reminder('private', 'chance')],
  ['a version of a summary is made once', unique, () => summary(1, 92, 90, 80), () => summary(1, 92, 91, 80)],
  ['versions are counted from 1', checked, () => summary(0, 92, 90, 80)],
  ['no more is answered than asked', checked, () => summary(1, 92, 93, 80)],
  ['no more is met than answered', checked, () => summary(1, 92, 90, 91)],
  ['gaps are a list', checked, () => summary(1, 92, 90, 80, '{}')],
  ['the head, the coordinator or nobody reviews', checked, setCampaign(`review = 'anybody'`)],
  ['a verdict is one of three', checked, met, () => review('praised', null)],
  ['a verdict is about an answer there is', foreign, met, () => review('accepted', null, 'somebody', 2)],
  ['who returns says why', checked, met, () => review('returned', null)],
  ['an empty reason is none', checked, met, () => review('returned', '')],
  ['somebody returns an answer', checked, met, () => review('returned', '补充', 'nobody')],
  [
    'a verdict is never rewritten',
    appendOnly,
    met,
    () => review('accepted', null),
    () => sql`update review set at = now()`,
  ],
  [
    'a paper is never changed',
    appendOnly,
    () => summary(1, 92, 90, 80),
    () => sql`insert into summary_paper values (${rows.campaign}, 1, 'summary', 'a.docx', 'x')`,
    () => sql`update summary_paper set file = 'y'`,
  ],
  ['a verdict is never forgotten', appendOnly, met, () => review('accepted', null), () => sql`delete from review`],
  ['a reviewer sees an answer in one state of it', checked, () => reviewWalk(`${rows.assignment}`, 'null')],
  ['what was decided is counted from 0', checked, () => reviewWalk('null', 'null', -1)],
  ['a letter tells of an answer once', unique, met, () => delivery('one'), told, told],
  ['a letter tells of an answer there is', foreign, () => delivery('one'), told],
]

describe('the database itself refuses what must never be', () => {
  test.each(cases.map(([guard, refusal, ...statements]) => ({ guard, refusal, statements })))('$guard', async (one) => {
    const { refusal, statements } = one
    const last = statements.at(-1) ?? expect.fail('a case without a statement')
    let prepared = false
    const broken = database.db.transaction().execute(async (tx) => {
      for (const statement of statements.slice(0, -1)) await statement().execute(tx)
      prepared = true
      await last().execute(tx)
      await sql`set constraints all immediate`.execute(tx)
    })
    await expect(broken).rejects.toThrow(refusal)
    // Otherwise the case would pass because its preparation was refused.
    expect(prepared).toBe(true)
  })
})

test('a chat whose campaign is closed may lead the next one', async () => {
  const { leading_chat } = await database.db
    .updateTable('campaign')
    .set({ status: 'closed' })
    .where('id', '=', other.campaign)
    .returning('leading_chat')
    .executeTakeFirstOrThrow()
  const moved = await database.db
    .updateTable('campaign')
    .set({ leading_chat })
    .where('id', '=', rows.campaign)
    .executeTakeFirst()
  expect(moved.numUpdatedRows).toBe(1n)
})

test('a day comes back as the day it was, wherever the machine stands', async () => {
  const row = await database.db
    .selectFrom('campaign')
    .select(['inspect_by', 'holidays', 'created_at'])
    .where('id', '=', rows.campaign)
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ inspect_by: '2026-11-30', holidays: [], created_at: new Date('2026-11-01T00:00:00Z') })
})
