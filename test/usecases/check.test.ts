import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import type { Block } from '#cards/elements.ts'
import type { Press } from '#cards/press.ts'
import type { Reply } from '#src/events.ts'
import { campaignOf, leadingGroup, openDivided, receiverOf, shares, wordsOf } from '#test/support/first-school.ts'
import { fallShort } from '#test/support/ledger.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { setReview, submit } from '#test/support/review.ts'
import { statementsOf } from '#test/support/statements.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await submit(world, 'lin', 17, { rating: '已达到', fact: '我校有10个班，从不收费' })
  await submit(world, 'lin', 18, { rating: '已达到', fact: '现有十二个教学班' })
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const shown = ({ card }: Reply) => (card === undefined ? '' : asText(card))
const heard = async (who: string, words: string) => (await world.say(who, words)).map(wordsOf).join('\n')

/** What the buttons of a card carry, rows and all. */
function pressesOf({ card }: Reply): Press[] {
  const within = (block: Block): Press[] => {
    if (block.tag === 'column_set') return block.columns.flatMap((column) => column.elements.flatMap(within))
    return block.tag === 'button' ? [block.behaviors[0].value] : []
  }
  return (card?.body.elements ?? []).flatMap((part) =>
    part.tag === 'form' || part.tag === 'table' ? [] : within(part),
  )
}

async function look(who = 'zhao', page = 0): Promise<Reply> {
  return world.press(who, { v: 1, do: 'show-check', campaign: (await campaignOf(world)).id, page })
}

async function pressOf(verb: Press['do'], who = 'zhao'): Promise<Press> {
  const press = pressesOf(await look(who)).find((one) => one.do === verb)
  if (press === undefined) throw new Error(`the check offers no ${verb}`)
  return press
}

test('a coordinator sees what does not fit, and what is still missing as one line', async () => {
  const text = shown(await look())
  expect(text).toMatch(/90条还没有填报：/)
  expect(text).toMatch(/班级数：“10个班”（编号17），“十二个教学班”（编号18）/)
  expect(text).toMatch(/（编号17）：“从不收费”/)
  expect(text).toContain('签字前体检（94处）')
})

test('the same by its other word, by either slash, and in the leading group in private', async () => {
  for (const words of ['体检', '检查', '/check', '／检查', '、体检'])
    expect(await heard('zhao', words)).toContain('从不收费')
  const letters = await world.say('wu', '/check', { in: leadingGroup })
  expect(letters.map((one) => [receiverOf(one), wordsOf(one).includes('从不收费')])).toEqual([
    ['wu', true],
    [leadingGroup, false],
  ])
  expect(await heard('lin', '体检')).toBe('这一步请领导小组成员来操作。')
})

test('体检 in a sentence of a walk is a fact', async () => {
  await world.say('lin', '/start 17')
  expect(await heard('lin', '体检 每年一次')).toContain('体检 每年一次')
})

