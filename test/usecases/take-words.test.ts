import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answerGaps, fileOutsideWalk, openFirst, refusals, said, unknownWords } from '#cards/words.ts'
import type { MessageId } from '#src/domain/ids.ts'
import {
  assignmentOf,
  campaignOf,
  leadingGroup,
  openDivided,
  otherLeadingGroup,
  receiverOf,
  teachers,
  walkPress,
  wordsOf,
} from '#test/support/first-school.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { openIdOf } from '#test/support/school-directory.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

async function draftOf(no: number, chat = leadingGroup) {
  const { id } = await assignmentOf(world, no, chat)
  return world.database.db
    .transaction()
    .execute((tx) => tx.selectFrom('draft').selectAll().where('assignment', '=', id).executeTakeFirst())
}
const last = async (letters: ReturnType<Recorder['say']>) => wordsOf((await letters).at(-1))

describe('in private, during a walk', () => {
  beforeEach(async () => {
    await world.say('lin', '/start')
  })

  test.each<[string, readonly string[], object]>([
    ['a sentence is the fact', ['每学期体检一次'], { fact: '每学期体检一次' }],
    ['a second one is added to it', ['每学期体检一次', '有档案'], { fact: '每学期体检一次\n有档案' }],
    ['the same again is not', ['有档案', '有档案'], { fact: '有档案' }],
    ['a rating word is the rating', ['部分达到'], { rating: '部分达到', fact: null }],
    [
      'labelled lines fill their fields',
      ['自评：未达到\n存在问题：缺名册\n整改措施：补建\n整改时限：2026年10月20日\n佐证材料：档案盒3-2'],
      { rating: '未达到', shortcoming: '缺名册', measure: '补建', due: '2026-10-20', evidence: '档案盒3-2' },
    ],
    ['a date as the picker gives it', ['整改时限：2026-10-20'], { due: '2026-10-20' }],
    ['a date unread leaves the one that was there', ['整改时限：2026/10/20', '整改时限：下周'], { due: '2026-10-20' }],
    ['a fact that begins like a command is one', ['分工 明确，责任到人'], { fact: '分工 明确，责任到人' }],
    [
      'a rating on the first line and labelled lines below it fill their fields',
      ['部分达到\n工作情况：三全育人有方案\n存在问题：家校协同不够\n整改措施：每月一次家访'],
      { rating: '部分达到', fact: '三全育人有方案', shortcoming: '家校协同不够', measure: '每月一次家访' },
    ],
    [
      'a rating and a sentence behind it stand before labelled lines',
      ['部分达到，三全育人有方案\n存在问题：家校协同不够'],
      { rating: '部分达到', fact: '三全育人有方案', shortcoming: '家校协同不够' },
    ],
    [
      'a rating and labels on one line',
      ['未达到 存在问题：缺名册'],
      { rating: '未达到', fact: null, shortcoming: '缺名册' },
    ],
    ['a label says the rating too', ['已达到\n自评：部分达到'], { rating: '部分达到', fact: null }],
    [
      'a rating on the first line, the fact below',
      ['已达到\n每天大课间30分钟\n有记录'],
      { rating: '已达到', fact: '每天大课间30分钟\n有记录' },
    ],
    [
      'a rating and a fact in one sentence',
      ['已达到，每天大课间30分钟'],
      { rating: '已达到', fact: '每天大课间30分钟' },
    ],
    [
      'a fact behind a rating is added to what is there',
      ['每天大课间30分钟', '已达到。我校有记录。'],
      { rating: '已达到', fact: '每天大课间30分钟\n我校有记录。' },
    ],
    [
      'a rating and a fact behind its label',
      ['自评：已达到，每天大课间30分钟\n佐证材料：档案盒3-2'],
      { rating: '已达到', fact: '每天大课间30分钟', evidence: '档案盒3-2' },
    ],
    [
      'a fact before its label is kept with it',
      ['已达到，每天大课间30分钟\n工作情况：有记录'],
      { rating: '已达到', fact: '每天大课间30分钟\n有记录' },
    ],
    [
      'a link behind a rating is evidence',
      ['已达到\nhttps://school.example/a'],
      { fact: null, evidence: 'https://school.example/a' },
    ],
    ['a courtesy behind a rating is no fact', ['已达到，谢谢'], { rating: '已达到', fact: null }],
    [
      'a fact that begins with the word of a rating is one',
      ['已达到全县先进水平的有3项'],
      { rating: null, fact: '已达到全县先进水平的有3项' },
    ],
    [
      'a sentence before labels that rates nothing stays with them',
      ['已经做完。\n自评：已达到'],
      { rating: null, fact: '已经做完。\n自评：已达到' },
    ],
    ['an empty label empties its field', ['工作情况：有', '工作情况：'], { fact: null }],
  ])('%s', async (_, words, expected) => {
    for (const one of words) await world.say('lin', one)
    expect(await draftOf(17)).toMatchObject(expected)
  })

  test('a text too long on the card does not stand in the way of the other fields', async () => {
    await world.press('lin', await walkPress(world, 'keep-draft', 17), { fact: '长'.repeat(1200) })
    await world.say('lin', '存在问题：缺名册')
    expect(await draftOf(17)).toMatchObject({ fact: '长'.repeat(1200), shortcoming: '缺名册' })
    expect(await last(world.say('lin', '再加一句'))).toBe(answerGaps['too-long'])
    await world.say('lin', '工作情况：每学期体检一次')
    expect(await draftOf(17)).toMatchObject({ fact: '每学期体检一次', shortcoming: '缺名册' })
  })

  test.each(['谢谢', '好的。', '收到！', '您好', 'OK', '嗯～'])('%s is no fact', async (polite) => {
    expect(await last(world.say('lin', polite))).toBe(said.courtesy)
    expect(await draftOf(17)).toBeUndefined()
  })

  test('a sentence that begins politely is one', async () => {
    await world.say('lin', '好的做法是每学期体检一次')
    expect(await draftOf(17)).toMatchObject({ fact: '好的做法是每学期体检一次' })
  })

  test('a date that cannot be read is said', async () => {
    expect(await last(world.say('lin', '整改时限：下周五'))).toContain(said.dueUnreadable)
  })

  test('the words of the buttons do what the buttons do', async () => {
    await world.say('lin', '自评：已达到\n工作情况：有')
    expect(await last(world.say('lin', '跳过'))).toContain('第2条/共2条')
    expect(await last(world.say('lin', '上一条'))).toContain('第1条/共2条')
    expect(await last(world.say('lin', '暂存'))).toContain(said.draftKept)
    expect(await last(world.say('lin', '提交'))).toContain('第2条/共2条')
    expect((await assignmentOf(world, 17)).answeredRevision).toBe(1)
    await world.say('lin', '不适用')
    await world.say('lin', '我校没有这项工作')
    expect(await last(world.say('lin', '提交'))).toContain('已全部完成')
    expect(await last(world.say('lin', '再说一句'))).toBe(said.nothingOpen)
  })

  test('what a press says in a toast stands on the card', async () => {
    expect(await last(world.say('lin', '上一条'))).toContain(said.firstAlready)
    await world.say('lin', '自评：已达到\n工作情况：有')
    expect(await last(world.say('lin', '提交'))).toContain(said.submitted)
    expect(await last(world.say('lin', '跳过'))).toContain(said.onlyOneLeft)
  })

  test('each answer is a new card below; the card before says that it moved', async () => {
    const letters = await world.say('lin', '每学期体检一次')
    expect(letters.map((one) => one.target.to)).toEqual(['card', 'person'])
  })

  test.each(['https://school.example/a?b=1', '[体检记录](https://school.example/a?b=1)'])(
    'a link alone is where the evidence lies: %s',
    async (words) => {
      await world.say('lin', '佐证材料：档案盒3-2')
      await world.say('lin', words)
      expect(await draftOf(17)).toMatchObject({ evidence: '档案盒3-2；https://school.example/a?b=1', fact: null })
    },
  )

  test('a link in a sentence is part of the fact', async () => {
    await world.say('lin', '记录见 https://school.example/a')
    expect(await draftOf(17)).toMatchObject({ evidence: null, fact: '记录见 https://school.example/a' })
  })

  test('after the requirement went to somebody else nothing is kept', async () => {
    await world.say('zhao', '/assign 17 李老师')
    const before = await world.dump(['delivery'])
    expect(await last(world.say('lin', '每学期体检一次'))).toBe(refusals['not-assigned'])
    expect(await last(world.send('lin', { kind: 'image', key: 'img_x' }))).toBe(refusals['not-assigned'])
    expect(await last(world.say('lin', '提交'))).toBe(refusals['not-assigned'])
    expect(await world.dump(['delivery'])).toBe(before)
  })

  test('after the campaign is closed nothing is kept', async () => {
    await world.tick('2026-09-30T18:00+08:00')
    const before = await world.dump(['delivery'])
    expect(await last(world.say('lin', '每学期体检一次'))).toBe(refusals.closed)
    expect(await world.dump(['delivery'])).toBe(before)
  })
})

