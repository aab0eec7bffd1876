import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { earlierOpen, earlierSaid } from '#cards/earlier-words.ts'
import { acceptedNote } from '#cards/review-words.ts'
import { answerGaps, notYours, refusals, said } from '#cards/words.ts'
import type { Answer } from '#src/domain/answer.ts'
import type { AssignmentId, MessageId } from '#src/domain/ids.ts'
import type { RatingWord } from '#src/domain/standard.ts'
import type { Reply } from '#src/events.ts'
import { writeTrace } from '#src/usecases/write-trace.ts'
import { loadCatalogues } from '#standards/catalogues.ts'
import {
  assignmentOf,
  campaignOf,
  divide,
  leadingGroup,
  openDivided,
  otherLeadingGroup,
  setupForm,
  teachers,
  walkPress,
  wordsOf,
} from '#test/support/first-school.ts'
import {
  earlierOf,
  earlierPress,
  lastMet,
  lastShort,
  lastYearTitle,
  openAfterLastYear,
  openSecondYear,
} from '#test/support/last-year.ts'
import { layEvidence } from '#test/support/lay-evidence.ts'
import { ledgerOf } from '#test/support/ledger.ts'
import { privateChat, type Recorder, type Where } from '#test/support/recorder.ts'
import { reviewPress, setReview, standing, submit } from '#test/support/review.ts'
import { openIdOf } from '#test/support/school-directory.ts'
import { statementsOf } from '#test/support/statements.ts'
import { commentsOf } from '#test/support/word-comments.ts'

