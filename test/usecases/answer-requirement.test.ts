import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { answerGaps, notYours, refusals, said } from '#cards/words.ts'
import { isCertainlyUndone } from '#db/trouble.ts'
import type { AssignmentId, MessageId } from '#src/domain/ids.ts'
import type { Reply } from '#src/events.ts'
import { openInbox } from '#src/inbox.ts'
import {
  assignmentOf,
  campaignOf,
  leadingGroup,
  openDivided,
  otherLeadingGroup,
  teachers,
  walkPress,
} from '#test/support/first-school.ts'
import { privateChat, type Recorder } from '#test/support/recorder.ts'
import { setReview } from '#test/support/review.ts'
import { openIdOf } from '#test/support/school-directory.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const met = { rating: '已达到', fact: '每学期体检一次' }
const shown = ({ card }: Reply) => (card === undefined ? '' : asText(card))
async function answersOf(no: number) {
  const { id } = await assignmentOf(world, no)
  return world.database.db
    .transaction()
    .execute((tx) => tx.selectFrom('answer').selectAll().where('assignment', '=', id).orderBy('revision').execute())
}
async function draftOf(no: number) {
  const { id } = await assignmentOf(world, no)
  return world.database.db
    .transaction()
    .execute((tx) => tx.selectFrom('draft').selectAll().where('assignment', '=', id).executeTakeFirst())
}

describe('提交并继续', () => {
  test('keeps the answer as the first revision and goes on to the next', async () => {
    const reply = await world.press('lin', await walkPress(world, 'submit-answer', 17), met)
    expect(reply.toast).toEqual({ kind: 'success', text: said.submitted })
    expect(shown(reply)).toContain('第2条/共2条 · 已填1')
    expect(await answersOf(17)).toMatchObject([{ revision: 1, rating: '已达到', means: 'met', fact: '每学期体检一次' }])
    expect(await draftOf(17)).toBeUndefined()
  })

  test('keeps it though the next card cannot be drawn; pressed again, it goes on', async () => {
    const press = await walkPress(world, 'submit-answer', 17)
    const full = Object.assign(new Error('no room'), { code: '53100' })
    const noRoom = { some: () => { throw full } } // biome-ignore format: one line
    const broken = { ...world.deps, standards: noRoom as unknown as typeof world.deps.standards }
    const lin = { presser: openIdOf('lin'), chat: privateChat('lin'), card: 'om_lin' as MessageId }
    const undrawn = { kind: 'press', id: 'undrawn', press, form: met, ...lin } as const
    const receiving = openInbox(broken, world.clock.now, () => {}).receive(undrawn)
    // Trouble that is certain to have undone everything would be told as if nothing had changed.
    await expect(receiving).rejects.toSatisfy((error) => error.cause === full && !isCertainlyUndone(error))
    const again = await world.press('lin', press, met)
    expect(again.toast).toEqual({ kind: 'info', text: said.submitted })
    expect(shown(again)).toContain('第2条/共2条 · 已填1')
    expect(await answersOf(17)).toHaveLength(1)
  })

  test('上一条 goes to an answer that is returned in that very moment, and says why', async () => {
    await setReview(world, 'head')
    await world.press('lin', await walkPress(world, 'submit-answer', 17), met)
    // As a reviewer who is faster than the card: after the walk has moved, before the card is read.
    const { db } = world.database
    await sql`create function return_it() returns trigger language plpgsql as $$ begin
      insert into review (assignment, revision, verdict, reason, by_person, at)
        select new.assignment, 1, 'returned', '请写日期', new.person, now();
      update assignment set state = 'returned', version = version + 1 where id = new.assignment;
      return new; end $$`.execute(db)
    await sql`create trigger return_it after update on walk for each row execute function return_it()`.execute(db)
    const reply = await world.press('lin', await walkPress(world, 'go-back', 18), {})
    await sql`drop trigger return_it on walk`.execute(db)
    await sql`drop function return_it`.execute(db)
    expect(shown(reply)).toContain('退回原因')
    expect(shown(reply)).toContain('请写日期')
  })

  test('on the last one says that all is done', async () => {
    await world.press('lin', await walkPress(world, 'submit-answer', 17), met)
    const reply = await world.press('lin', await walkPress(world, 'submit-answer', 18), met)
    expect(shown(reply)).toContain('已全部完成')
  })

  test('of the same words again is no new revision, of other words is one', async () => {
    await world.press('lin', await walkPress(world, 'submit-answer', 17), met)
    await world.press('lin', await walkPress(world, 'submit-answer', 17), met)
    expect(await answersOf(17)).toHaveLength(1)
    const reply = await world.press('lin', await walkPress(world, 'submit-answer', 17), { ...met, fact: '每年两次' })
    expect(reply.toast?.text).toBe(said.changed)
    expect((await answersOf(17)).map((one) => one.fact)).toEqual(['每学期体检一次', '每年两次'])
    expect((await assignmentOf(world, 17)).answeredRevision).toBe(2)
  })

  test.each([
    ['no rating', { fact: '有' }, answerGaps['rating-missing']],
    ['a rating that is none', { rating: '优秀', fact: '有' }, answerGaps['rating-unknown']],
    ['met without a fact', { rating: '已达到' }, answerGaps['fact-missing']],
    ['partly without what is missing', { rating: '部分达到', fact: '有' }, answerGaps['shortcoming-missing']],
    ['not applicable without a reason', { rating: '不适用' }, answerGaps['reason-missing']],
    ['a date in the past', { rating: '未达到', shortcoming: '缺', due: '2026-09-06 +0800' }, answerGaps['due-past']],
    ['a text too long', { rating: '已达到', fact: '长'.repeat(1001) }, answerGaps['too-long']],
  ])('of %s is no answer, says why, and keeps what was typed', async (_, form, why) => {
    const reply = await world.press('lin', await walkPress(world, 'submit-answer', 17), form)
    expect(reply.toast).toEqual({ kind: 'warning', text: why })
    expect(shown(reply)).toContain(why)
    expect(await answersOf(17)).toEqual([])
    const draft = await draftOf(17)
    expect(draft?.fact ?? null).toBe('fact' in form ? form.fact : null)
  })

  test('of the form of a text too long, sent back as it was drawn, loses none of it; a shorter one counts', async () => {
    const long = Array.from({ length: 300 }, (_, at) => `第${at}次活动`).join('，')
    const first = await world.press('lin', await walkPress(world, 'keep-draft', 17), { rating: '已达到', fact: long })
    const drawn = /"default_value":"(第0次[^"]*)"/.exec(JSON.stringify(first.card))?.[1] ?? ''
    expect(drawn.length).toBeLessThanOrEqual(1000)
    for (const verb of ['submit-answer', 'keep-draft', 'skip'] as const) {
      await world.press('lin', await walkPress(world, verb, 17), { rating: '已达到', fact: drawn })
      expect(await answersOf(17)).toEqual([])
      expect((await draftOf(17))?.fact).toBe(long)
    }
    await world.press('lin', await walkPress(world, 'submit-answer', 17), {
      rating: '已达到',
      fact: drawn.slice(0, 900),
    })
    expect(await answersOf(17)).toMatchObject([{ fact: drawn.slice(0, 900) }])
  })

  test('of what falls short keeps measure and date; of what is met drops them', async () => {
    const partly = { rating: '部分达到', shortcoming: '缺名册', measure: '补建', due: '2026-10-20 +0800' }
    await world.press('lin', await walkPress(world, 'submit-answer', 17), partly)
    await world.press('lin', await walkPress(world, 'submit-answer', 17), { ...partly, ...met })
    expect(await answersOf(17)).toMatchObject([
      { shortcoming: '缺名册', measure: '补建', due: '2026-10-20' },
      { shortcoming: null, measure: null, due: null },
    ])
  })
})