describe('in a group', () => {
  test('the walk stands in the thread of the message, and only there words count', async () => {
    const letters = await world.say('lin', '/start', { in: teachers })
    const thread = letters.at(-1)?.target
    if (thread?.to !== 'thread') throw new Error('no thread')
    await world.say('lin', '每学期体检一次', { in: teachers, root: thread.of, unaddressed: true })
    expect(await draftOf(17)).toMatchObject({ fact: '每学期体检一次' })
    const before = await world.dump(['delivery'])
    expect(await world.say('lin', '大家好', { in: teachers, unaddressed: true })).toEqual([])
    expect(await world.say('li', '我来说一句', { in: teachers, root: thread.of, unaddressed: true })).toEqual([])
    expect(await world.dump(['delivery'])).toBe(before)
  })

  test('a card in a thread, pressed before the bot has noted that it was sent, goes on in that thread', async () => {
    const letter = (await world.say('lin', '/start', { in: teachers })).at(-1)
    if (letter?.target.to !== 'thread') throw new Error('no thread')
    // As when the process was killed between the platform's answer and the note of it.
    const { db } = world.database
    await db.updateTable('delivery').set({ message: null }).where('key', '=', letter.key).execute()
    const press = await walkPress(world, 'skip', 17)
    await world.press('lin', press, {}, { chat: teachers, card: letter.message })
    await world.say('lin', '每学期两次', { in: teachers, root: letter.target.of, unaddressed: true })
    expect(await draftOf(18)).toMatchObject({ fact: '每学期两次' })
  })
})