let world: Recorder
beforeAll(async () => {
  world = await openSecondYear()
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const shown = ({ card }: Reply) => (card === undefined ? '' : asText(card))
const last = async (letters: ReturnType<Recorder['say']>) => wordsOf((await letters).at(-1))
const open = async (no: number) =>
  world.press('lin', { v: 1, do: 'open-assignment', assignment: (await assignmentOf(world, no)).id })
const confirm = async (no: number, form = {}, on = {}) =>
  world.press('lin', await earlierPress(world, 'confirm-earlier', no), form, on)
/** Time goes by in which somebody can read the card before them. */
const read = () => world.clock.pass(20_000)
/** Somebody reads the card before them and writes something. */
const say = async (words: string, who = 'lin', where: Where = {}) => {
  read()
  return last(world.say(who, words, where))
}
const takeOver = async (no: number, form = {}) =>
  world.press('lin', await earlierPress(world, 'take-over-earlier', no), form)
async function rowsOf(table: 'answer' | 'draft', no: number) {
  const { id } = await assignmentOf(world, no)
  return world.database.db
    .transaction()
    .execute((tx) => tx.selectFrom(table).selectAll().where('assignment', '=', id).execute())
}
const answersOf = (no: number) => rowsOf('answer', no)
const draftOf = async (no: number) => (await rowsOf('draft', no))[0]
/** What stands beside the paragraphs of the paper, for whoever asks where a sentence comes from. */
async function tracedComments(): Promise<string> {
  await world.say('zhao', '总结 依据')
  const { id } = await campaignOf(world)
  const file = await world.database.db
    .transaction()
    .execute((tx) => writeTrace(tx, world.deps, id, 1, world.clock.now()))
  const comments = await commentsOf(file?.bytes ?? new Uint8Array())
  return comments.flatMap((one) => one.lines).join('\n')
}

/** The year before's answer is corrected there. */
async function answerAgainThen(no: number, fact: string, more: Partial<Answer> = {}): Promise<void> {
  const { earlier } = (await earlierOf(world, no)) ?? { earlier: 0 as AssignmentId }
  await world.database.db.transaction().execute(async (tx) => {
    const answer = tx.selectFrom('answer').selectAll().where('assignment', '=', earlier)
    const row = await answer.executeTakeFirstOrThrow()
    await tx
      .insertInto('answer')
      .values({ ...row, ...more, fact, revision: 2 })
      .execute()
    await tx.updateTable('assignment').set({ answered_revision: 2 }).where('id', '=', earlier).execute()
  })
}

describe('the card of a requirement', () => {
  test('shows what was answered the year before, by whom and when, also to somebody else', async () => {
    const text = shown(await open(18))
    expect(text).toContain('上次填报：部分达到')
    expect(text).toContain('图书室每天中午开放')
    expect(text).toContain('存在问题：周末没有开放')
    expect(text).toContain(`李老师 2025年11月3日 · ${lastYearTitle}`)
    expect(text).toContain('发送「仍然如此」')
  })

  test('in a group names nobody', async () => {
    const text = await last(world.say('lin', '/start', { in: teachers }))
    expect(text).toContain('上次填报：已达到')
    expect(text).not.toContain('李老师')
  })

  test('says that files were not carried over, only where there were some', async () => {
    expect(shown(await open(17))).not.toContain('附件')
    const { evidence } = await layEvidence(world, 'lin', 17)
    const { earlier } = (await earlierOf(world, 17)) ?? { earlier: 0 as AssignmentId }
    await world.database.db.transaction().execute(async (tx) => {
      await tx.updateTable('evidence_use').set({ assignment: earlier }).where('evidence', '=', evidence).execute()
    })
    expect(shown(await open(17))).toContain('当时的1个附件没有带来，今年要用请再发一次。')
  })

  test('shows it no more where something is kept or submitted, nor where nobody answered', async () => {
    await world.press('lin', await walkPress(world, 'keep-draft', 17), { fact: '写到一半' })
    expect(shown(await open(17))).not.toContain('上次填报')
    await submit(world, 'lin', 18)
    expect(shown(await open(18))).not.toContain('上次填报')
    await world.say('zhao', '/assign 19 林老师')
    expect(shown(await open(19))).not.toContain('上次填报')
  })

  test('shows nothing that came back and was not answered again', async () => {
    const { earlier } = (await earlierOf(world, 17)) ?? { earlier: 0 as AssignmentId }
    await world.database.db
      .transaction()
      .execute((tx) => tx.updateTable('assignment').set({ state: 'returned' }).where('id', '=', earlier).execute())
    expect(shown(await open(17))).not.toContain('上次填报')
  })

  test('of a campaign that carries nothing over is drawn as ever, and asks nothing more of the database', async () => {
    await using plain = await openDivided()
    const { id } = await assignmentOf(plain, 17)
    const statements = await statementsOf(plain, 'lin', { v: 1, do: 'open-assignment', assignment: id })
    const here = await assignmentOf(world, 17)
    const more = await statementsOf(world, 'lin', { v: 1, do: 'open-assignment', assignment: here.id })
    expect(more).toHaveLength(statements.length + 1)
  })
})

describe('仍然如此', () => {
  test('in one press submits it as this year’s, goes on, and the trace says who confirmed what', async () => {
    const reply = await confirm(17)
    expect(reply.toast).toEqual({ kind: 'success', text: said.submitted })
    expect(shown(reply)).toContain('第2条/共2条 · 已填1')
    expect(await answersOf(17)).toMatchObject([
      { revision: 1, rating: '已达到', means: 'met', fact: '每周一节阅读课', evidence: '档案盒3-2，教务处' },
    ])
    expect(await draftOf(17)).toBeUndefined()
    expect(await tracedComments()).toContain(
      '沿用「2025年对照整改年活动」的填报（李老师 2025年11月3日），由林老师于2026年9月7日确认仍然如此',
    )
    const noted = await world.database.db
      .transaction()
      .execute((tx) => tx.selectFrom('audit').select('about').where('did', '=', 'submit-answer').execute())
    expect(noted.at(-1)?.about).toMatchObject({ requirement: 17, from: expect.any(Number) })
  })

  test('a later answer is this year’s own', async () => {
    await confirm(17)
    await submit(world, 'lin', 17, { rating: '已达到', fact: '每周两节阅读课' })
    expect((await answersOf(17)).map((one) => one.from_revision)).toEqual([1, null])
    await submit(world, 'lin', 17, { rating: '已达到', fact: '每周一节阅读课' })
    expect((await answersOf(17)).map((one) => one.from_revision)).toEqual([1, null, null])
  })

  test('of what fell short opens its issue; its day is over, so one is asked for and nothing is lost', async () => {
    const reply = await confirm(18)
    expect(reply.toast).toEqual({ kind: 'warning', text: earlierOpen.due })
    expect(shown(reply)).toContain(earlierOpen.due)
    expect(shown(reply)).toContain('存在问题：周末没有开放')
    expect(await answersOf(18)).toEqual([])
    const kept = await draftOf(18)
    expect(kept).toMatchObject({ rating: '部分达到', shortcoming: '周末没有开放', due: null })
    const { rating, fact, shortcoming, measure } = kept ?? { rating: '', fact: '', shortcoming: '', measure: '' }
    const form = { rating: `${rating}`, fact: `${fact}`, shortcoming: `${shortcoming}`, measure: `${measure}` }
    await submit(world, 'lin', 18, { ...form, due: '2026-12-18 +0800' })
    expect(await answersOf(18)).toMatchObject([{ due: '2026-12-18', from_revision: 1 }])
    expect(await ledgerOf(world)).toMatchObject([{ problem: '周末没有开放', due: '2026-12-18' }])
  })

  test('with a new day picked on the card is one press', async () => {
    await confirm(18, { due: '2026-12-18 +0800' })
    expect(await answersOf(18)).toMatchObject([{ shortcoming: '周末没有开放', due: '2026-12-18', from_revision: 1 }])
  })

  test('of what fell short without a day asks for one, not for a new one', async () => {
    await answerAgainThen(18, '图书室每天中午开放', { due: null })
    expect((await confirm(18)).toast?.text).toBe(earlierOpen['first-due'])
  })

  test('with a day that is over says so and keeps it all', async () => {
    const reply = await confirm(18, { due: '2026-09-01 +0800' })
    expect(reply.toast?.text).toBe(answerGaps['due-past'])
    expect(await draftOf(18)).toMatchObject({ shortcoming: '周末没有开放', due: '2026-09-01' })
  })

  test('pressed over words of this year loses none of them and submits nothing', async () => {
    const reply = await confirm(17, { fact: '今年改为每周两节' })
    expect(reply.toast).toEqual({ kind: 'warning', text: earlierOpen['own-words'] })
    expect(await answersOf(17)).toEqual([])
    expect(await draftOf(17)).toMatchObject({ rating: null, fact: '今年改为每周两节', evidence: '档案盒3-2，教务处' })
  })

  test('a second tap ends where the first did', async () => {
    for (const [no, form] of [
      [17, {}],
      [18, {}],
    ] as const) {
      const press = await earlierPress(world, 'confirm-earlier', no)
      const first = await world.press('lin', press, form)
      const before = await world.dump(['walk'])
      const second = await world.press('lin', press, form)
      expect(second.card).toEqual(first.card)
      expect(await world.dump(['walk'])).toBe(before)
    }
  })

  test('a reviewer reads that it was confirmed, and by whom', async () => {
    await setReview(world, 'head')
    await confirm(17)
    const text = await last(world.say('qian', '审核 17'))
    expect(text).toContain('由林老师于2026年9月7日确认仍然如此')
  })
})

describe('填入修改', () => {
  test('puts all of it into the form, to be changed', async () => {
    const reply = await takeOver(17)
    expect(reply.toast).toEqual({ kind: 'success', text: earlierSaid.takenOver })
    expect(await draftOf(17)).toMatchObject({ rating: '已达到', fact: '每周一节阅读课' })
    expect(await answersOf(17)).toEqual([])
    await submit(world, 'lin', 17, { rating: '已达到', fact: '每周两节阅读课' })
    expect(await answersOf(17)).toMatchObject([{ fact: '每周两节阅读课', from_assignment: null }])
  })

  test('keeps what was typed', async () => {
    await takeOver(17, { fact: '今年改为每周两节' })
    expect(await draftOf(17)).toMatchObject({ fact: '今年改为每周两节', evidence: '档案盒3-2，教务处' })
  })

  test('tapped twice is the same', async () => {
    const press = await earlierPress(world, 'take-over-earlier', 17)
    const first = await world.press('lin', press)
    expect((await world.press('lin', press)).card).toEqual(first.card)
  })
})

describe('in words', () => {
  beforeEach(async () => {
    await world.say('lin', '/start')
  })

  test.each(['仍然如此', '还是这样。', '和去年一样！'])('%s submits it', async (words) => {
    expect(await say(words)).toContain('第2条/共2条 · 已填1')
    expect(await answersOf(17)).toMatchObject([{ fact: '每周一节阅读课', from_revision: 1 }])
  })

  test('a day said first is the new one; a day missing is asked for, said, and then it is', async () => {
    await world.say('lin', '/start 18')
    expect(await say('仍然如此')).toContain(earlierOpen.due)
    await say('整改时限：2026-12-18')
    await say('仍然如此')
    expect(await answersOf(18)).toMatchObject([{ due: '2026-12-18', from_revision: 1 }])
  })

  test('a day or a place said first is taken with it, as both stand on the card beside it', async () => {
    expect(await say('佐证材料：档案盒4-1')).toContain('上次填报：已达到')
    await say('仍然如此')
    expect(await answersOf(17)).toMatchObject([{ evidence: '档案盒4-1', from_revision: 1 }])
    expect(await say('整改时限：2026-12-18')).toContain('上次填报：部分达到')
    await say('仍然如此')
    expect(await answersOf(18)).toMatchObject([{ due: '2026-12-18', from_revision: 1 }])
  })

  test('填入修改 fills the form', async () => {
    expect(await last(world.say('lin', '填入修改'))).toContain(earlierSaid.takenOver)
    expect(await draftOf(17)).toMatchObject({ fact: '每周一节阅读课' })
  })

  test('where nothing was answered before says so; of what is answered already too', async () => {
    await world.say('zhao', '/assign 19 林老师')
    await world.say('lin', '/start 19')
    expect(await say('仍然如此')).toContain(earlierSaid.nothing)
    expect(await draftOf(19)).toBeUndefined()
    await submit(world, 'lin', 17)
    await world.say('lin', '/start 17')
    expect(await say('仍然如此')).toContain(earlierSaid.answeredAlready)
    expect(await answersOf(17)).toHaveLength(1)
  })

  test('in the thread of a group it is the walk there', async () => {
    const root = (await world.say('lin', '/start', { in: teachers })).at(-1)
    const target = root?.target
    if (target?.to !== 'thread') throw new Error('no thread')
    await say('仍然如此', 'lin', { in: teachers, root: target.of, unaddressed: true })
    expect(await answersOf(17)).toMatchObject([{ from_revision: 1 }])
  })

  test.each(['沿用', '同上', '同去年', '仍然如此吧'])(
    '%s is neither that nor a fact, and the way is told',
    async (words) => {
      expect(await say(words)).toBe(earlierSaid.meant)
      expect(await answersOf(17)).toEqual([])
      expect(await draftOf(17)).toBeUndefined()
      await world.say('zhao', '/assign 19 林老师')
      await say('/start 19')
      expect(await say(words)).not.toBe(earlierSaid.meant)
    },
  )

  test('in a campaign that carries nothing over they are words like any others', async () => {
    await using plain = await openDivided()
    await plain.say('lin', '/start')
    expect(wordsOf((await plain.say('lin', '还是这样')).at(-1))).toContain(said.factTaken)
  })
})

describe('仍然如此 in words vouches for nothing that is not on the card before whoever says it', () => {
  beforeEach(async () => {
    await world.say('lin', '/start')
  })

  test('sent twice is of one requirement, however soon the next one’s card came', async () => {
    await say('/start 18')
    await say('整改时限：2026-12-18')
    await say('/start 17')
    await say('仍然如此')
    expect(await answersOf(17)).toHaveLength(1)
    for (const pause of [0, 2_900]) {
      world.clock.pass(pause)
      expect(await last(world.say('lin', '仍然如此'))).toContain(earlierSaid.look)
    }
    expect(await answersOf(18)).toEqual([])
    await say('仍然如此')
    expect(await answersOf(18)).toMatchObject([{ shortcoming: '周末没有开放', due: '2026-12-18', from_revision: 1 }])
  })

  test('written before the card came, and brought late, is of none', async () => {
    const at = world.clock.now()
    read()
    await world.say('lin', '/start 17')
    read()
    const message = 'om_late' as MessageId
    const said = { kind: 'text', text: '仍然如此' } as const
    const about = {
      sender: openIdOf('lin'),
      chat: privateChat('lin'),
      place: 'private',
      mentions: [],
      root: null,
    } as const
    expect(await last(world.happen({ kind: 'message', message, said, at, ...about }))).toContain(earlierSaid.look)
    expect(await answersOf(17)).toEqual([])
  })

  test('as an answer to a card that has moved on is of none', async () => {
    const card = (await world.say('lin', '/start 17')).at(-1)
    const on = { root: card?.message ?? null }
    await say('仍然如此', 'lin', on)
    expect(await answersOf(17)).toHaveLength(1)
    expect(await say('仍然如此', 'lin', on)).toContain(earlierSaid.look)
    expect(await draftOf(18)).toBeUndefined()
  })

  test('a draft that came from somebody else is submitted as what it is, not as confirmed', async () => {
    await takeOver(17)
    await world.say('zhao', '/assign 17 李老师')
    expect(await say('/start 17', 'li')).not.toContain('上次填报')
    expect(await say('仍然如此', 'li')).toContain(earlierSaid.written)
    expect(await answersOf(17)).toEqual([])
    await say('提交', 'li')
    expect(await answersOf(17)).toMatchObject([{ fact: '每周一节阅读课', from_revision: null }])
  })

  test('where it is carried over only since the card came, it is shown first', async () => {
    await world.say('zhao', '创建活动 沿用往年填报：不沿用', { in: leadingGroup })
    await world.say('lin', '/start 17')
    await world.say('zhao', `创建活动 沿用往年填报：${lastYearTitle}`, { in: leadingGroup })
    const text = await say('仍然如此')
    expect(text).toContain(earlierSaid.look)
    expect(text).toContain('上次填报：已达到')
    expect(await answersOf(17)).toEqual([])
    await say('仍然如此')
    expect(await answersOf(17)).toHaveLength(1)
  })

  test('where it has changed since the card came, what it is now is shown first', async () => {
    await answerAgainThen(17, '每周三节阅读课')
    const text = await say('仍然如此')
    expect(text).toContain(earlierSaid.changed)
    expect(text).toContain('每周三节阅读课')
    expect(await answersOf(17)).toEqual([])
    await say('仍然如此')
    expect(await answersOf(17)).toMatchObject([{ fact: '每周三节阅读课', from_revision: 2 }])
  })

  test('beside words of this year it is not on the card, so they are read and submitted', async () => {
    await say('今年改为每周两节')
    expect(await say('仍然如此')).toContain(earlierSaid.written)
    expect(await answersOf(17)).toEqual([])
    expect(await draftOf(17)).toMatchObject({ rating: null, fact: '今年改为每周两节', evidence: null })
  })

  test('what was emptied in the form stands there again before it is submitted', async () => {
    await takeOver(17)
    const form = { rating: '已达到', fact: '每周一节阅读课' }
    await world.press('lin', await walkPress(world, 'keep-draft', 17), form)
    expect(await say('仍然如此')).toContain('佐证材料：档案盒3-2，教务处')
    expect(await answersOf(17)).toEqual([])
    await say('仍然如此')
    expect(await answersOf(17)).toMatchObject([{ evidence: '档案盒3-2，教务处', from_revision: 1 }])
  })

  test('an answer of this year from another card is not submitted again', async () => {
    await confirm(18, { due: '2026-12-18 +0800' })
    await world.say('lin', '/start 18')
    expect(await say('仍然如此')).toContain(earlierSaid.answeredAlready)
    expect(await answersOf(18)).toHaveLength(1)
  })
})

describe('whose words they are', () => {
  test('the same words written by somebody who took nothing over confirm nothing', async () => {
    await submit(world, 'lin', 17, lastMet)
    expect(await answersOf(17)).toMatchObject([{ fact: '每周一节阅读课', from_assignment: null, from_revision: null }])
    expect(await tracedComments()).not.toContain('确认仍然如此')
  })

  test('what was taken over and is submitted unchanged is confirmed, on a later day too; changed it is not', async () => {
    await takeOver(17)
    await submit(world, 'lin', 17, lastMet)
    expect(await answersOf(17)).toMatchObject([{ from_revision: 1 }])
    await takeOver(18)
    await submit(world, 'lin', 18, { ...lastShort, shortcoming: '晚上没有开放', due: '2026-12-18 +0800' })
    expect(await answersOf(18)).toMatchObject([{ from_revision: null }])
  })
})

describe('changes nothing', () => {
  async function nothingChangesBy(press: () => Promise<Reply>): Promise<Reply> {
    const before = await world.dump(['walk'])
    const reply = await press()
    expect(await world.dump(['walk'])).toBe(before)
    return reply
  }

  test('a press on a card from before a draft, which stands there', async () => {
    const old = await earlierPress(world, 'confirm-earlier', 17)
    await world.press('lin', await walkPress(world, 'keep-draft', 17), { fact: '在手机上写的' })
    const reply = await nothingChangesBy(() => world.press('lin', old))
    expect(reply.toast).toEqual({ kind: 'warning', text: refusals['old-card'] })
    expect(shown(reply)).toContain('在手机上写的')
  })

  test('a press on a card from before it was taken over, with a day on it, shows the day beside what is kept', async () => {
    const old = await earlierPress(world, 'confirm-earlier', 18)
    await world.press('lin', old)
    const reply = await nothingChangesBy(() => world.press('lin', old, { due: '2026-12-18 +0800' }))
    expect(reply.toast?.text).toBe(refusals['old-card'])
    for (const part of ['自评：部分达到', '存在问题：周末没有开放', '整改时限：2026-12-18'])
      expect(shown(reply)).toContain(part)
  })

  test('a press on a card from before another answer; what was typed on it is shown', async () => {
    const old = await earlierPress(world, 'confirm-earlier', 17)
    await submit(world, 'lin', 17, { rating: '已达到', fact: '在手机上写的' })
    const reply = await nothingChangesBy(() => world.press('lin', old, { fact: '在电脑上写的' }))
    expect(reply.toast?.text).toBe(refusals['old-card'])
    expect(shown(reply)).toContain('在电脑上写的')
    expect(shown(await nothingChangesBy(() => world.press('lin', old)))).toContain('在手机上写的')
  })

  test('a press that names another answer than the one that counts, of this school or another', async () => {
    const press = await earlierPress(world, 'confirm-earlier', 17)
    const { earlier: ofZhou } = await earlierPress(world, 'confirm-earlier', 17, otherLeadingGroup)
    for (const wrong of [{ revision: 2 }, { earlier: ofZhou }, { earlier: press.assignment }]) {
      const reply = await nothingChangesBy(() => world.press('lin', { ...press, ...wrong }))
      expect(reply.toast?.text).toBe(earlierSaid.changed)
      expect(shown(reply)).not.toContain('二小')
    }
  })

  test('a press by somebody else, in private and on lin’s card in a group', async () => {
    const press = await earlierPress(world, 'confirm-earlier', 17)
    const reply = await nothingChangesBy(() => world.press('li', press))
    expect(reply).toEqual({ toast: { kind: 'warning', text: refusals['not-assigned'] } })
    const card = (await world.say('lin', '/start', { in: teachers })).at(-1)?.message
    if (card === undefined) throw new Error('no card')
    const inGroup = await nothingChangesBy(() => world.press('li', press, {}, { chat: teachers, card }))
    expect(inGroup).toEqual({ toast: { kind: 'warning', text: notYours('林老师') } })
  })

  test('a press after the campaign was closed, or the answer accepted', async () => {
    await setReview(world, 'head')
    await confirm(17)
    const again = await earlierPress(world, 'confirm-earlier', 17)
    await world.press('qian', await reviewPress(world, 'accept-answer', 17))
    expect((await standing(world, 17)).state).toBe('accepted')
    const accepted = await nothingChangesBy(() => world.press('lin', again))
    expect(accepted.toast).toEqual({ kind: 'warning', text: acceptedNote })
    const press = await earlierPress(world, 'confirm-earlier', 18)
    await world.tick('2026-09-30T18:00+08:00')
    const closed = await nothingChangesBy(() => world.press('lin', press))
    expect(closed).toEqual({ toast: { kind: 'warning', text: refusals.closed } })
  })

  test('what came back is not answered by a card that did not say why it came back', async () => {
    await setReview(world, 'head')
    const old = await earlierPress(world, 'confirm-earlier', 17)
    await world.press('lin', old)
    await world.press('qian', await reviewPress(world, 'return-answer', 17), { reason: '请补上数字' })
    const reply = await nothingChangesBy(() => world.press('lin', old))
    expect(shown(reply)).toContain('请补上数字')
  })

  test('a press in a campaign that carries nothing over any more', async () => {
    const press = await earlierPress(world, 'confirm-earlier', 17)
    await world.say('zhao', '创建活动 沿用往年填报：不沿用', { in: leadingGroup })
    const reply = await nothingChangesBy(() => world.press('lin', press, { fact: '写到一半' }))
    expect(reply.toast?.text).toBe(earlierSaid.nothing)
    expect(shown(reply)).toContain('写到一半')
  })
})

describe('against another standard than the year before', () => {
  const graded: RatingWord[] = [
    { word: 'A', means: 'met' },
    { word: 'B', means: 'partly' },
    { word: 'C', means: 'partly' },
    { word: 'D', means: 'unmet' },
  ]
  let later: Recorder
  const openThere = async (no: number) =>
    later.press('lin', { v: 1, do: 'open-assignment', assignment: (await assignmentOf(later, no)).id })
  const confirmThere = async (no: number) => later.press('lin', await earlierPress(later, 'confirm-earlier', no))
  const answerThere = async (no: number) => {
    const { id } = await assignmentOf(later, no)
    return later.database.db
      .transaction()
      .execute((tx) => tx.selectFrom('answer').selectAll().where('assignment', '=', id).executeTakeFirst())
  }
  beforeAll(async () => {
    const [edition2017, trial] = loadCatalogues()
    if (edition2017 === undefined || trial === undefined) throw new Error('an edition is missing')
    const own = { ...edition2017, id: 'graded', documentNumber: 'graded', ratings: graded }
    const answers = { 20: lastMet, 21: { ...lastShort, due: '2026-12-18 +0800' }, 67: lastMet }
    later = await openAfterLastYear(answers, [own, trial])
    const form = { ...setupForm, standardId: 'graded' }
    await later.press('zhao', { v: 1, do: 'create-campaign' }, form, { chat: leadingGroup })
    await divide(later, 'zhao', leadingGroup)
    for (const no of [19, 20, 63]) await later.say('zhao', `/assign ${no} 林老师`)
    await later.keep()
  })
  beforeEach(() => later.rewind())
  afterAll(() => later[Symbol.asyncDispose]())

  test('a rating goes by its meaning, and the card says what it is called now', async () => {
    expect(shown(await openThere(19))).toContain('上次填报：已达到（今年为「A」）')
    await confirmThere(19)
    expect(await answerThere(19)).toMatchObject({ rating: 'A', means: 'met', fact: '每周一节阅读课', from_revision: 1 })
  })

  test('a rating of which there are two is asked for, and everything else is in the form', async () => {
    expect(shown(await openThere(20))).not.toContain('今年为')
    const reply = await confirmThere(20)
    expect(reply.toast?.text).toBe(earlierOpen.rating)
    expect(shown(reply)).toContain('存在问题：周末没有开放')
    expect(await answerThere(20)).toBeUndefined()
    await later.say('lin', '/start 20')
    await later.say('lin', 'C')
    await later.say('lin', '提交')
    expect(await answerThere(20)).toMatchObject({ rating: 'C', due: '2026-12-18', from_revision: 1 })
  })

  test('of a requirement that was called otherwise the card says how', async () => {
    expect(shown(await openThere(63))).toContain('当时的条款是「突发事件应急预案」，请对照今年的要求。')
    expect(shown(await openThere(19))).not.toContain('当时的条款')
  })
})