describe('确认属实', () => {
  test('is kept with who, when and of which revision, and asked again of what changed', async () => {
    const press = await pressOf('confirm-claim', 'wu')
    const reply = await world.press('wu', press)
    expect(reply.toast?.kind).toBe('success')
    expect(shown(reply)).not.toContain('从不收费')
    const rows = await world.database.db
      .transaction()
      .execute((tx) =>
        tx
          .selectFrom('claim_confirmed')
          .innerJoin('person', 'person.id', 'by_person')
          .select(['revision', 'person.open_id as by', 'at'])
          .execute(),
      )
    expect(rows).toEqual([{ revision: 1, by: 'ou_wu', at: world.clock.now() }])
    await submit(world, 'lin', 17, { rating: '已达到', fact: '我校有10个班，从不收取任何费用' })
    expect(shown(await look())).toContain('从不收取任何费用')
  })

  test('of what changed meanwhile is refused, pressed twice is one, and of nothing is said', async () => {
    const press = await pressOf('confirm-claim')
    await world.press('zhao', press)
    const once = await world.dump()
    await world.press('zhao', press)
    expect(await world.dump()).toBe(once)
    await submit(world, 'lin', 17, { rating: '已达到', fact: '建校以来从未收费' })
    const before = await world.dump()
    const stale = await world.press('zhao', press)
    expect(stale.toast?.kind).toBe('warning')
    expect(shown(stale)).toContain('从未收费')
    expect(await world.dump()).toBe(before)
    expect(await heard('zhao', '体检 确认 18')).toContain('没有要确认的说法')
    expect(await heard('zhao', '体检 确认 999')).toContain('没有找到这一条')
  })

  test('is all that is left after the end, but for issues and sessions of study', async () => {
    await fallShort(world, 'lin', 18)
    await world.tick('2026-09-30T18:01+08:00')
    const offered = new Set(pressesOf(await look()).map((one) => one.do))
    expect([...offered].toSorted()).toEqual(['confirm-claim', 'open-issue', 'open-session', 'send-trace'])
    expect((await world.press('zhao', await pressOf('confirm-claim'))).toast?.kind).toBe('success')
    const { id } = await campaignOf(world)
    const ask = { v: 1, do: 'ask-to-mend', campaign: id, finding: 'numbers-differ.classes', page: 0 } as const
    expect((await world.press('zhao', ask)).toast?.text).toContain('活动已结束')
  })

  test('by words', async () => {
    expect(await heard('qian', '体检 确认 17')).not.toContain('从不收费')
  })
})

describe('请…核对', () => {
  test('one private message to each, with their answer a press away; once a day', async () => {
    const press = await pressOf('ask-to-mend')
    const sent = world.sent.length
    const reply = await world.press('zhao', press)
    expect(reply.toast).toEqual({ kind: 'success', text: '已请林老师核对。' })
    const letters = world.sent.slice(sent)
    expect(letters.map(receiverOf)).toEqual(['lin'])
    expect(wordsOf(letters[0])).toContain('“10个班”')
    expect(wordsOf(letters[0])).toContain('填报 18')
    expect(shown(reply)).toContain('9月7日已请林老师核对')
    expect((await world.press('wu', press)).toast?.kind).toBe('info')
    expect(world.sent).toHaveLength(sent + 1)
    world.clock.set('2026-09-08T10:00+08:00')
    await world.say('wu', '/help', { in: leadingGroup })
    await world.press('zhao', press)
    expect(world.sent.slice(sent).filter((one) => receiverOf(one) === 'lin')).toHaveLength(2)
  })

  test('by words: all that concerns one requirement', async () => {
    const letters = await world.say('wu', '体检 请核对 17')
    const toLin = letters.filter((one) => receiverOf(one) === 'lin').map(wordsOf)
    expect(toLin).toHaveLength(1)
    expect(toLin[0]).toContain('从不收费')
    expect(toLin[0]).not.toContain('填报 18')
    expect(
      letters
        .filter((one) => receiverOf(one) === 'wu')
        .map(wordsOf)
        .join(),
    ).toContain('已请林老师核对')
  })

  test('one’s own answer is opened instead, an accepted one is left to its reviewer', async () => {
    const [own = 0] = (await shares(world)).zhao ?? []
    await submit(world, 'zhao', own, { rating: '已达到', fact: '均无大班额' })
    expect(pressesOf(await look()).map((one) => one.do)).toContain('open-assignment')
    expect(await heard('zhao', `体检 请核对 ${own}`)).toContain('不用请人核对')
    await setReview(world, 'head')
    await world.say('qian', '审核 17')
    await world.say('qian', '审核 通过')
    expect(shown(await look())).toContain('编号17已审核通过')
    const again = await world.press('qian', await pressOf('open-review', 'qian'))
    expect(shown(again)).toContain('审核 退回')
  })

  test('a finding that is mended or was never there asks nobody', async () => {
    const { id } = await campaignOf(world)
    const sent = world.sent.length
    const press = { v: 1, do: 'ask-to-mend', campaign: id, finding: 'claim.18', page: 0 } as const
    expect((await world.press('zhao', press)).toast?.kind).toBe('info')
    expect(world.sent).toHaveLength(sent)
  })
})