describe('the other buttons', () => {
  test('暂存 keeps what was typed, on the same card', async () => {
    const reply = await world.press('lin', await walkPress(world, 'keep-draft', 17), { fact: '写到一半' })
    expect(reply.toast).toEqual({ kind: 'success', text: said.draftKept })
    expect(shown(reply)).toContain('写到一半')
    expect(await draftOf(17)).toMatchObject({ fact: '写到一半' })
  })

  test('上一条 keeps it too and goes back; at the first it says so', async () => {
    const reply = await world.press('lin', await walkPress(world, 'go-back', 18), { fact: '写到一半' })
    expect(shown(reply)).toContain('第1条/共2条')
    expect(await draftOf(18)).toMatchObject({ fact: '写到一半' })
    expect((await world.press('lin', await walkPress(world, 'go-back', 17))).toast?.text).toBe(said.firstAlready)
  })

  test('跳过 goes on and comes round to what was skipped; with one left it says so', async () => {
    expect(shown(await world.press('lin', await walkPress(world, 'skip', 17)))).toContain('第2条/共2条')
    expect(shown(await world.press('lin', await walkPress(world, 'skip', 18)))).toContain('第1条/共2条')
    await world.press('lin', await walkPress(world, 'submit-answer', 17), met)
    expect((await world.press('lin', await walkPress(world, 'skip', 18))).toast?.text).toBe(said.onlyOneLeft)
  })
})