describe('of two schools', () => {
  test('a second campaign begun on a card in a thread goes on in that thread', async () => {
    world.directory.peopleTable.set(openIdOf('lin'), { name: '林老师', in: ['教务处', '二小办公室'] })
    await world.say('zhou', '/assign')
    await world.say('zhou', '/assign 30 林老师')
    const letter = (await world.say('lin', '/start', { in: teachers })).at(-1)
    if (letter?.target.to !== 'thread') throw new Error('no thread')
    expect(wordsOf(letter)).toContain('共1条')
    const press = { v: 1, do: 'start-walk', campaign: (await campaignOf(world)).id } as const
    world.clock.pass(60_000)
    const reply = await world.press('lin', press, {}, { chat: teachers, card: letter.message })
    expect(reply.card?.header.subtitle?.content).toContain('共2条')
    world.clock.pass(60_000)
    const words = await world.say('lin', '每学期两次', { in: teachers, root: letter.target.of, unaddressed: true })
    expect(words.at(-1)?.target).toEqual(letter.target)
    expect(await draftOf(17)).toMatchObject({ fact: '每学期两次' })
    expect(await draftOf(30, otherLeadingGroup)).toBeUndefined()
  })
})

describe('outside a walk', () => {
  test('who owes something is told to open it first, alone', async () => {
    expect((await world.say('lin', '每学期体检一次')).map(wordsOf)).toEqual([openFirst(2)])
    expect((await world.say('lin', '每学期体检一次', { in: teachers })).map(wordsOf)).toEqual([unknownWords])
  })

  test('words that are none of ours get a hint, in private or when we are mentioned', async () => {
    expect((await world.say('chen', '今天天气好')).map(wordsOf)).toEqual([unknownWords])
    expect((await world.say('chen', '今天天气好', { in: teachers })).map(wordsOf)).toEqual([unknownWords])
    expect(await world.say('chen', '今天天气好', { in: teachers, unaddressed: true })).toEqual([])
  })

  test('a file gets a hint in private and nothing in a group', async () => {
    const file = { kind: 'file', name: 'a.pdf', key: 'file_x' } as const
    expect((await world.send('chen', file)).map(wordsOf)).toEqual([fileOutsideWalk])
    expect(await world.send('chen', file, { in: teachers })).toEqual([])
    expect((await world.send('chen', { kind: 'other', type: 'sticker' })).map(wordsOf)).toEqual([refusals['only-text']])
  })
})