describe('the profile', () => {
  test('is kept with who and when, and compared with what was answered', async () => {
    const { id } = await campaignOf(world)
    const form = { classes: '12', boarders: '没有', canteen: '' }
    const reply = await world.press('wu', { v: 1, do: 'save-profile', campaign: id, seen: 0 }, form)
    expect(reply.toast?.kind).toBe('success')
    expect(shown(reply)).toMatch(/自然班数：12\n[\s\S]*寄宿学生：没有\n[\s\S]*最近由吴校长在9月7日（周一）填写/)
    expect(shown(await look())).toContain('“10个班”，学校概况是12')
  })

  test('by words, several at once; what cannot be read changes nothing', async () => {
    expect(await heard('zhao', '学校概况\n自然班数：12\n寄宿学生：120人')).toContain('寄宿学生：120')
    const before = await world.dump(['delivery'])
    expect(await heard('zhao', '学校概况 自然班数：不少 食堂：有')).toContain('「自然班数」没有看懂')
    expect(await heard('lin', '学校概况 食堂：有')).toBe('这一步请领导小组成员来操作。')
    expect(await heard('zhao', '/学校概况 很好')).toContain('没有看懂')
    expect(await world.dump(['delivery'])).toBe(before)
    expect(await heard('zhao', '学校概况 寄宿学生：')).toMatch(/寄宿学生：\n/)
  })

  test('of two who change it at once the second sees the first, and loses nothing', async () => {
    const { id } = await campaignOf(world)
    const press = { v: 1, do: 'save-profile', campaign: id, seen: 0 } as const
    await world.press('wu', press, { classes: '12' })
    const second = await world.press('zhao', press, { classes: '', students: '436' })
    expect(second.toast?.kind).toBe('warning')
    expect(shown(second)).toContain('学生数：436')
    const kept = pressesOf(await world.press('zhao', { v: 1, do: 'show-profile', campaign: id }))
    expect(kept).toContainEqual({ v: 1, do: 'show-check', campaign: id, page: 0 })
    expect(await heard('zhao', '学校概况')).toMatch(/自然班数：12\n学生数：\n/)
  })

  test('is shown in private alone', async () => {
    const letters = await world.say('wu', '/profile', { in: leadingGroup })
    expect(letters.filter((one) => wordsOf(one).includes('自然班数')).map(receiverOf)).toEqual(['wu'])
  })
})

test('the summary and the letter at the end say how many there are, and no more', async () => {
  const letters = await world.say('wu', '/summary', { in: leadingGroup })
  const card = letters.map(wordsOf).find((text) => text.includes('签字前体检')) ?? ''
  expect(card).toContain('签字前体检：94处需要核对')
  expect(card).not.toContain('从不收费')
  const aside = await world.press('wu', await showPress(), {}, { chat: leadingGroup })
  expect(aside.card).toBeUndefined()
  const closing = await world.tick('2026-09-30T18:01+08:00')
  const toZhao = closing.filter((one) => receiverOf(one) === 'zhao').map(wordsOf)
  expect(toZhao.join()).toMatch(/体检还看到\d+处缺内容或要核对/)
})

async function showPress(page = 0): Promise<Press> {
  return { v: 1, do: 'show-check', campaign: (await campaignOf(world)).id, page }
}

test('a check costs few round trips, however much there is', async () => {
  const few = await statementsOf(world, 'zhao', await showPress())
  expect(few.length).toBeLessThanOrEqual(30)
  for (const no of (await shares(world)).zhao?.slice(0, 5) ?? [])
    await submit(world, 'zhao', no, { rating: '已达到', fact: `第${no}项从不收费` })
  // Another page: the same press is the same event.
  expect(await statementsOf(world, 'zhao', await showPress(1))).toHaveLength(few.length)
  const confirm = await statementsOf(world, 'zhao', await pressOf('confirm-claim'))
  expect(confirm.length).toBeLessThanOrEqual(45)
})
