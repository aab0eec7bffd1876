import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { said } from '#cards/words.ts'
import { placed } from '#src/domain/standard.ts'
import { loadCatalogues } from '#standards/catalogues.ts'
import { campaignOf, leadingGroup, openDivided, receiverOf, wordsOf } from '#test/support/first-school.ts'
import { leaveSchool } from '#test/support/hand-over.ts'
import type { Recorder, SentLetter } from '#test/support/recorder.ts'
import { submit } from '#test/support/review.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await submit(world, 'lin', 17, { rating: '已达到', fact: '有轮换表' })
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const isNote = (one: SentLetter) => one.key.startsWith('cover-note:')
const notes = () => world.sent.filter(isNote).map((one) => [one.key, receiverOf(one)])
async function aNote(): Promise<string> {
  await world.say('zhao', '总结')
  return wordsOf(world.sent.find(isNote))
}

test('a new version brings one to the coordinator, in private, whoever ordered it and wherever', async () => {
  const { id } = await campaignOf(world)
  await world.say('wu', '总结', { in: leadingGroup })
  expect(notes()).toEqual([[`cover-note:${id}:1`, 'zhao']])
  await world.say('zhao', '总结')
  await world.say('qian', '总结', { in: leadingGroup })
  await world.press('qian', { v: 1, do: 'compile-summary', campaign: id }, {}, { chat: leadingGroup })
  expect(notes()).toHaveLength(1)
  await submit(world, 'lin', 18)
  await world.press('qian', { v: 1, do: 'compile-summary', campaign: id }, {}, { chat: leadingGroup })
  expect(notes().map(([key]) => key)).toEqual([`cover-note:${id}:1`, `cover-note:${id}:2`])
})

test('a press posts a version that was only made for one paper or for who stands behind it; then it says so', async () => {
  const { id } = await campaignOf(world)
  await world.say('zhao', '总结 依据')
  await world.say('zhao', '总结 自评表')
  const press = () => world.press('qian', { v: 1, do: 'compile-summary', campaign: id }, {}, { chat: leadingGroup })
  const before = world.sent.length
  expect((await press()).toast?.text).not.toBe(said.summaryUnchanged(1))
  const posted = world.sent.slice(before).filter((one) => receiverOf(one) === leadingGroup)
  expect(posted.map((one) => one.content.kind)).toContain('card')
  expect((await press()).toast?.text).toBe(said.summaryUnchanged(1))
})

test('every requirement nobody answered stands in it by its person, and none that was answered', async () => {
  const before = world.sent.length
  const text = await aNote()
  expect(text).toContain('【整改工作总结（第1版）还缺什么】')
  expect(text).toContain('已填报 1 / 92 条')
  const numbers = [...text.matchAll(/(?<=[：；])(\d+) /g)].map(([, no]) => Number(no))
  expect(numbers.toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 92 }, (_, at) => at + 1).filter((no) => no !== 17),
  )
  expect(text).toMatch(/\n林老师（1条）：18 /)
  expect(text).toMatch(/体检还看到\d+处/)
  const public_ = world.sent
    .slice(before)
    .filter((one) => receiverOf(one) === leadingGroup)
    .map(wordsOf)
    .join()
  expect(public_).not.toMatch(/林老师|孙主任|还缺什么/)
})

test('its buttons leave it where it is: who would be reminded, and the check, come as cards of their own', async () => {
  await aNote()
  const { id: campaign } = await campaignOf(world)
  for (const press of [
    { v: 1, do: 'preview-reminders', campaign },
    { v: 1, do: 'show-check', campaign, page: 0, aside: 1 },
  ] as const) {
    const before = world.sent.length
    expect(await world.press('zhao', press)).toEqual({ toast: { kind: 'info', text: said.privately } })
    expect(world.sent.slice(before).map((one) => [receiverOf(one), one.content.kind])).toEqual([['zhao', 'card']])
  }
  const refused = await world.press('lin', { v: 1, do: 'preview-reminders', campaign })
  expect(refused.toast?.kind).toBe('warning')
  expect(refused.card).toBeUndefined()
})

test('the closing date brings one, and offers nobody to remind', async () => {
  const letters = await world.tick('2026-09-30T18:01+08:00')
  const { id } = await campaignOf(world)
  const note = letters.filter(({ key }) => key === `cover-note:${id}:1`)
  expect(note.map(receiverOf)).toEqual(['zhao'])
  expect(JSON.stringify(note[0]?.content)).not.toContain('preview-reminders')
  expect(wordsOf(note[0])).toContain('要补填请先延期')
})

test('with nothing missing there is none', async () => {
  const standard = loadCatalogues().find((one) => one.id === 'compulsory-education-2014-trial')
  const { id } = await campaignOf(world)
  await world.say('zhao', '学习 记录 9月3日 集中学习 32人 校长解读标准')
  const respondents = await world.database.db
    .transaction()
    .execute((tx) =>
      tx
        .selectFrom('assignment')
        .innerJoin('person', 'person.id', 'assignment.respondent')
        .select(['assignment.requirement_no as no', 'person.open_id as who'])
        .where('campaign', '=', id)
        .where('answered_revision', 'is', null)
        .execute(),
    )
  expect(respondents).toHaveLength((standard === undefined ? [] : placed(standard)).length - 1)
  for (const { no, who } of respondents)
    await submit(world, who.slice('ou_'.length), no, { rating: '已达到', fact: `做了${no}` })
  await world.say('zhao', '总结')
  expect(notes()).toEqual([])
}, 60_000)

test('the coordinator gone, whoever of the leading group ordered it gets it; at the closing date nobody does', async () => {
  await leaveSchool(world, 'zhao')
  await world.say('wu', '总结', { in: leadingGroup })
  expect(notes().map(([, who]) => who)).toEqual(['wu'])
  await submit(world, 'lin', 18)
  const closing = (await world.tick('2026-09-30T18:01+08:00')).filter(isNote)
  expect(closing.map(receiverOf)).toEqual(['zhou'])
})
