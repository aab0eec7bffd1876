import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkCard } from '#cards/check.ts'
import { answerGaps, refusals } from '#cards/words.ts'
import type { MessageId } from '#src/domain/ids.ts'
import type { Reply } from '#src/events.ts'
import { campaignOf, leadingGroup, setupForm, teachers, walkPress, wordsOf } from '#test/support/first-school.ts'
import { earlierPress, openSecondYear } from '#test/support/last-year.ts'
import { arriving, keptAs, layEvidence, settle } from '#test/support/lay-evidence.ts'
import type { Recorder } from '#test/support/recorder.ts'

let world: Recorder
beforeAll(async () => {
  world = await openSecondYear()
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const hostile: Record<string, unknown> = {
  'a text of 100,000 characters': '长'.repeat(100_000),
  '100,000 spaces and a word': `已达到${' '.repeat(100_000)}。`,
  '100,000 line breaks': `a${'\n'.repeat(100_000)}b`,
  'a day with 100,000 spaces behind': `2026-11-30${' '.repeat(100_000)}x`,
  'a holiday with 100,000 spaces in it': `假${' '.repeat(100_000)}x`,
  NUL: 'a\u0000b',
  'half an emoji': 'a\ud83d',
  'the other half': '\ude00b',
  'combining marks': `é${'\u0301'.repeat(5_000)}`,
  'rare characters': '𠮷野家 👨‍👩‍👧‍👦 ﷽',
  'text that runs backwards': '\u202eabc\u202c',
  markdown: '**粗** [链接](https://example.com) <at id=all></at> <font color="red">x</font> ![](img_x)',
  'names of an object': '__proto__',
  constructor: 'constructor',
  'a list': ['已达到', '未达到'],
  'a number': Number.NaN,
  infinity: Number.POSITIVE_INFINITY,
  'a negative number': -1,
  nothing: null,
  yes: true,
  'an empty list': [],
  'an id out of range': '99999999999999999999',
  quotes: `'; drop table answer; --"`,
}
const names = Object.keys(hostile)

/** A card the platform would take, or none at all; and always a word for whoever pressed. */
function isAnswer(reply: Reply): void {
  if (reply.card !== undefined) checkCard(reply.card)
  expect(reply.card ?? reply.toast).toBeDefined()
  expect(JSON.stringify(reply)).not.toMatch(/\\ud[89a-f][0-9a-f]{2}|\\u0000/i)
}
const everywhere = (value: unknown, fields: readonly string[]) => {
  const form: Record<string, unknown> = Object.fromEntries(fields.map((field) => [field, value]))
  Object.defineProperty(form, '__proto__', { value, enumerable: true })
  return { ...form, constructor: value, toString: value, hasOwnProperty: value }
}
const answerFields = ['rating', 'fact', 'shortcoming', 'measure', 'due', 'evidence']

describe.each(names)('%s', (name) => {
  const value = hostile[name]
  test('in every field of an answer', async () => {
    for (const verb of ['keep-draft', 'submit-answer', 'skip', 'go-back'] as const) {
      isAnswer(await world.press('lin', await walkPress(world, verb, 17), everywhere(value, answerFields)))
    }
    for (const field of answerFields) {
      const form = { rating: '部分达到', fact: '有', shortcoming: '缺', [field]: value }
      isAnswer(await world.press('lin', await walkPress(world, 'submit-answer', 18), form))
    }
  })

  test('in every field of an answer taken over from an earlier campaign', async () => {
    for (const verb of ['take-over-earlier', 'confirm-earlier'] as const) {
      const press = await earlierPress(world, verb, 17)
      isAnswer(await world.press('lin', press, everywhere(value, answerFields)))
      for (const field of answerFields) isAnswer(await world.press('lin', press, { [field]: value }))
    }
  })

  test('in every field of the set-up and of the settings', async () => {
    const names = ['school', 'title', 'standardId', 'inspectBy', 'coordinator', 'remindHour', 'holidays', 'earlier']
    const fields = [...names, 'head', 'deputies']
    const { id } = await campaignOf(world)
    for (const field of fields) {
      const form = { ...setupForm, holidays: '', [field]: value }
      isAnswer(await world.press('lin', { v: 1, do: 'create-campaign' }, form, { chat: teachers }))
      isAnswer(await world.press('zhao', { v: 1, do: 'save-settings', campaign: id }, form, { chat: leadingGroup }))
    }
    const all = everywhere(value, fields)
    isAnswer(await world.press('zhao', { v: 1, do: 'save-settings', campaign: id }, all, { chat: leadingGroup }))
  })

  test('in every field of the division', async () => {
    const fields = ['spread', ...Array.from({ length: 12 }, (_, at) => `g${at}`)]
    for (const verb of ['show-division', 'confirm-division'] as const) {
      const { id, divisionSeen } = await campaignOf(world)
      const press = { v: 1, do: verb, campaign: id, page: 0, seen: divisionSeen } as const
      isAnswer(await world.press('zhao', press, everywhere(value, fields)))
    }
  })

  test('as what evidence is for', async () => {
    const { tray } = await layEvidence(world, 'lin', 17)
    isAnswer(await world.press('lin', { v: 1, do: 'save-evidence-uses', tray, seen: 1 }, { uses: value }))
    isAnswer(await world.press('lin', { v: 1, do: 'save-evidence-uses', tray, seen: 1 }, { uses: [value, value] }))
  })

  test('said with every command, in a walk and as the name of a file', async () => {
    if (typeof value !== 'string') return
    // What comes in by the platform has been through the door, which takes out what Postgres refuses.
    const text = value.replaceAll('\u0000', '').toWellFormed()
    await world.say('lin', '/start')
    const labels = ['自评', '工作情况', '存在问题', '整改措施', '整改时限', '佐证材料']
    const texts = [text, `/progress ${text}`, ...labels.map((label) => `${label}：${text}`)]
    for (const said of texts) expect(await world.say('lin', said)).not.toEqual([])
    await world.send('lin', { kind: 'file', name: text, key: 'file_x' })
    for (const piece of await arriving(world)) {
      expect(await settle(world, piece, keptAs('file', 'file_x'))).not.toEqual([])
    }
    expect(await world.say('lin', '查看佐证')).not.toEqual([])
    for (const command of [
      '/assign',
      '/assign 17',
      '/issues',
      '/setup',
      '/setup 学校名称：',
      '/setup 自查截止日期：',
      '/setup 沿用往年填报：',
      '/start',
    ]) {
      expect(await world.say('zhao', `${command} ${text}`, { in: leadingGroup })).not.toEqual([])
    }
    for (const { content } of world.sent) if (content.kind === 'card') checkCard(content.card)
  })
})

test('a rating of 100,000 characters is kept nowhere', async () => {
  const long = '好'.repeat(100_000)
  await world.say('lin', '/start')
  await world.say('lin', `自评：${long}`)
  await world.press('lin', await walkPress(world, 'keep-draft', 18), { rating: long })
  expect((await world.dump(['summary_paper'])).length).toBeLessThan(450_000)
  expect(await world.dump()).not.toContain('好'.repeat(1_001))
})

test('a text too long to keep is refused with what to do, and the draft stays as it was', async () => {
  await world.say('lin', '/start')
  await world.say('lin', '每学期体检一次')
  const before = await world.dump(['delivery'])
  const letters = await world.say('lin', '长'.repeat(100_000))
  expect(letters.map(wordsOf)).toEqual([answerGaps['too-long']])
  expect(await world.dump(['delivery'])).toBe(before)
})

test('words of more than 10,000 characters are refused before they are read, in a walk and at the set-up', async () => {
  await world.say('lin', '/start')
  const before = await world.dump(['delivery'])
  const long = '工作情况：\n'.repeat(2_500)
  expect((await world.say('lin', long)).map(wordsOf)).toEqual([answerGaps['too-long']])
  const settings = `/setup ${'活动名称：别的名字\n'.repeat(1_500)}`
  expect((await world.say('zhao', settings, { in: leadingGroup })).map(wordsOf)).toEqual([refusals['too-long']])
  expect(await world.dump(['delivery'])).toBe(before)
})

test('injected fields change nothing beside the answer', async () => {
  const form = {
    rating: '已达到',
    fact: '有',
    respondent: 'ou_chen',
    assignment: 1,
    campaign: 2,
    seen: 0,
    revision: 99,
    means: 'unmet',
    submitted_by: 1,
    version: 0,
  }
  await world.press('lin', await walkPress(world, 'submit-answer', 17), form)
  const [answer] = await world.database.db
    .transaction()
    .execute((tx) => tx.selectFrom('answer').selectAll().orderBy('submitted_at', 'desc').execute())
  expect(answer).toMatchObject({ revision: 1, means: 'met', fact: '有' })
  expect(await world.dump()).not.toContain('"ou_chen","campaign"')
})

test('whatever words, a card stays one the platform takes', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }))
  await fc.assert(
    fc.asyncProperty(text, text, async (fact, evidence) => {
      const press = await walkPress(world, 'keep-draft', 17)
      isAnswer(await world.press('lin', press, { fact, evidence, shortcoming: evidence, rating: fact }))
    }),
    { numRuns: 40 },
  )
})

test('a message pressed on that is no card of ours is a press like any other', async () => {
  const card = `om_${'x'.repeat(10_000)}` as MessageId
  isAnswer(await world.press('lin', await walkPress(world, 'keep-draft', 17), { fact: '有' }, { card }))
})
