import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { refusals } from '#cards/words.ts'
import type { CampaignId, ChatId } from '#src/domain/ids.ts'
import {
  campaignOf,
  divide,
  leadingGroup,
  otherLeadingGroup,
  setupForm,
  teachers,
  walkPress,
  wordsOf,
} from '#test/support/first-school.ts'
import { lastMet, lastYearTitle, openAfterLastYear } from '#test/support/last-year.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { openIdOf } from '#test/support/school-directory.ts'
import { statementsOf } from '#test/support/statements.ts'

let world: Recorder
let ofFirst: CampaignId
let ofSecond: CampaignId
beforeAll(async () => {
  world = await openAfterLastYear()
  ofFirst = (await campaignOf(world)).id
  ofSecond = (await campaignOf(world, otherLeadingGroup)).id
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const create = (form: object = {}, { who = 'zhao', chat = leadingGroup }: { who?: string; chat?: ChatId } = {}) =>
  world.press(who, { v: 1, do: 'create-campaign' }, { ...setupForm, ...form }, { chat })
const offered = async (who: string, chat: ChatId) => {
  const { card } = await world.press(who, { v: 1, do: 'open-setup' }, {}, { chat })
  return card === undefined ? '' : (/沿用往年填报：.*/.exec(asText(card))?.[0] ?? '')
}
const carried = async (chat: ChatId = leadingGroup) => {
  const { id, earlier } = await campaignOf(world, chat)
  const rows = await world.database.db
    .transaction()
    .execute((tx) => tx.selectFrom('earlier_requirement').selectAll().where('campaign', '=', id).execute())
  return { earlier, from: [...new Set(rows.map((row) => row.from_campaign))], requirements: rows.length }
}
const said = async (words: string, who = 'zhao', chat = leadingGroup) =>
  wordsOf((await world.say(who, words, { in: chat })).at(-1))

describe('the form of a new campaign', () => {
  test('offers the last one of this group and begins with it', async () => {
    expect(await offered('zhao', leadingGroup)).toBe(`沿用往年填报：${lastYearTitle}（可选：${lastYearTitle}、不沿用）`)
  })

  test('in another group says nothing of what whoever asks has led elsewhere, as everybody there reads it', async () => {
    expect(await offered('zhao', teachers)).toBe('')
    await create({ earlier: lastYearTitle }, { chat: teachers })
    // What was chosen there stays chosen.
    expect(await offered('zhao', teachers)).toContain(lastYearTitle)
  })

  test('asks who leads what once, however many campaigns there are', async () => {
    const asked = async () => {
      const statements = await statementsOf(world, 'wu', { v: 1, do: 'open-setup' }, {}, leadingGroup)
      return statements.length
    }
    const before = await asked()
    for (const chat of ['oc_a', 'oc_b', 'oc_c'] as ChatId[]) {
      world.directory.chats.set(chat, ['zhao', 'wu'].map(openIdOf))
      await world.happen({ kind: 'bot-added', id: `added ${chat}`, chat, by: openIdOf('zhao'), name: '' })
      await create({ earlier: '不沿用' }, { chat })
      expect((await campaignOf(world, chat)).status).toBe('preparing')
    }
    expect(await asked()).toBe(before)
  })

  test('asks nobody else about it: not who only answered, and not of another school', async () => {
    expect(await offered('li', teachers)).toBe('')
    expect(await offered('chen', teachers)).toBe('')
    expect(await offered('zhou', otherLeadingGroup)).not.toContain(lastYearTitle)
  })

  test('offers no campaign that nobody answered', async () => {
    await create({ earlier: '不沿用' })
    await divide(world, 'zhao', leadingGroup)
    await world.tick('2026-09-30T18:00+08:00')
    expect(await offered('zhao', leadingGroup)).toBe(`沿用往年填报：${lastYearTitle}（可选：${lastYearTitle}、不沿用）`)
  })
})

describe('创建活动', () => {
  test('without a word of it carries over the last one of this group', async () => {
    const reply = await create()
    expect(await carried()).toEqual({ earlier: ofFirst, from: [ofFirst], requirements: 92 })
    if (reply.card !== undefined) expect(asText(reply.card)).toContain(`沿用往年填报：${lastYearTitle}，2条可以沿用`)
  })

  test('against the other edition carries over what asks the same there', async () => {
    await create({ standardId: 'compulsory-education-2017' })
    expect(await carried()).toMatchObject({ earlier: ofFirst, requirements: 68 })
  })

  test('with 不沿用 carries over nothing', async () => {
    await create({ earlier: '不沿用' })
    expect(await carried()).toEqual({ earlier: null, from: [], requirements: 0 })
  })

  test('in another group carries over what is named there, of the same school', async () => {
    expect((await create({ earlier: String(ofFirst) }, { chat: teachers })).toast?.text).toBe(
      refusals['earlier-unknown'],
    )
    await create({ earlier: lastYearTitle }, { chat: teachers })
    expect(await carried(teachers)).toMatchObject({ earlier: ofFirst })
  })

  test.each<[string, () => object, string, ChatId, string]>([
    ['another school’s, led by somebody else', () => ({ earlier: String(ofSecond) }), 'zhao', leadingGroup, 'unknown'],
    ['another school’s by its title', () => ({ earlier: '2025年二小整改' }), 'zhao', leadingGroup, 'unknown'],
    ['one of a school led by others', () => ({ earlier: String(ofFirst) }), 'li', teachers, 'unknown'],
    ['one that is nowhere', () => ({ earlier: '2147483647' }), 'zhao', leadingGroup, 'unknown'],
    [
      'one’s own, for another school',
      () => ({ earlier: lastYearTitle, school: '第九小学' }),
      'zhao',
      teachers,
      'other',
    ],
    [
      'one of this group, which goes on to another school',
      () => ({ earlier: String(ofFirst), school: '第九小学' }),
      'zhao',
      leadingGroup,
      'other',
    ],
  ])('of %s makes nothing', async (_, form, who, chat, why) => {
    const before = await world.dump(['chat', 'chat_member', 'person'])
    const reply = await create(form(), { who, chat })
    expect(reply.toast?.text).toBe(refusals[why === 'unknown' ? 'earlier-unknown' : 'earlier-of-other'])
    expect(await world.dump(['chat', 'chat_member', 'person'])).toBe(before)
  })

  test('of a group that goes on to another school, without a word of it, carries over nothing', async () => {
    await create({ school: '第九小学' })
    expect(await carried()).toMatchObject({ earlier: null })
  })

  test('takes a school’s name that was shortened for the same in the same group, but not elsewhere', async () => {
    await create({ school: '大安市第一小学' })
    expect(await carried()).toMatchObject({ earlier: ofFirst })
    await world.rewind()
    const reply = await create({ school: '大安市第一小学', earlier: lastYearTitle }, { chat: teachers })
    expect(reply.toast?.text).toBe(refusals['earlier-of-other'])
  })

  test('by somebody who was in the leading group and is known no more to be, carries over nothing of it', async () => {
    const reply = await create({ earlier: String(ofFirst) }, { who: 'wu', chat: teachers })
    expect(reply.toast?.text).toBe(refusals['earlier-unknown'])
  })
})

describe('in words', () => {
  const words = '创建活动 学校名称：第一小学\n活动名称：对照整改年\n对照标准：2014\n自查截止日期：2026-11-30'

  test('a campaign is named by its title, or 不沿用', async () => {
    await said(`${words}\n沿用往年填报：${lastYearTitle}`)
    expect(await carried()).toMatchObject({ earlier: ofFirst })
    await world.rewind()
    await said(`${words}\n沿用往年填报：不沿用。`)
    expect(await carried()).toMatchObject({ earlier: null })
  })

  test('one that nobody knows makes nothing, and says why', async () => {
    expect(await said(`${words}\n沿用往年填报：前年的`)).toContain(refusals['earlier-unknown'])
    expect((await campaignOf(world)).id).toBe(ofFirst)
  })

  test('alone it is a change of the settings, by the coordinator, and noted', async () => {
    await create()
    expect(await said('创建活动 沿用往年填报：不沿用')).toContain('设置已保存')
    expect(await carried()).toMatchObject({ earlier: null, requirements: 0 })
    await said(`创建活动 沿用往年填报：${lastYearTitle}`)
    expect(await carried()).toMatchObject({ earlier: ofFirst, requirements: 92 })
    expect(await said('创建活动 沿用往年填报：不沿用', 'wu')).toBe(refusals['no-right-to-set-up'])
    expect(await carried()).toMatchObject({ earlier: ofFirst })
    const noted = await world.database.db
      .transaction()
      .execute((tx) => tx.selectFrom('audit').select(['did', 'about']).orderBy('id').execute())
    expect(noted.slice(-3).map(({ did, about }) => [did, about.earlier])).toEqual([
      ['create-campaign', ofFirst],
      ['save-settings', null],
      ['save-settings', ofFirst],
    ])
  })
})

describe('保存设置', () => {
  const save = async (form: object) =>
    world.press(
      'zhao',
      { v: 1, do: 'save-settings', campaign: (await campaignOf(world)).id },
      { ...setupForm, holidays: '', ...form },
      { chat: leadingGroup },
    )
  beforeEach(async () => {
    await create()
  })

  test('without a word of it leaves it as it is', async () => {
    await save({ inspectBy: '2026-10-30' })
    expect(await carried()).toMatchObject({ earlier: ofFirst, requirements: 92 })
  })

  test('cannot take another school’s, nor the campaign itself', async () => {
    const { id } = await campaignOf(world)
    // Answers of its own make no campaign an earlier one.
    await divide(world, 'zhao', leadingGroup)
    await world.say('zhao', '/assign 17 赵主任')
    await world.press('zhao', await walkPress(world, 'submit-answer', 17), lastMet)
    for (const wrong of [ofSecond, id]) {
      expect((await save({ earlier: String(wrong) })).toast?.text).toBe(refusals['earlier-unknown'])
    }
    expect(await carried()).toMatchObject({ earlier: ofFirst })
  })

  test('for another school lets go of what was this one’s, and says so', async () => {
    const { card } = await save({ school: '第九小学' })
    expect(await carried()).toMatchObject({ earlier: null })
    expect(card === undefined ? '' : asText(card)).toContain(`不再沿用「${lastYearTitle}」（学校名称不同）`)
  })

  test('by a later coordinator, who led nothing then, keeps what was chosen', async () => {
    await save({ coordinator: 'ou_wu' })
    await world.press(
      'wu',
      { v: 1, do: 'save-settings', campaign: (await campaignOf(world)).id },
      { ...setupForm, holidays: '', earlier: String(ofFirst) },
      { chat: leadingGroup },
    )
    expect(await carried()).toMatchObject({ earlier: ofFirst })
  })
})
