import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { noteExample, sessionGaps, studySaid } from '#cards/study-words.ts'
import { refusals } from '#cards/words.ts'
import { lastChange } from '#db/audit.ts'
import { changeCampaign } from '#db/campaign.ts'
import { compileSummary } from '#src/domain/summary.ts'
import { gatherFacts } from '#src/usecases/gather-facts.ts'
import { campaignOf, leadingGroup, openDivided, teachers, wordsOf } from '#test/support/first-school.ts'
import type { Recorder } from '#test/support/recorder.ts'

let world: Recorder
let untouched: string
beforeAll(async () => {
  world = await openDivided('2026-09-08T09:00+08:00')
  await world.keep()
  untouched = await world.dump(passing)
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

/** What is said, and when the group's members were last read. */
const passing = ['delivery', 'chat', 'chat_member']
const note = '学习 记录 9月3日 集中学习 32人 校长解读标准'
const hear = async (who: string, words: string, chat?: typeof leadingGroup) =>
  (await world.say(who, words, chat === undefined ? {} : { in: chat })).map(wordsOf).join('\n')

async function sectionOne(): Promise<string> {
  const campaign = await campaignOf(world)
  const { deps, database } = world
  const facts = await database.db
    .transaction()
    .execute((tx) => gatherFacts(tx, deps, campaign, 1, '2026-09-08' as never))
  const [section] = compileSummary(facts, { work: deps.calendar, holidays: [] }).sections
  const [part] = section?.parts ?? []
  return part?.kind === 'text'
    ? part.sentences
        .slice(1)
        .map((one) => one.text)
        .join('')
    : ''
}

async function form(who: string, filled: Record<string, unknown>, seen = 0) {
  const { id } = await campaignOf(world)
  return world.press(who, { v: 1, do: 'note-session', campaign: id, seen }, filled)
}
const filled = { heldOn: '2026-09-03 +0800', form: '集中学习', about: '校长解读标准', people: '32' }

test('in words: noted, listed, written into the summary, taken back', async () => {
  expect(await sectionOne()).toBe('【学习宣传情况：未填报】')
  expect(await hear('zhao', '学习')).toContain('还没有记录学习。')
  const said = await hear('wu', note, leadingGroup)
  expect(said).toContain(studySaid.noted)
  expect(said).toContain('［1］2026年9月3日 集中学习，32人：校长解读标准')
  expect(await sectionOne()).toBe('2026年9月3日，我校开展集中学习，32人参加，内容为：校长解读标准。')
  expect(await hear('zhao', '学习 撤下 1')).toContain('还没有记录学习。')
  expect(await sectionOne()).toBe('【学习宣传情况：未填报】')
  expect(await hear('zhao', '学习 撤下 1')).toBe(studySaid.nothingToWithdraw(1))
  await hear('zhao', note)
  expect(await hear('zhao', '学习')).toContain('［2］2026年9月3日')
})

test('by the form: asked for in the group it comes in private; what does not fit is said and kept', async () => {
  const { id } = await campaignOf(world)
  const before = world.sent.length
  const offered = await world.press('wu', { v: 1, do: 'open-session', campaign: id }, {}, { chat: leadingGroup })
  expect(offered.card).toBeUndefined()
  expect(wordsOf(world.sent[before])).toContain('日期：2026-09-08')
  const refused = await form('wu', { ...filled, people: '很多' })
  expect(refused.toast?.text).toBe(sessionGaps['people-unreadable'])
  expect(asText(refused.card as never)).toContain('内容：校长解读标准')
  const done = await form('wu', filled)
  expect(done.toast?.text).toBe(studySaid.noted)
  expect(asText(done.card as never)).toContain('已记录学习1次')
  // A second tap, and somebody who notes the same from their own card.
  expect((await form('wu', filled)).toast?.text).toBe(studySaid.notedAlready)
  expect((await form('zhao', filled)).toast?.text).toBe(studySaid.notedAlready)
  const other = { ...filled, about: '分组讨论' }
  expect((await form('zhao', other)).toast?.text).toBe(studySaid.changedMeanwhile)
  expect((await form('zhao', other, 1)).toast?.text).toBe(studySaid.noted)
})

test('a new version says that it changed', async () => {
  await world.say('zhao', '总结', { in: leadingGroup })
  await hear('zhao', note)
  expect(await hear('zhao', '总结', leadingGroup)).toContain(
    '与第1版相比：已填报没有变化，已达到没有变化；学习宣传有变化。',
  )
})

test.each([
  ['学习 记录 9月30日 集中学习 32人 校长解读标准', sessionGaps['day-ahead']],
  ['学习 记录 9月3日', sessionGaps['form-missing']],
  [`学习 记录 9月3日 ${'长'.repeat(21)} 32人 校长解读标准`, sessionGaps['form-too-long']],
  ['学习 记录 9月3日 集中学习 32人', sessionGaps['about-missing']],
  ['学习 记录 9月3日 集中学习 9999人 校长解读标准', sessionGaps['people-unreadable']],
  ['/学习 制度健全', refusals['study-unclear']],
])('%s changes nothing', async (words, why) => {
  expect(await hear('zhao', words)).toBe(why)
  expect(await world.dump(passing)).toBe(untouched)
})

test('noted in one sentence: the form is what stands before its first comma', async () => {
  const words = '学习 记录 9月2日 学年组分组讨论，6个学年组，每组写了学习体会'
  expect(await hear('zhao', words)).toContain(studySaid.noted)
  expect(await hear('zhao', '学习')).toContain('学年组分组讨论')
})

test('a form that is too long is told with how the parts stand apart', () => {
  expect(sessionGaps['form-too-long']).toContain('空格')
  expect(sessionGaps['form-too-long']).toContain(noteExample)
})

test('who does not lead notes nothing and sees nothing, wherever they ask', async () => {
  await hear('zhao', note)
  const before = await world.dump(passing)
  for (const who of ['lin', 'li', 'sun']) {
    for (const words of ['学习', note, '学习 记录', '学习 撤下 1']) {
      expect(await hear(who, words)).toBe(refusals['leaders-only'])
      expect(await hear(who, words, teachers)).toBe(refusals['leaders-only'])
    }
  }
  expect(await world.dump(passing)).toBe(before)
})

test('after the end too; the audit has numbers alone, and a new version is due', async () => {
  const { id } = await campaignOf(world)
  const { db } = world.database
  await db.transaction().execute((tx) => changeCampaign(tx, id, { status: 'closed' }))
  const before = await db.transaction().execute((tx) => lastChange(tx, id))
  expect(await hear('zhao', note)).toContain(studySaid.noted)
  const noted = await db.transaction().execute((tx) => lastChange(tx, id))
  expect(noted).toBeGreaterThan(before)
  await hear('zhao', '学习 撤下 1')
  expect(await db.transaction().execute((tx) => lastChange(tx, id))).toBeGreaterThan(noted)
  const rows = await db
    .transaction()
    .execute((tx) =>
      tx.selectFrom('audit').select(['did', 'about']).where('did', 'like', '%-session').orderBy('id').execute(),
    )
  expect(rows).toEqual([
    { did: 'note-session', about: { no: 1, people: 32 } },
    { did: 'withdraw-session', about: { no: 1 } },
  ])
})
