import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import type { Press } from '#cards/press.ts'
import { studySaid } from '#cards/study-words.ts'
import { refusals, said } from '#cards/words.ts'
import { lastChange } from '#db/audit.ts'
import { changeCampaign, loadStandard } from '#db/campaign.ts'
import { markFailed } from '#db/delivery.ts'
import type { Tx } from '#db/tx.ts'
import type { CampaignId, ChatId, DeliveryId } from '#src/domain/ids.ts'
import { gatherStudy } from '#src/usecases/gather-study.ts'
import { stillWanted } from '#src/usecases/remind.ts'
import { tick } from '#src/usecases/tick.ts'
import {
  campaignOf,
  leadingGroup,
  openCampaign,
  openDivided,
  otherLeadingGroup,
  receiverOf,
  teachers,
  wordsOf,
} from '#test/support/first-school.ts'
import type { Recorder, SentLetter } from '#test/support/recorder.ts'

let world: Recorder
let id: CampaignId
beforeAll(async () => {
  world = await openDivided('2026-09-07T09:00+08:00')
  id = (await campaignOf(world)).id
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const inTx = <T>(work: (tx: Tx) => Promise<T>) => world.database.db.transaction().execute(work)
const hear = async (who: string, words: string, chat?: ChatId) =>
  (await world.say(who, words, chat === undefined ? {} : { in: chat })).map(wordsOf).join('\n')
const items = (letters: readonly SentLetter[]) =>
  letters.filter((one) => /^study:/.test(one.key)).map((one) => `${receiverOf(one)} ${wordsOf(one).split('\n')[0]}`)
const open = (who: string, item = 1, chat: ChatId = teachers) =>
  world.press(who, { v: 1, do: 'open-study-item', campaign: id, item } as Press, {}, { chat })
const facts = async () => {
  const campaign = await campaignOf(world)
  return inTx(async (tx) => gatherStudy(tx, campaign, await loadStandard(tx, campaign)))
}

describe('an item a day', () => {
  test('to the group it was started in, on school days in its window, once, in the order of the standard', async () => {
    expect(await hear('wu', '学习 开始', teachers)).toContain(studySaid.started)
    expect(items(await world.tick('2026-09-07T15:59+08:00'))).toEqual([])
    expect(items(await world.tick('2026-09-07T16:00+08:00'))).toEqual([`${teachers} 【今天学一项（1/22）】`])
    expect(items(await world.tick('2026-09-07T16:01+08:00'))).toEqual([])
    // The next day it was missed: nothing is made up for.
    expect(items(await world.tick('2026-09-08T17:30+08:00'))).toEqual([])
    expect(items(await world.tick('2026-09-09T17:29+08:00'))).toEqual([`${teachers} 【今天学一项（2/22）】`])
    expect(items(await world.tick('2026-09-12T16:30+08:00'))).toEqual([])
    expect(await hear('zhao', '学习')).toContain('每天学一项：已发2/22项')
    expect(await facts()).toMatchObject({ sent: 2, items: 22, first: '2026-09-07', last: '2026-09-09', openings: 0 })
  })

  test('stopped and started elsewhere it goes on where it was; stopped twice it says so', async () => {
    await hear('zhao', '学习 开始', leadingGroup)
    await world.tick('2026-09-07T16:00+08:00')
    expect(await hear('qian', '学习 停止', leadingGroup)).toContain(studySaid.stopped)
    expect(await hear('qian', '学习 停止', leadingGroup)).toContain(studySaid.notRunning)
    expect(items(await world.tick('2026-09-08T16:00+08:00'))).toEqual([])
    await hear('zhao', '学习 开始', teachers)
    expect(items(await world.tick('2026-09-09T16:00+08:00'))).toEqual([`${teachers} 【今天学一项（2/22）】`])
    expect(await hear('zhao', '学习 开始', teachers)).toContain(studySaid.runsHere)
  })

  test('until nothing is left; then it ends by itself and cannot be started again', async () => {
    await hear('zhao', '学习 开始', teachers)
    const days = Array.from({ length: 40 }, (_, at) => new Date(Date.UTC(2026, 8, 7 + at, 8)).toISOString())
    const all: string[] = []
    for (const day of days) all.push(...items(await world.tick(day)))
    // The campaign ends on 30 September: 7 to 24 September but weekends, the Sunday worked, and 28 to 30.
    expect(all).toHaveLength(18)
    await inTx((tx) => changeCampaign(tx, id, { status: 'open', inspectBy: '2026-11-30' as never }))
    for (let at = 19; at < 30; at += 1) all.push(...items(await world.tick(`2026-10-${at}T16:00+08:00`)))
    expect(all.map((one) => /（(\d+)\/22）/.exec(one)?.[1])).toEqual(Array.from({ length: 22 }, (_, at) => `${at + 1}`))
    expect(await hear('zhao', '学习')).toContain('各项都已发过。')
    expect(await hear('zhao', '学习 开始', teachers)).toContain(studySaid.allSent)
  }, 60_000)

  test('before the division too, and not after the end', async () => {
    await using early = await openCampaign('2026-09-07T09:00+08:00')
    await early.say('zhao', '学习 开始', { in: leadingGroup })
    expect(items(await early.tick('2026-09-07T16:00+08:00'))).toHaveLength(1)
    const campaign = await campaignOf(early)
    await early.database.db.transaction().execute((tx) => changeCampaign(tx, campaign.id, { status: 'closed' }))
    expect(items(await early.tick('2026-09-08T16:00+08:00'))).toEqual([])
    const words = (await early.say('zhao', '学习 开始', { in: leadingGroup })).map(wordsOf).join()
    expect(words).toContain(studySaid.ended)
  })

  test('a new version is due when one arrives, not when it is started, posted or stopped', async () => {
    const state = () => inTx((tx) => lastChange(tx, id))
    const before = await state()
    await hear('zhao', '学习 开始', teachers)
    world.clock.set('2026-09-07T16:00+08:00')
    await tick(world.deps, world.clock.now())
    expect(await state()).toBe(before)
    await world.collect()
    const arrived = await state()
    expect(arrived).toBeGreaterThan(before)
    await hear('zhao', '学习 停止')
    expect(await state()).toBe(arrived)
  })

  test('one that cannot be delivered is not counted and comes again the next day', async () => {
    await hear('zhao', '学习 开始', teachers)
    world.clock.set('2026-09-07T16:00+08:00')
    await tick(world.deps, world.clock.now())
    expect(await facts()).toMatchObject({ sent: 0, first: null })
    // While it is on its way nothing follows it, on whatever day.
    world.clock.set('2026-09-08T16:00+08:00')
    await tick(world.deps, world.clock.now())
    const [delivery, ...others] = await inTx((tx) => tx.selectFrom('study_item').select('delivery').execute())
    expect(others).toEqual([])
    await inTx((tx) =>
      markFailed(tx, delivery?.delivery as DeliveryId, { why: 'not-needed', code: null }, world.clock.now()),
    )
    expect(items(await world.tick())).toEqual([`${teachers} 【今天学一项（1/22）】`])
    expect(await facts()).toMatchObject({ sent: 1, first: '2026-09-08' })
  })

  test('nothing is posted to a group the bot has left', async () => {
    await hear('zhao', '学习 开始', teachers)
    await world.happen({ kind: 'bot-removed', id: 'removed', chat: teachers })
    expect(items(await world.tick('2026-09-07T16:00+08:00'))).toEqual([])
    expect(await hear('zhao', '学习')).toContain('发不出去')
  })
})

describe('a letter that waited decides again', () => {
  const wanted = async (at: string) => {
    world.clock.set(at)
    const letter = { campaign: id, person: null, kind: 'study' as const }
    return inTx((tx) => stillWanted(tx, world.deps, letter, world.clock.now()))
  }
  beforeEach(async () => {
    await hear('zhao', '学习 开始', teachers)
    world.clock.set('2026-09-07T16:00+08:00')
    await tick(world.deps, world.clock.now())
  })

  test('in its window it goes out, later or on another day not', async () => {
    expect(await wanted('2026-09-07T17:29+08:00')).toBe(true)
    expect(await wanted('2026-09-07T17:30+08:00')).toBe(false)
    expect(await wanted('2026-09-08T16:30+08:00')).toBe(false)
  })

  test.each<[string, () => Promise<unknown>]>([
    ['stopped', () => inTx((tx) => tx.updateTable('study').set({ running: false }).execute())],
    ['moved to another group', () => inTx((tx) => tx.updateTable('study').set({ chat: leadingGroup }).execute())],
    ['the campaign has ended', () => inTx((tx) => changeCampaign(tx, id, { status: 'closed' }))],
    [
      'the bot has left',
      () =>
        inTx((tx) =>
          tx
            .updateTable('chat')
            .set({ bot_left_at: new Date(0) })
            .execute(),
        ),
    ],
  ])('not when %s', async (_, happens) => {
    await happens()
    expect(await wanted('2026-09-07T16:30+08:00')).toBe(false)
  })
})

describe('starting is refused', () => {
  const rows = () => inTx((tx) => tx.selectFrom('study').selectAll().execute())
  test('in private, by who does not lead, and where another campaign is led', async () => {
    expect(await hear('zhao', '学习 开始')).toBe(studySaid.startInGroup)
    expect(await hear('lin', '学习 开始', teachers)).toBe(refusals['leaders-only'])
    expect(await hear('chen', '学习 开始', teachers)).toBe(refusals['no-campaign'])
    const press = { v: 1, do: 'start-study', campaign: id, seen: 0 } as const
    const reply = await world.press('zhao', press, {}, { chat: otherLeadingGroup })
    expect(reply.toast?.text).toBe(studySaid.groupOfOther)
    expect(await rows()).toEqual([])
  })

  test('from a card drawn before somebody else started or stopped it', async () => {
    const start = (seen: number, chat: ChatId) =>
      world.press('zhao', { v: 1, do: 'start-study', campaign: id, seen }, {}, { chat })
    expect((await start(0, teachers)).toast?.text).toBe(studySaid.started)
    expect((await start(0, teachers)).toast?.text).toBe(studySaid.runsHere)
    const old = await start(0, leadingGroup)
    expect(old.toast?.text).toBe(refusals['old-card'])
    expect(asText(old.card as never)).toContain('每天学一项：已发0/22项')
    const stopped = await world.press('wu', { v: 1, do: 'stop-study', campaign: id, seen: 0 })
    expect(stopped.toast?.text).toBe(refusals['old-card'])
    expect(await rows()).toMatchObject([{ chat: teachers, running: true, version: 1 }])
    expect((await start(1, leadingGroup)).toast?.text).toBe(studySaid.started)
    expect(await rows()).toMatchObject([{ chat: leadingGroup, running: true, version: 2 }])
  })
})

describe('opened', () => {
  beforeEach(async () => {
    await hear('zhao', '学习 开始', teachers)
    await world.tick('2026-09-07T16:00+08:00')
  })

  test('by anybody there, in private, and counted once for each person and item', async () => {
    const before = world.sent.length
    expect((await open('chen')).toast?.text).toBe(said.privately)
    expect((await open('chen')).toast?.text).toBe(studySaid.sentToday)
    await open('lin')
    const letters = world.sent.slice(before)
    expect(letters.map(receiverOf)).toEqual(['chen', 'lin'])
    expect(wordsOf(letters[0])).toContain('内容为概括，以文件原文为准。')
    await world.tick('2026-09-08T16:00+08:00')
    expect((await open('chen')).toast?.text).toBe(said.privately)
    await open('chen', 2)
    expect(await facts()).toMatchObject({ sent: 2, readers: 2, openings: 3 })
    expect(await hear('zhao', '学习')).toContain('2人共3次点开完整要求')
  })

  test('in words: in the group and in private', async () => {
    expect(await hear('chen', '学习 （1）', teachers)).toContain(said.privately)
    expect(await hear('lin', '学习 （1）')).toContain('第1项/共22项')
    expect(await hear('lin', '学习 （2）')).toBe(studySaid.notSentYet)
    expect(await hear('lin', '学习 （99）')).toBe(studySaid.notSentYet)
    expect(await hear('chen', '学习 （1）')).toBe(refusals['no-campaign'])
    expect(await facts()).toMatchObject({ readers: 2, openings: 2 })
  })

  test('not what never arrived', async () => {
    await inTx((tx) => tx.updateTable('delivery').set({ state: 'failed', why: 'address' }).execute())
    expect(await hear('lin', '学习 （1）')).toBe(studySaid.notSentYet)
    expect(await facts()).toMatchObject({ sent: 0, openings: 0 })
  })

  test('not from another group, nor before it was sent', async () => {
    expect((await open('zhou', 1, otherLeadingGroup)).toast?.text).toBe(refusals['no-campaign'])
    expect((await open('chen', 2)).toast?.text).toBe(refusals['no-campaign'])
    expect(await facts()).toMatchObject({ openings: 0 })
  })

  test('the audit has numbers alone, and each of it makes a new version due', async () => {
    const before = await inTx((tx) => lastChange(tx, id))
    await open('chen')
    const opened = await inTx((tx) => lastChange(tx, id))
    expect(opened).toBeGreaterThan(before)
    await open('chen')
    expect(await inTx((tx) => lastChange(tx, id))).toBe(opened)
    const rows = await inTx((tx) =>
      tx.selectFrom('audit').select(['did', 'about']).where('did', 'like', '%study%').orderBy('id').execute(),
    )
    expect(rows).toEqual([
      { did: 'start-study', about: { moved: false } },
      { did: 'send-study-item', about: { item: 1 } },
      { did: 'open-study-item', about: { item: 1 } },
    ])
  })

  test('before the group nobody is named, neither who opened it nor who did not', async () => {
    for (const who of ['chen', 'lin']) await open(who)
    const shown = await hear('wu', '学习', teachers)
    expect(shown).not.toMatch(/陈老师|林老师|李老师|吴校长/)
  })
})