describe('/start', () => {
  test.each([
    ['/start', '第1条/共2条'],
    ['/start 18', '第2条/共2条'],
    ['填报 （5）', '第2条/共2条'],
    ['/start 19', refusals['requirement-unknown']],
    ['/start (22)', refusals['requirement-unknown']],
    ['/start 0', '第1条/共2条'],
    ['/start 99999999999999', '第1条/共2条'],
  ])('%s', async (words, expected) => {
    expect(await last(world.say('lin', words))).toContain(expected)
  })

  test('of somebody without a share, of a stranger, and when it is over', async () => {
    expect(await last(world.say('li', '/start'))).toBe(refusals['nothing-assigned'])
    expect(await last(world.say('chen', '/start'))).toBe(refusals['no-campaign'])
    await world.tick('2026-09-30T18:00+08:00')
    expect(await last(world.say('lin', '/start'))).toBe(refusals.closed)
  })

  test('goes on where something is open, at the place where a draft lies', async () => {
    const { id } = await campaignOf(world)
    const card = 'om_notice' as MessageId
    await world.press('lin', { v: 1, do: 'start-walk', campaign: id }, {}, { card })
    await world.say('lin', '自评：已达到\n工作情况：有')
    await world.say('lin', '提交')
    expect(await last(world.say('lin', '/start'))).toContain('第2条/共2条')
  })

  test('the same message handled twice is one card', async () => {
    await world.say('lin', '/start')
    const before = await world.dump()
    const key = world.sent.at(-1)?.key.replace(/:walk$/, '') ?? ''
    await world.inbox.handle(key)
    expect(await world.dump()).toBe(before)
  })
})

test('/mine lists what is whose, to oneself alone, also when asked in a group', async () => {
  const letters = await world.say('lin', '/mine', { in: leadingGroup })
  expect(letters.map(receiverOf).toSorted()).toEqual(['lin', leadingGroup].toSorted())
  expect(wordsOf(letters.find((one) => receiverOf(one) === 'lin'))).toContain('共2条 · 已填0 · 待填2')
})

test('查看我的任务 pressed on a card in a group is answered to oneself alone', async () => {
  const campaign = (await campaignOf(world)).id
  const before = world.sent.length
  const reply = await world.press('lin', { v: 1, do: 'show-mine', campaign, page: 0 }, {}, { chat: teachers })
  expect(reply).toEqual({ toast: { kind: 'info', text: said.privately } })
  expect(world.sent.slice(before).map(receiverOf)).toEqual(['lin'])
})

test('/help says how much is still open to oneself alone, not in a group', async () => {
  expect(await last(world.say('lin', '/help'))).toContain('您还有2条待填')
  expect(await last(world.say('lin', '/help', { in: teachers }))).not.toContain('待填')
})