describe('changes nothing', () => {
  async function nothingChangesBy(press: () => Promise<Reply>): Promise<Reply> {
    const before = await world.dump(['walk'])
    const reply = await press()
    expect(await world.dump(['walk'])).toBe(before)
    return reply
  }

  test('a press on a card drawn from an older state; what was typed on it is shown again', async () => {
    const old = await walkPress(world, 'submit-answer', 17)
    await world.press('lin', await walkPress(world, 'keep-draft', 17), { fact: '在手机上写的' })
    const reply = await nothingChangesBy(() => world.press('lin', old, { ...met, fact: '在电脑上写的' }))
    expect(reply.toast).toEqual({ kind: 'warning', text: refusals['old-card'] })
    expect(shown(reply)).toContain('在电脑上写的')
  })

  test('a second tap on 提交并继续 ends where the first did', async () => {
    const press = await walkPress(world, 'submit-answer', 17)
    const first = await world.press('lin', press, met)
    const second = await nothingChangesBy(() => world.press('lin', press, met))
    expect(second.card).toEqual(first.card)
    expect(second.toast?.text).toBe(said.submitted)
  })

  test('a second tap where a shortcoming was left in the form of something now met', async () => {
    const press = await walkPress(world, 'submit-answer', 17)
    const form = { ...met, shortcoming: '以前缺名册', due: '2026-10-20' }
    const first = await world.press('lin', press, form)
    const second = await nothingChangesBy(() => world.press('lin', press, form))
    expect(second.card).toEqual(first.card)
  })

  test('a second tap on 提交并继续 with something missing says again what is missing', async () => {
    const press = await walkPress(world, 'submit-answer', 17)
    const first = await world.press('lin', press, { rating: '已达到' })
    const second = await nothingChangesBy(() => world.press('lin', press, { rating: '已达到' }))
    expect(second).toEqual(first)
  })

  test('a second tap on 暂存 says again that it is kept', async () => {
    const press = await walkPress(world, 'keep-draft', 17)
    const first = await world.press('lin', press, { fact: '写到一半' })
    expect(await nothingChangesBy(() => world.press('lin', press, { fact: '写到一半' }))).toEqual(first)
  })

  test('the same event delivered twice', async () => {
    const press = await walkPress(world, 'submit-answer', 17)
    await world.press('lin', press, met, { id: 'once' })
    const again = await nothingChangesBy(() => world.press('lin', press, met, { id: 'once' }))
    expect(again.toast?.text).toBe(refusals['old-card'])
  })

  test('a press on the card of another person’s walk in a group, who is named', async () => {
    const card = (await world.say('lin', '/start', { in: teachers })).at(-1)?.message
    if (card === undefined) throw new Error('no card')
    const reply = await nothingChangesBy(async () =>
      world.press('li', await walkPress(world, 'submit-answer', 17), met, { chat: teachers, card }),
    )
    expect(reply).toEqual({ toast: { kind: 'warning', text: notYours('林老师') } })
  })

  test('a press in a group that names the number of somebody’s requirement tells no name', async () => {
    for (const chat of [leadingGroup, otherLeadingGroup]) {
      const reply = await nothingChangesBy(async () =>
        world.press('li', await walkPress(world, 'submit-answer', 17, chat), met, { chat: teachers }),
      )
      expect(reply).toEqual({ toast: { kind: 'warning', text: refusals['not-assigned'] } })
    }
  })

  test('a press on a requirement of another school', async () => {
    const reply = await nothingChangesBy(async () =>
      world.press('lin', await walkPress(world, 'submit-answer', 17, otherLeadingGroup), met),
    )
    expect(reply.card).toBeUndefined()
  })

  test('a press on a requirement that is nowhere', async () => {
    const press = { v: 1, do: 'submit-answer', assignment: 2_147_483_647 as AssignmentId, seen: 0 } as const
    const reply = await nothingChangesBy(() => world.press('lin', press, met))
    expect(reply.toast?.text).toBe(refusals['old-card'])
  })

  test('a press after the requirement went to somebody else, who finds the draft', async () => {
    const card = 'om_card_of_lin' as MessageId
    await world.press('lin', await walkPress(world, 'keep-draft', 17), { fact: '写到一半' }, { card })
    const press = await walkPress(world, 'submit-answer', 17)
    await world.say('zhao', '/assign 17 李老师')
    const reply = await nothingChangesBy(() => world.press('lin', press, met, { card }))
    expect(reply).toEqual({ toast: { kind: 'warning', text: refusals['not-assigned'] } })
    const onAnother = await nothingChangesBy(() => world.press('lin', press, met))
    expect(onAnother).toEqual({ toast: { kind: 'warning', text: refusals['not-assigned'] } })
    const found = await world.press('li', { v: 1, do: 'open-assignment', assignment: press.assignment })
    expect(shown(found)).toContain('写到一半')
  })

  test('a press after the campaign was closed', async () => {
    const press = await walkPress(world, 'submit-answer', 17)
    await world.tick('2026-09-30T18:00+08:00')
    expect((await campaignOf(world)).status).toBe('closed')
    const reply = await nothingChangesBy(() => world.press('lin', press, met))
    expect(reply).toEqual({ toast: { kind: 'warning', text: refusals.closed } })
  })
})
