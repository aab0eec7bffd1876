import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { acceptedNote, reviewSaid } from '#cards/review-words.ts'
import { refusals, said as spoken } from '#cards/words.ts'
import type { Reply } from '#src/events.ts'
import {
  assignmentOf,
  campaignOf,
  leadingGroup,
  openDivided,
  receiverOf,
  shares,
  teachers,
  walkPress,
  wordsOf,
} from '#test/support/first-school.ts'
import { layEvidence } from '#test/support/lay-evidence.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { met, partly, reviewPress, setReview, shownNow, standing, submit } from '#test/support/review.ts'
import { openIdOf } from '#test/support/school-directory.ts'

let world: Recorder
/** One of 教务处 that its head qian answers herself, and one of 总务处, which is sun's. */
let ofQian: number
let ofSun: number
beforeAll(async () => {
  world = await openDivided()
  await setReview(world, 'head')
  const all = await shares(world)
  ofQian = all.qian?.[0] ?? 0
  ofSun = all.sun?.[0] ?? 0
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const shows = (reply: Reply) => (reply.card === undefined ? '' : asText(reply.card))
const stateOf = async (no: number) => (await standing(world, no)).state
const accept = async (who: string, no: number) => world.press(who, await reviewPress(world, 'accept-answer', no))
const giveBack = async (who: string, no: number, reason = '请补上开放时间') =>
  world.press(who, await reviewPress(world, 'return-answer', no), { reason })
const start = (who: string) => world.press(who, { v: 1, do: 'start-review' })

describe('who reviews what', () => {
  test('a head sees the answers of the department, with who gave them, and not her own', async () => {
    await submit(world, 'lin', 17, partly)
    await submit(world, 'qian', ofQian)
    const card = shows(await start('qian'))
    expect(card).toContain('第1条/共1条')
    expect(card).toContain('自评：部分达到')
    expect(card).toContain('存在问题：缺名册')
    expect(card).toContain('林老师填报于2026年9月7日')
    expect((await accept('qian', ofQian)).toast?.text).toBe(reviewSaid.notYours)
    expect(await stateOf(ofQian)).toBe('submitted')
  })

  test('a head’s own answer goes to the coordinator', async () => {
    await submit(world, 'qian', ofQian)
    expect(shows(await start('zhao'))).toContain('第1条/共1条')
    await accept('zhao', ofQian)
    expect(await stateOf(ofQian)).toBe('accepted')
  })

  test('what a head wrote and handed over stays hers: the coordinator reviews it', async () => {
    await submit(world, 'qian', ofQian)
    await world.say('zhao', `/assign ${ofQian} 林老师`)
    expect((await accept('qian', ofQian)).toast?.text).toBe(reviewSaid.notYours)
    await accept('zhao', ofQian)
    expect(await stateOf(ofQian)).toBe('accepted')
  })

  test('submitted again word for word by a colleague it stays hers; in other words it is the colleague’s', async () => {
    await submit(world, 'qian', ofQian)
    await world.say('zhao', `分工 ${ofQian} 林老师`)
    await giveBack('zhao', ofQian)
    await submit(world, 'lin', ofQian)
    expect((await accept('qian', ofQian)).toast?.text).toBe(reviewSaid.notYours)
    await giveBack('zhao', ofQian)
    await submit(world, 'lin', ofQian, { ...met, fact: '每学期一次，有记录' })
    expect((await accept('qian', ofQian)).toast?.text).toBe(reviewSaid.accepted)
  })

  test('the coordinator’s own goes to the leading group, not to the coordinator', async () => {
    await setReview(world, 'coordinator')
    const own = (await shares(world)).zhao?.[0] ?? 0
    await submit(world, 'zhao', own)
    await submit(world, 'sun', ofSun)
    expect(shows(await start('zhao'))).toContain('第1条/共1条')
    expect((await accept('zhao', own)).toast?.text).toBe(reviewSaid.notYours)
    await world.say('wu', '审核', { in: leadingGroup })
    await accept('wu', own)
    expect(await stateOf(own)).toBe('accepted')
    expect((await accept('wu', ofSun)).toast?.text).toBe(reviewSaid.notYours)
  })

  test('a leader whose group was read long ago is asked to write first, which reads it again', async () => {
    await setReview(world, 'coordinator')
    await submit(world, 'zhao', (await shares(world)).zhao?.[0] ?? 0)
    world.clock.set('2026-09-10T10:00+08:00')
    expect((await start('wu')).toast?.text).toBe(reviewSaid.membersUnread)
    expect(wordsOf((await world.say('wu', '审核')).at(-1))).toContain('第1条/共1条')
    await world.say('wu', '审核')
    expect(shows(await start('wu'))).toContain('第1条/共1条')
  })

  test('where the head has left, the coordinator reviews', async () => {
    await submit(world, 'lin', 17)
    await world.happen({ kind: 'person-left', id: 'left', person: openIdOf('qian') })
    expect((await accept('qian', 17)).toast?.text).toBe(reviewSaid.notYours)
    await accept('zhao', 17)
    expect(await stateOf(17)).toBe('accepted')
  })

  test('where the coordinator has left, the leading group reviews', async () => {
    await setReview(world, 'coordinator')
    await submit(world, 'lin', 17)
    await world.happen({ kind: 'person-left', id: 'left', person: openIdOf('zhao') })
    await accept('wu', 17)
    expect(await stateOf(17)).toBe('accepted')
  })

  test.each(['lin', 'li', 'sun', 'wu', 'zhou', 'chen'])('%s does not review what lin wrote', async (who) => {
    await submit(world, 'lin', 17)
    const before = await world.dump()
    expect((await accept(who, 17)).toast?.text).toBe(reviewSaid.notYours)
    expect((await giveBack(who, 17)).toast?.text).toBe(reviewSaid.notYours)
    expect(await world.dump()).toBe(before)
    expect(shows(await start(who))).toContain(reviewSaid.nothingWaits)
  })
})

describe('one answer a card', () => {
  test('accepted, skipped, returned: the position counts on and the end says how many', async () => {
    await submit(world, 'lin', 17)
    await submit(world, 'lin', 18, partly)
    await world.say('zhao', '/assign 19 李老师')
    await submit(world, 'li', 19)
    expect(shows(await start('qian'))).toContain('第1条/共3条')
    const second = await accept('qian', 17)
    expect(second.toast?.text).toBe(reviewSaid.accepted)
    expect(shows(second)).toContain('第2条/共3条')
    const { id } = await standing(world, 18)
    expect(shows(await world.press('qian', { v: 1, do: 'skip-review', assignment: id as never }))).toContain(
      '第3条/共3条',
    )
    expect(shows(await accept('qian', 19))).toContain('第3条/共3条')
    const end = await giveBack('qian', 18)
    expect(end.toast?.text).toBe(reviewSaid.returned)
    expect(shows(end)).toContain('这次审核了3条')
    expect([await stateOf(17), await stateOf(18), await stateOf(19)]).toEqual(['accepted', 'returned', 'accepted'])
  })

  test('returning needs a reason, and one not too long; what was typed stands there again', async () => {
    await submit(world, 'lin', 17)
    const bare = await giveBack('qian', 17, ' ')
    expect(shows(bare)).toContain(reviewSaid.reasonMissing)
    const long = await giveBack('qian', 17, '长'.repeat(501))
    expect(shows(long)).toContain(reviewSaid.reasonTooLong)
    expect(JSON.stringify(long.card)).toContain('长'.repeat(400))
    expect(await stateOf(17)).toBe('submitted')
    await giveBack('qian', 17, '长'.repeat(500))
    expect(await stateOf(17)).toBe('returned')
  })

  test('submitted again meanwhile: nothing is decided, the card is the current one with the reason typed', async () => {
    await submit(world, 'lin', 17)
    const old = await reviewPress(world, 'return-answer', 17)
    await submit(world, 'lin', 17, { rating: '已达到', fact: '每周一次' })
    const reply = await world.press('qian', old, { reason: '写得太短' })
    expect(reply.toast?.text).toBe(reviewSaid.changed)
    expect(shows(reply)).toContain('工作情况：每周一次')
    expect(shows(reply)).toContain('退回原因：写得太短')
    expect(await stateOf(17)).toBe('submitted')
  })

  test('evidence laid down or taken back meanwhile: nothing is decided about what the reviewer has not seen', async () => {
    const { evidence } = await layEvidence(world, 'lin', 17)
    await submit(world, 'lin', 17)
    const withIt = await reviewPress(world, 'accept-answer', 17)
    await world.press('lin', { v: 1, do: 'withdraw-evidence', evidence })
    expect((await world.press('qian', withIt)).toast?.text).toBe(reviewSaid.changed)
    const without = await reviewPress(world, 'accept-answer', 17)
    await layEvidence(world, 'lin', 17, { kind: 'image', key: 'another' })
    expect((await world.press('qian', without)).toast?.text).toBe(reviewSaid.changed)
    expect(await stateOf(17)).toBe('submitted')
    await accept('qian', 17)
    expect(await stateOf(17)).toBe('accepted')
  })

  test('a draft begun meanwhile changes nothing that the reviewer sees', async () => {
    await submit(world, 'lin', 17)
    const press = await reviewPress(world, 'accept-answer', 17)
    await world.press('lin', await walkPress(world, 'keep-draft', 17), { rating: '已达到', fact: '改到一半' })
    await world.press('qian', press)
    expect(await stateOf(17)).toBe('accepted')
  })

  test('of two who review, the second hears that it is decided, whatever they press', async () => {
    await setReview(world, 'coordinator')
    const own = (await shares(world)).zhao?.[0] ?? 0
    await submit(world, 'zhao', own)
    for (const who of ['wu', 'qian']) await world.say(who, '审核', { in: leadingGroup })
    const [first, second] = [
      await reviewPress(world, 'accept-answer', own),
      await reviewPress(world, 'return-answer', own),
    ]
    const replies = await Promise.all([world.press('wu', first), world.press('qian', second, { reason: '不够' })])
    expect(replies.map((one) => one.toast?.text)).toEqual([reviewSaid.accepted, reviewSaid.decided])
    expect(await stateOf(own)).toBe('accepted')
    const verdicts = await world.database.db
      .transaction()
      .execute((tx) => tx.selectFrom('review').select('verdict').execute())
    expect(verdicts).toEqual([{ verdict: 'accepted' }])
  })

  test('a second tap decides nothing twice', async () => {
    await submit(world, 'lin', 17)
    const press = await reviewPress(world, 'accept-answer', 17)
    await world.press('qian', press)
    const before = await world.dump(['review_walk'])
    expect((await world.press('qian', press)).toast?.text).toBe(reviewSaid.decided)
    expect(await world.dump(['review_walk'])).toBe(before)
  })

  test('an accepted one is opened by its number, and may still be returned', async () => {
    await submit(world, 'lin', 17)
    await accept('qian', 17)
    expect(wordsOf((await world.say('qian', '审核 17')).at(-1))).toContain('［已通过］')
    await world.say('qian', '审核 退回 日期写错了')
    expect(await stateOf(17)).toBe('returned')
    expect(wordsOf((await world.say('qian', '审核 17')).at(-1))).toBe(refusals['requirement-unknown'])
    expect(wordsOf((await world.say('lin', '审核 17')).at(-1))).toBe(refusals['requirement-unknown'])
  })
})

describe('many at once', () => {
  test('the list accepts exactly what it showed: what changed since stays and is said', async () => {
    await submit(world, 'lin', 17)
    await submit(world, 'lin', 18, partly)
    const list = await world.press('qian', { v: 1, do: 'list-review', page: 0 })
    expect(shows(list)).toContain('▲ （')
    expect(shows(list)).toContain('部分达到')
    expect(JSON.stringify(list.card)).toContain('"content":"全部通过（2条）"')
    expect(JSON.stringify(list.card)).toContain('"confirm"')
    const shown = await shownNow(world)
    await submit(world, 'lin', 18, { ...partly, fact: '又改了' })
    const done = await world.press('qian', { v: 1, do: 'accept-all', shown, page: 0 })
    expect(done.toast?.text).toBe('已通过1条。另有1条有了变化，没有一起通过。')
    expect([await stateOf(17), await stateOf(18)]).toEqual(['accepted', 'submitted'])
    const again = await world.press('qian', { v: 1, do: 'accept-all', shown: await shownNow(world), page: 0 })
    expect(shows(again)).toContain('这次审核了2条')
    expect(await stateOf(18)).toBe('accepted')
  })

  test('what is not theirs stays, even when a forged press names it', async () => {
    await submit(world, 'lin', 17)
    await submit(world, 'sun', ofSun)
    const shown = `${await shownNow(world)},4294967295.1`
    await world.press('qian', { v: 1, do: 'accept-all', shown, page: 0 })
    expect([await stateOf(17), await stateOf(ofSun)]).toEqual(['accepted', 'submitted'])
  })

  test('forty a page', async () => {
    await setReview(world, 'coordinator')
    const { id: campaign } = await campaignOf(world)
    const { respondent: qian } = await assignmentOf(world, ofQian)
    await world.database.db.transaction().execute(async (tx) => {
      const all = await tx
        .selectFrom('assignment')
        .select(['id', 'respondent'])
        .where('campaign', '=', campaign)
        .execute()
      const theirs = all.filter((one) => one.respondent === qian)
      const at = world.clock.now()
      await tx
        .insertInto('answer')
        .values(
          theirs.map((one) => ({
            assignment: one.id,
            revision: 1,
            ...{ rating: '已达到', means: 'met' as const, fact: '有', shortcoming: null, measure: null },
            ...{ due: null, evidence: null, submitted_by: qian, submitted_at: at },
          })),
        )
        .execute()
      await tx
        .updateTable('assignment')
        .set({ answered_revision: 1, state: 'submitted' })
        .where('respondent', '=', qian)
        .where('campaign', '=', campaign)
        .execute()
    })
    const total = (await shares(world)).qian?.length ?? 0
    expect(total).toBeGreaterThan(40)
    const first = await world.press('zhao', { v: 1, do: 'list-review', page: 0 })
    expect(shows(first)).toContain(`共${total}条`)
    expect(JSON.stringify(first.card)).toContain('全部通过（本页40条）')
    const shown = JSON.stringify(first.card).match(/"shown":"([^"]+)"/)?.[1] ?? ''
    const next = await world.press('zhao', { v: 1, do: 'accept-all', shown, page: 0 })
    expect(shows(next)).toContain(`共${total - 40}条`)
  })
})

describe('the respondent', () => {
  test('gets one message for several, kept up to date, and the walk begins at what came back', async () => {
    await submit(world, 'lin', 17)
    await submit(world, 'lin', 18, partly)
    const before = world.sent.length
    await giveBack('qian', 18, '名册呢')
    await giveBack('qian', 17, '写具体些')
    const letters = world.sent.slice(before).filter((one) => one.key.startsWith('returned:'))
    expect(letters.map(receiverOf)).toEqual(['lin', letters[0]?.message])
    expect(letters.map(wordsOf).map((one) => one.split('\n')[0])).toEqual([
      '【有1条退回，请看原因后修改】',
      '【有2条退回，请看原因后修改】',
    ])
    const { id } = await campaignOf(world)
    const walk = await world.press('lin', { v: 1, do: 'start-walk', campaign: id })
    expect(shows(walk)).toContain('［已退回］')
    expect(shows(walk)).toContain('退回原因（钱主任）：写具体些')
    const on = await submit(world, 'lin', 17, { rating: '已达到', fact: '每周五下午' })
    expect(shows(on)).toContain('退回原因（钱主任）：名册呢')
  })

  test('what came back comes before what is still open, also after one of it is mended', async () => {
    for (const no of [19, 20]) await world.say('zhao', `/assign ${no} 林老师`)
    for (const no of [18, 20]) await submit(world, 'lin', no)
    for (const no of [18, 20]) await giveBack('qian', no)
    expect(wordsOf((await world.say('lin', '填报')).at(-1))).toContain('第2条/共4条')
    expect(shows(await submit(world, 'lin', 18, partly))).toContain('第4条/共4条')
  })

  test('a return after the first ones were mended is a message again', async () => {
    await submit(world, 'lin', 17)
    await giveBack('qian', 17)
    await submit(world, 'lin', 17, { rating: '已达到', fact: '改了' })
    const before = world.sent.length
    await giveBack('qian', 17)
    expect(world.sent.slice(before).map((one) => one.target)).toEqual([{ to: 'person', person: openIdOf('lin') }])
  })

  test('in a group the reason is read, not who gave it', async () => {
    await submit(world, 'lin', 17)
    await giveBack('qian', 17)
    const card = wordsOf((await world.say('lin', '/start', { in: teachers })).at(-1))
    expect(card).toContain('退回原因：请补上开放时间')
    expect(card).not.toContain('钱主任')
  })

  test('what came back may be submitted as it was, but not by a card from before', async () => {
    await submit(world, 'lin', 17)
    const old = await walkPress(world, 'submit-answer', 17)
    await giveBack('qian', 17)
    const stale = await world.press('lin', old, met)
    expect(shows(stale)).toContain('退回原因')
    expect(await stateOf(17)).toBe('returned')
    await submit(world, 'lin', 17)
    expect(await standing(world, 17)).toMatchObject({ state: 'submitted', seen: 3 })
  })

  test('an accepted one is there to be read: nothing is changed, and 跳过 goes on', async () => {
    await submit(world, 'lin', 17)
    const old = await walkPress(world, 'submit-answer', 17)
    await accept('qian', 17)
    const before = await world.dump(['walk'])
    const reply = await world.press('lin', old, { rating: '未达到', shortcoming: '无' })
    expect(reply.toast?.text).toBe(acceptedNote)
    expect(shows(reply)).toContain('［已通过］')
    expect(JSON.stringify(reply.card)).not.toContain('"form"')
    expect(await world.dump(['walk'])).toBe(before)
    expect(wordsOf((await world.say('lin', '再写一句')).at(-1))).toBe(acceptedNote)
    expect(wordsOf((await world.say('lin', '跳过')).at(-1))).toContain('第2条/共2条')
  })

  test('/mine marks what came back and puts it first; the two numbers count it as answered', async () => {
    await submit(world, 'lin', 17)
    await submit(world, 'lin', 18)
    await accept('qian', 17)
    await giveBack('qian', 18)
    const mine = wordsOf((await world.say('lin', '我的任务')).at(-1))
    expect(mine).toContain('共2条 · 已填2 · 待填0 · 退回待改1')
    expect(mine.indexOf('↩')).toBeLessThan(mine.indexOf('✓'))
    const progress = wordsOf((await world.say('zhao', '进度', { in: leadingGroup })).at(-1))
    expect(progress).toContain('已填报 2 / 92')
    expect(progress).toContain('待审核 0 · 退回待改 1')
  })

  test('is reminded of what came back, and of what was accepted not', async () => {
    for (const no of [17, 18]) await submit(world, 'lin', no)
    await accept('qian', 17)
    await giveBack('qian', 18)
    const letters = await world.tick('2026-09-22T16:00+08:00')
    const lin = letters.find((one) => one.key.startsWith('remind:') && receiverOf(one) === 'lin')
    expect(wordsOf(lin)).toContain('还有1条')
  })
})

describe('after the end', () => {
  test('what came back is answered and reviewed still, everything else is closed', async () => {
    for (const no of [17, 18]) await submit(world, 'lin', no)
    await world.tick('2026-09-30T18:00+08:00')
    await giveBack('qian', 17)
    expect((await submit(world, 'lin', 18, partly)).toast?.text).toBe(refusals.closed)
    expect(wordsOf((await world.say('lin', '/start')).at(-1))).toContain('退回原因')
    for (const word of ['上一条', '跳过']) {
      expect(wordsOf((await world.say('lin', word)).at(-1))).toContain('退回原因')
    }
    expect(shows(await submit(world, 'lin', 17, { rating: '已达到', fact: '补好了' }))).toContain('已全部完成')
    expect(await stateOf(17)).toBe('submitted')
    expect((await submit(world, 'lin', 17, partly)).toast?.text).toBe(refusals.closed)
    // The Friday after the holidays.
    const letters = await world.tick('2026-10-09T16:00+08:00')
    expect(letters.filter((one) => one.key.startsWith('review:')).map(receiverOf)).toEqual(['qian'])
    await accept('qian', 17)
    expect(await stateOf(17)).toBe('accepted')
  })
})

test('a leader reviews the coordinator’s own after the end too, the group’s members being read again', async () => {
  const own = (await shares(world)).zhao?.[0] ?? 0
  await submit(world, 'zhao', own)
  await world.tick('2026-09-30T18:00+08:00')
  world.clock.set('2026-10-20T10:00+08:00')
  expect(wordsOf((await world.say('wu', '审核')).at(-1))).toContain('第1条/共1条')
  await accept('wu', own)
  expect(await stateOf(own)).toBe('accepted')
})

describe('the setting', () => {
  test('switched off, what was submitted stands and accepted stays accepted; on again, it waits', async () => {
    for (const no of [17, 18]) await submit(world, 'lin', no)
    await accept('qian', 17)
    await setReview(world, 'none')
    expect((await accept('qian', 18)).toast?.text).toBe(reviewSaid.notYours)
    expect([await stateOf(17), await stateOf(18)]).toEqual(['accepted', 'submitted'])
    expect(wordsOf((await world.say('zhao', '进度', { in: leadingGroup })).at(-1))).not.toContain('待审核')
    await setReview(world, 'coordinator')
    expect((await accept('qian', 18)).toast?.text).toBe(reviewSaid.notYours)
    await accept('zhao', 18)
    expect(await stateOf(18)).toBe('accepted')
  })

  test('switched off, what was accepted may be changed by whoever answers; on again, it waits', async () => {
    await submit(world, 'lin', 17)
    await accept('qian', 17)
    await setReview(world, 'none')
    const { id } = await assignmentOf(world, 17)
    const opened = await world.press('lin', { v: 1, do: 'open-assignment', assignment: id })
    expect(JSON.stringify(opened.card)).toContain('"form"')
    expect((await submit(world, 'lin', 17, partly)).toast?.text).toBe(spoken.changed)
    expect(await stateOf(17)).toBe('submitted')
    await setReview(world, 'head')
    await accept('qian', 17)
    expect((await submit(world, 'lin', 17)).toast?.text).toBe(acceptedNote)
  })

  test('in words, and what is none of the three is said', async () => {
    const said = async (words: string) => wordsOf((await world.say('zhao', words, { in: leadingGroup })).at(-1))
    expect(await said('创建活动 审核：联络员')).toContain('审核：联络员')
    expect((await campaignOf(world)).review).toBe('coordinator')
    expect(await said('创建活动 审核：校长')).toContain(refusals['review-unknown'])
    expect(await said('创建活动 审核：不审核')).not.toContain('审核：不审核')
    expect((await campaignOf(world)).review).toBe('none')
    const form = await said('创建活动')
    expect(form).toContain('审核：不审核（可选：不审核、部门负责人、联络员）')
    expect(form).toContain('已通过的也可以再修改')
  })
})

test('in a group the answer goes to the reviewer alone', async () => {
  await submit(world, 'lin', 17)
  const letters = await world.say('qian', '审核', { in: leadingGroup })
  const [aside, toGroup] = [
    letters.filter((one) => one.target.to === 'person'),
    letters.filter((one) => one.target.to !== 'person'),
  ]
  expect(aside.map(receiverOf)).toEqual(['qian'])
  expect(wordsOf(aside[0])).toContain('林老师')
  expect(toGroup.map(wordsOf).join()).not.toMatch(/林老师|工作情况/)
})

test('the whole of it in words', async () => {
  for (const no of [17, 18]) await submit(world, 'lin', no)
  await world.say('zhao', '/assign 19 李老师')
  await submit(world, 'li', 19)
  const say = async (words: string) => wordsOf((await world.say('qian', words)).at(-1))
  expect(await say('审核 通过')).toBe(reviewSaid.openFirst)
  expect(await say('审核 全部通过 确认')).toBe(reviewSaid.listFirst)
  expect(await say('审核')).toContain('要退回，请发送「审核 退回 原因」。')
  expect(await say('审核 退回')).toContain(reviewSaid.reasonMissing)
  expect(await say('审核 退回 请写明名册在哪里，由谁保管；\n再写上每学期检查几次。')).toContain(reviewSaid.returned)
  expect(await say('审核 通过')).toContain('第3条/共3条')
  expect(await say('审核 全部通过')).toContain('全部通过（1条）：发送「审核 全部通过 确认」。')
  expect(await say('审核 全部通过 确认')).toContain('这次审核了3条')
  expect([await stateOf(17), await stateOf(18), await stateOf(19)]).toEqual(['returned', 'accepted', 'accepted'])
  const walk = wordsOf((await world.say('lin', '填报')).at(-1))
  expect(walk).toContain('请写明名册在哪里，由谁保管；\n再写上每学期检查几次。')
  expect(await say('审核 好好看')).toBeDefined()
})

test('nothing that anybody wrote stands in the audit', async () => {
  await submit(world, 'lin', 17)
  await giveBack('qian', 17, '秘密的原因')
  const rows = await world.database.db.transaction().execute((tx) => tx.selectFrom('audit').selectAll().execute())
  expect(rows.map((one) => one.did)).toContain('return-answer')
  expect(JSON.stringify(rows)).not.toContain('秘密')
})
