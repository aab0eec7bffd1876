import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { handOverConfirm, handOverRefusals } from '#cards/hand-over-words.ts'
import type { Press } from '#cards/press.ts'
import { refusals } from '#cards/words.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import {
  assignmentOf,
  campaignOf,
  leadingGroup,
  openDivided,
  otherLeadingGroup,
  receiverOf,
  shares,
  teachers,
  walkPress,
  wordsOf,
} from '#test/support/first-school.ts'
import { handingOf, leaveSchool } from '#test/support/hand-over.ts'
import { ledgerOf, openIssue } from '#test/support/issues-of-lin.ts'
import type { Recorder } from '#test/support/recorder.ts'

let world: Recorder
let campaign: CampaignId
/** How many there were before the tests begin. */
let earlier: number
beforeAll(async () => {
  world = await openDivided()
  campaign = (await campaignOf(world)).id
  // 17 was answered and came back, 18 is a draft; of the issues three are live.
  await world.press('lin', await walkPress(world, 'submit-answer', 17), { rating: '已达到', fact: '有制度' })
  await world.press('lin', await walkPress(world, 'keep-draft', 18), { rating: '已达到', fact: '写了一半' })
  await change(sql`update assignment set state = 'returned' where id = ${(await assignmentOf(world, 17)).id}`)
  await openIssue(world, 'lin', '开着', { requirements: [17] })
  await openIssue(world, 'lin', '等复查', { state: 'awaiting' })
  await openIssue(world, 'lin', '两条', { requirements: [18, 30] })
  await openIssue(world, 'lin', '销了', { state: 'struck-off' })
  await openIssue(world, 'lin', '不算', { state: 'withdrawn' })
  await openIssue(world, 'lin', '并了', { state: 'joined' })
  await openIssue(world, 'qian', '别人的')
  // Everything that is read before words are heard is fresh.
  for (const who of ['zhao', 'wu', 'qian']) await world.say(who, '/help', { in: leadingGroup })
  await world.say('zhou', '/help', { in: otherLeadingGroup })
  await world.say('zhao', '/assign')
  earlier = (await handOvers()).length
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const before = [
  '开着: open lin -',
  '等复查: awaiting lin lin',
  '两条: open lin -',
  '销了: struck-off lin lin',
  '不算: withdrawn lin -',
  '并了: joined lin -',
  '别人的: open qian -',
]
/** What is live went to somebody; who asked stays; the rest is history. */
const movedTo = (who: string) =>
  before.map((line, at) => (at < 3 ? line.replace(/(open|awaiting) lin/, `$1 ${who}`) : line))

async function change(query: ReturnType<typeof sql>): Promise<void> {
  await world.database.db.transaction().execute((tx) => query.execute(tx))
}

const left = (who: string, id?: string) => leaveSchool(world, who, id)

function handOvers() {
  return world.database.db
    .transaction()
    .execute((tx) =>
      tx
        .selectFrom('hand_over')
        .innerJoin('person as giver', 'giver.id', 'from_person')
        .leftJoin('person as heir', 'heir.id', 'to_person')
        .select(['giver.open_id as from', 'heir.open_id as to', 'why', 'assignments', 'issues'])
        .orderBy('hand_over.id')
        .execute(),
    )
}

const idOf = async (who: string) => (await handingOf(world, who)).person

/** What was handed over in a test, as `lin→li given 2/3`. */
async function history(): Promise<string[]> {
  const short = (id: string | null) => id?.slice('ou_'.length) ?? '-'
  return (await handOvers())
    .slice(earlier)
    .map((one) => `${short(one.from)}→${short(one.to)} ${one.why} ${one.assignments.length}/${one.issues.length}`)
}

const settlePress = async (): Promise<Press> => ({
  v: 1,
  do: 'settle-departure',
  campaign,
  ...(await handingOf(world, 'lin')),
})
const givePress = async (): Promise<Press> => ({ v: 1, do: 'give-share', campaign, ...(await handingOf(world, 'lin')) })

/** All that says whose something is, or who was there when. */
const moved = [
  'walk',
  'delivery',
  'audit',
  'person',
  'membership',
  'chat',
  'chat_member',
  'hand_over',
  'issue',
  'issue_entry',
  'assignment',
]

/** What was done about all issues and by whom, the oldest first. */
async function entries(): Promise<string[]> {
  const rows = await world.database.db
    .transaction()
    .execute((tx) =>
      tx
        .selectFrom('issue_entry')
        .leftJoin('person', 'person.id', 'by_person')
        .select(['did', 'open_id'])
        .orderBy('issue_entry.id')
        .execute(),
    )
  return rows.map((row) => `${row.did} ${row.open_id?.slice(3) ?? '-'}`)
}

describe('everything moves with its history', () => {
  const ways: [string, string, string, () => Promise<unknown>][] = [
    ['by 分工, the coordinator', 'given', 'zhao', () => world.say('zhao', '分工 林老师 李老师')],
    ['by 移交, the respondent', 'away', 'lin', () => world.say('lin', '移交 李老师 外出 确认')],
    ['by 移交, the head', 'given', 'qian', () => world.say('qian', '移交 林老师 李老师')],
    [
      'by 移交 and mentions, the coordinator',
      'given',
      'zhao',
      () => world.say('zhao', '移交', { mention: ['lin', 'li'] }),
    ],
    [
      'by the form',
      'away',
      'lin',
      async () => world.press('lin', await givePress(), { to: String(await idOf('li')), why: 'away', what: 'all' }),
    ],
    [
      'by the card of who left',
      'left',
      'zhao',
      async () => {
        await left('lin')
        const department = (await partsOf())[0]
        return world.press('zhao', await settlePress(), { [`to_${department}`]: String(await idOf('li')) })
      },
    ],
  ]
  test.each(ways)('%s', async (_, why, by, hand) => {
    const kept = await world.dump(moved)
    const [of17, of18] = [await assignmentOf(world, 17), await assignmentOf(world, 18)]
    const sent = world.sent.length
    await hand()
    // Answers, drafts, verdicts, evidence: nothing but whose it is has changed.
    expect(await world.dump(moved)).toBe(kept)
    expect((await shares(world)).li).toEqual([17, 18])
    expect((await assignmentOf(world, 17)).version).toBe(of17.version + 1)
    expect((await assignmentOf(world, 18)).version).toBe(of18.version + 1)
    expect((await statesOf([17, 18])).sort()).toEqual(['open true', 'returned true'])
    expect(await ledgerOf(world)).toEqual(movedTo('li'))
    expect((await history()).at(-1)).toBe(`lin→li ${why} 2/3`)
    expect(await entries()).toEqual(expect.arrayContaining(Array.from({ length: 3 }, () => `assign ${by}`)))
    const toLi = world.sent.slice(sent).filter((letter) => receiverOf(letter) === 'li')
    expect(toLi.map(wordsOf)).toEqual([expect.stringContaining('条款2条、问题3个请您接手')])
    expect(wordsOf(toLi[0])).toContain('其中待填2条')
  })

  async function partsOf(): Promise<number[]> {
    const rows = await world.database.db.transaction().execute((tx) =>
      tx
        .selectFrom('assignment')
        .select('department')
        .where('requirement_no', '=', 17 as never)
        .where('campaign', '=', campaign)
        .execute(),
    )
    return rows.map((row) => row.department)
  }

  async function statesOf(nos: readonly number[]): Promise<string[]> {
    const rows = await world.database.db.transaction().execute((tx) =>
      tx
        .selectFrom('assignment')
        .select(['state', 'by_hand'])
        .where('requirement_no', 'in', nos as never)
        .where('campaign', '=', campaign)
        .execute(),
    )
    return rows.map((row) => `${row.state} ${row.by_hand}`)
  }

  test('only what is to be done, when that is asked for', async () => {
    await change(sql`update assignment set state = 'accepted' where id = ${(await assignmentOf(world, 17)).id}`)
    const letters = await world.say('lin', '移交 李老师 请假 未填 确认')
    const now = await shares(world)
    expect([now.lin, now.li]).toEqual([[17], [18]])
    expect(await history()).toEqual(['lin→li away 1/3'])
    expect(letters.map(receiverOf)).toEqual(['li', 'zhao', 'lin'])
    expect(letters.map(wordsOf).slice(1)).toEqual([
      '「对照整改年活动」中林老师的条款1条、问题3个已交给李老师（外出/请假）。',
      '已把条款1条、问题3个交给李老师，填过的内容都在。',
    ])
  })

  test('a head gives no more than what lies in the department', async () => {
    await world.say('zhao', '分工 4 林老师')
    await change(
      sql`update assignment set department = (select department from assignment where requirement_no = 31 and campaign = ${campaign}) where requirement_no = 4 and campaign = ${campaign}`,
    )
    await world.say('qian', '移交 林老师 李老师')
    const now = await shares(world)
    expect([now.lin, now.li]).toEqual([[4], [17, 18]])
  })

  test('one requirement takes along the issue that is about nothing else', async () => {
    await world.say('zhao', '分工 17 李老师')
    expect(await ledgerOf(world)).toEqual(['开着: open li -', ...before.slice(1)])
    await world.say('zhao', '分工 18 李老师')
    expect(await ledgerOf(world)).toEqual(['开着: open li -', ...before.slice(1)])
    expect(await history()).toEqual(['lin→li given 1/1', 'lin→li given 1/0'])
  })

  test('somebody who only owns issues has a share too', async () => {
    await world.say('zhao', '分工 17 李老师')
    await world.say('zhao', '分工 18 李老师')
    await world.say('zhao', '分工 林老师 钱主任')
    expect(await ledgerOf(world)).toEqual([
      '开着: open li -',
      '等复查: awaiting qian lin',
      '两条: open qian -',
      ...before.slice(3),
    ])
  })
})

test('the old card of whoever gave it away is refused kindly, and loses nothing', async () => {
  const press = await walkPress(world, 'submit-answer', 18)
  await world.say('lin', '移交 李老师 外出 确认')
  const kept = await world.dump(['delivery', 'audit'])
  const reply = await world.press('lin', press, { rating: '已达到', fact: '写完了' })
  expect(reply.toast?.text).toBe(refusals['not-assigned'])
  expect(reply.card).toBeUndefined()
  expect((await world.say('lin', '又写了一句')).map(wordsOf)).toEqual([refusals['not-assigned']])
  expect(await world.dump(['delivery', 'audit'])).toBe(kept)
  expect(wordsOf((await world.say('li', '填报 18')).at(-1))).toContain('写了一半')
})

describe('the form', () => {
  test('offers the colleagues of one’s department, in private', async () => {
    const letters = await world.say('lin', '/hand-over')
    expect(letters.map(receiverOf)).toEqual(['lin'])
    expect(wordsOf(letters[0])).toContain('交给：（可选：钱主任、李老师）')
    expect((await world.say('lin', '移交', { in: teachers })).map(receiverOf)).toEqual(['lin', teachers])
  })

  test.each(['移交 李老师 外出', '/移交 李老师 外出'])(
    '%s fills it in, and nothing goes before it is confirmed',
    async (words) => {
      const kept = await world.dump(['delivery'])
      const [letter] = await world.say('lin', words)
      expect(wordsOf(letter)).toContain(handOverConfirm)
      expect(wordsOf(letter)).toMatch(/交给：李老师[\s\S]*原因：外出\/请假/)
      expect(await world.dump(['delivery'])).toBe(kept)
      expect(wordsOf((await world.say('zhao', '移交 李老师')).at(-1))).toContain('还没有移交。要交出条款')
      expect(await history()).toEqual([])
    },
  )

  test('a fact that begins like the command is a fact', async () => {
    await world.say('lin', '填报 18')
    expect(wordsOf((await world.say('lin', '移交 手续齐全')).at(-1))).toContain('移交 手续齐全')
  })

  test('is reached from the list of one’s tasks', async () => {
    expect(wordsOf((await world.say('lin', '/mine')).at(-1))).toContain('要交给其他老师，请发送「移交」。')
    const reply = await world.press('lin', { v: 1, do: 'offer-share', campaign })
    expect(JSON.stringify(reply.card)).toContain('确认移交')
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['nobody chosen', {}, handOverRefusals['to-missing']],
    ['somebody who is none', { to: 'x' }, handOverRefusals['to-missing']],
    ['somebody of no school', { to: '2147483646' }, refusals['person-unknown']],
  ])('%s: it is shown again and nothing changes', async (_, form, why) => {
    const kept = await world.dump()
    const reply = await world.press('lin', await givePress(), form)
    expect(reply.toast?.text).toBe(why)
    expect(JSON.stringify(reply.card)).toContain('确认移交')
    expect((await world.dump()).replace(/press:.*/g, '')).toBe(kept.replace(/press:.*/g, ''))
  })

  test('pressed twice, or drawn before something else was given, it gives nothing unseen', async () => {
    const press = await givePress()
    const form = { to: String(await idOf('li')), why: 'given', what: 'all' }
    await world.press('lin', press, form)
    const second = await world.press('lin', press, form)
    expect(JSON.stringify(second.card)).toContain(handOverRefusals['nothing-to-give'])
    await world.say('zhao', '分工 30 林老师')
    const third = await world.press('lin', press, form)
    expect(third.toast?.text).toBe(refusals['old-card'])
    expect((await shares(world)).lin).toEqual([30])
  })

  test('of another person, or on another school, it does nothing', async () => {
    const press = await givePress()
    const form = { to: String(await idOf('li')) }
    for (const who of ['zhao', 'qian', 'li', 'chen', 'zhou']) {
      expect((await world.press(who, press, form)).toast?.text).toBe(refusals['old-card'])
    }
    expect(await history()).toEqual([])
  })
})

describe('by words, who may not is told so and nothing changes', () => {
  test.each<[string, string, string, string]>([
    ['a teacher about another', 'li', '移交 林老师 李老师', handOverRefusals['not-yours-to-give']],
    ['a head about another department', 'sun', '移交 林老师 孙主任', handOverRefusals['nothing-to-give']],
    ['a head out of the department', 'qian', '移交 林老师 孙主任', handOverRefusals['not-your-department']],
    ['one’s own out of the department', 'lin', '移交 孙主任', handOverRefusals['not-your-department']],
    ['to oneself', 'lin', '移交 林老师', handOverRefusals['to-oneself']],
    ['to nobody known', 'lin', '移交 王老师', refusals['person-unknown']],
    ['to somebody of another school', 'lin', '移交 周主任', refusals['person-unknown']],
    ['with nothing to give', 'li', '移交 林老师', handOverRefusals['nothing-to-give']],
    ['a leader who is not the coordinator', 'wu', '移交 林老师 李老师', handOverRefusals['not-yours-to-give']],
    ['a stranger', 'chen', '移交 林老师 李老师', refusals['no-campaign']],
    ['the coordinator of another school', 'zhou', '移交 林老师 李老师', refusals['person-unknown']],
    ['unclear', 'lin', '/移交 李老师 王老师 钱主任', handOverRefusals['words-unclear']],
  ])('%s', async (_, who, words, why) => {
    const kept = await world.dump(['delivery'])
    expect((await world.say(who, words)).map(wordsOf)).toEqual([why])
    expect(await world.dump(['delivery'])).toBe(kept)
  })

  test('in a group no name is said', async () => {
    const letters = await world.say('zhao', '移交 林老师 李老师', { in: leadingGroup })
    const here = letters.filter((letter) => receiverOf(letter) === leadingGroup).map(wordsOf)
    expect(here).toEqual(['已移交条款2条、问题3个，正在通知接手的老师；填过的内容都在。'])
  })
})

describe('somebody leaves', () => {
  test('their issues have no owner until somebody takes over, and the coordinator hears once', async () => {
    const letters = await left('lin')
    expect(letters.map(receiverOf)).toEqual(['zhao'])
    const card = wordsOf(letters[0])
    expect(card).toContain('林老师已离开学校，「对照整改年活动」中留下条款2条、问题3个。')
    expect(card).toContain('教务处（条款2条、问题3个）交给：钱主任（可选：钱主任、李老师、赵主任）')
    expect(await ledgerOf(world)).toEqual(movedTo('-'))
    expect(await history()).toEqual(['lin→- left 2/3'])
    expect((await entries()).slice(-3)).toEqual(Array.from({ length: 3 }, () => 'owner-left -'))
    expect(await left('lin')).toEqual([])
    expect(await left('lin', 'another event')).toEqual([])
    expect((await shares(world)).lin).toEqual([17, 18])
  })

  test('as proposed, with one press; the second one says who has it', async () => {
    await left('lin')
    const press = await settlePress()
    const sent = world.sent.length
    const first = await world.press('zhao', press)
    expect(JSON.stringify(first.card)).toContain('钱主任：条款2条、问题3个')
    expect(world.sent.slice(sent).map(receiverOf)).toEqual(['qian'])
    const second = await world.press('zhao', press)
    expect(second.card).toEqual(first.card)
    expect(world.sent.slice(sent)).toHaveLength(1)
    expect(await ledgerOf(world)).toEqual(movedTo('qian'))
  })

  test('who carried for two departments: a choice for each, and one message to whoever takes both', async () => {
    await world.say('zhao', '分工 4 林老师')
    const elsewhere = sql`select department from assignment where requirement_no = 31 and campaign = ${campaign}`
    await change(sql`
      update assignment set department = (${elsewhere}) where requirement_no = 4 and campaign = ${campaign}`)
    const [letter] = await left('lin')
    expect(wordsOf(letter)).toContain('教务处（条款2条、问题3个）交给：钱主任')
    expect(wordsOf(letter)).toContain('总务处（条款1条）交给：孙主任')
    const zhao = String(await idOf('zhao'))
    const { rows } = await world.database.db
      .transaction()
      .execute((tx) => sql<{ id: number }>`select id from department where campaign = ${campaign}`.execute(tx))
    const sent = world.sent.length
    await world.press('zhao', await settlePress(), Object.fromEntries(rows.map(({ id }) => [`to_${id}`, zhao])))
    expect((await history()).at(-1)).toBe('lin→zhao left 3/3')
    expect(world.sent.slice(sent).map(receiverOf)).toEqual(['zhao'])
  })

  test('what somebody else has moved meanwhile is not moved again', async () => {
    await left('lin')
    const press = await settlePress()
    await world.say('zhao', '分工 18 孙主任')
    const again = await world.press('zhao', press)
    expect(again.toast?.text).toBe(refusals['old-card'])
    expect(JSON.stringify(again.card)).toContain('条款1条、问题3个')
    await world.press('zhao', await settlePress())
    const now = await shares(world)
    expect([now.lin, now.sun?.includes(18), now.qian?.includes(17)]).toEqual([undefined, true, true])
  })

  test('all of it moved by words: the card says so', async () => {
    await left('lin')
    const press = await settlePress()
    await world.say('zhao', '移交 林老师 李老师')
    const reply = await world.press('zhao', press)
    expect(JSON.stringify(reply.card)).toContain('李老师：条款2条、问题3个')
    expect((await history()).at(-1)).toBe('lin→li left 2/3')
    expect(await ledgerOf(world)).toEqual(movedTo('li'))
  })

  test('somebody picked who is gone by now, or never was, takes nothing over', async () => {
    await left('lin')
    const press = await settlePress()
    const own = `to_${(await departmentOf17()).toString()}`
    await left('li')
    const kept = await world.dump()
    for (const picked of [String(await idOf('li')), String(await idOf('zhou')), 'x']) {
      expect((await world.press('zhao', press, { [own]: picked })).toast?.text).toBe(refusals['person-unknown'])
    }
    expect(await world.dump()).toBe(kept)
  })

  async function departmentOf17(): Promise<number> {
    const { id } = await assignmentOf(world, 17)
    const row = await world.database.db
      .transaction()
      .execute((tx) => tx.selectFrom('assignment').select('department').where('id', '=', id).executeTakeFirstOrThrow())
    return row.department
  }

  test('who is back keeps what nobody took over; the issues come back when the coordinator asks', async () => {
    const people = [...world.directory.peopleTable]
    await left('lin')
    const press = await settlePress()
    for (const [who, one] of people) world.directory.peopleTable.set(who, one)
    await world.say('zhao', '/assign')
    expect(await ledgerOf(world)).toEqual(movedTo('-'))
    const reply = await world.press('zhao', press)
    expect(JSON.stringify(reply.card)).toContain('林老师已回到学校')
    expect((await shares(world)).lin).toEqual([17, 18])
    expect(await ledgerOf(world)).toEqual(movedTo('lin'))
    const kept = await world.dump(['delivery'])
    await world.press('zhao', press)
    expect(await world.dump(['delivery'])).toBe(kept)
    await world.say('zhao', '移交 林老师 李老师')
    expect(await ledgerOf(world)).toEqual(movedTo('li'))
  })

  test('of a coordinator who left the group hears, in departments and numbers, and anybody there may go on', async () => {
    await left('zhao')
    const letters = await left('lin')
    expect(letters.map(receiverOf)).toEqual([leadingGroup])
    expect(wordsOf(letters[0])).toBe(
      '林老师已离开学校，「对照整改年活动」中教务处条款2条、问题3个要请老师接手。请发送「移交 林老师 接手老师」，写上接手老师的姓名；填过的内容都在。',
    )
    const answers = await world.say('wu', '移交 林老师 李老师', { in: leadingGroup })
    expect(answers.map(receiverOf)).toEqual(['li', leadingGroup])
    expect((await shares(world)).li).toEqual([17, 18])
    expect(await ledgerOf(world)).toEqual(movedTo('li'))
  })

  test('after the end only issues and what came back wait for somebody', async () => {
    await change(sql`update campaign set status = 'closed' where id = ${campaign}`)
    expect(wordsOf((await left('lin'))[0])).toContain('留下条款1条、问题3个')
    expect(await left('sun')).toEqual([])
    await world.press('zhao', await settlePress())
    expect((await shares(world)).lin).toEqual([18])
    expect(await ledgerOf(world)).toEqual(movedTo('qian'))
  })
})
