import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusals, said } from '#cards/words.ts'
import { seenInChat } from '#db/chat.ts'
import { meetPerson } from '#db/person.ts'
import type { Tx } from '#db/tx.ts'
import type { Day } from '#src/domain/day.ts'
import type { ChatId } from '#src/domain/ids.ts'
import { gatherFacts } from '#src/usecases/gather-facts.ts'
import {
  campaignOf,
  leadingGroup,
  openCounty,
  openDivided,
  receiverOf,
  setupForm,
  teachers,
  wordsOf,
} from '#test/support/first-school.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { openIdOf } from '#test/support/school-directory.ts'

let world: Recorder
beforeAll(async () => {
  world = await openCounty()
  for (const who of ['zhao', 'wu']) await world.press(who, { v: 1, do: 'open-setup' }, {}, { chat: leadingGroup })
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const create = (who = 'zhao', form: Record<string, unknown> = setupForm, chat: ChatId = leadingGroup) =>
  world.press(who, { v: 1, do: 'create-campaign' }, form, { chat })

describe('创建活动', () => {
  test('makes the campaign of this group, with its own copy of the standard', async () => {
    const reply = await create()
    expect(reply.toast).toEqual({ kind: 'success', text: said.campaignCreated })
    expect(await campaignOf(world)).toMatchObject({ school: '第一小学', status: 'preparing', inspectBy: '2026-09-30' })
    expect((await world.dump()).match(/"suggested_department"/g)).toHaveLength(92)
  })

  test('pressed again, by whomever, makes no second one', async () => {
    await create()
    const before = await world.dump()
    expect((await create('wu', { ...setupForm, title: '另一个' })).toast?.text).toBe(refusals['group-taken'])
    expect(await world.dump()).toBe(before)
  })

  test('in words does the same', async () => {
    const words = '/创建活动\n学校名称：第一小学\n活动名称：对照整改年\n对照标准：2017\n自查截止日期：2026年11月30日'
    const letters = await world.say('zhao', words, { in: leadingGroup })
    expect(letters.map(receiverOf)).toEqual([leadingGroup])
    expect(await campaignOf(world)).toMatchObject({ standardId: 'compulsory-education-2017', inspectBy: '2026-11-30' })
  })

  test('with another coordinator of the group, who alone may then change it', async () => {
    await create('zhao', { ...setupForm, coordinator: openIdOf('wu') })
    const { id } = await campaignOf(world)
    const before = await world.dump()
    const save = { v: 1, do: 'save-settings', campaign: id } as const
    expect((await world.press('zhao', save, setupForm, { chat: leadingGroup })).toast?.text).toBe(
      refusals['no-right-to-set-up'],
    )
    expect(await world.dump()).toBe(before)
  })

  test('until a year whose holidays nobody knows yet tells the coordinator so', async () => {
    await create('zhao', { ...setupForm, inspectBy: '2028-06-30' })
    expect(world.sent.at(-1)?.key).toMatch(/^unknown-year:\d+:2028$/)
  })

  test.each<[string, object, string]>([
    ['no school', { school: ' ' }, refusals['school-missing']],
    ['no title', { title: null }, refusals['title-missing']],
    ['a title too long', { title: '长'.repeat(61) }, refusals['too-long']],
    ['a standard there is not', { standardId: 'constructor' }, refusals['standard-unknown']],
    ['no date', { inspectBy: '' }, refusals['inspect-by-missing']],
    ['a day that does not exist', { inspectBy: '2026-02-30' }, refusals['inspect-by-missing']],
    ['a date in the past', { inspectBy: '2026-09-06' }, refusals['inspect-by-past']],
    ['a date too far', { inspectBy: '2036-09-06' }, refusals['inspect-by-too-far']],
    ['a coordinator of another group', { coordinator: openIdOf('lin') }, refusals['coordinator-unknown']],
    ['a coordinator nobody knows', { coordinator: 'ou_nobody' }, refusals['coordinator-unknown']],
  ])('with %s makes nothing, and what was typed stands in the form again', async (_, wrong, why) => {
    const before = await world.dump()
    const reply = await create('zhao', { ...setupForm, ...wrong })
    expect(reply.toast).toEqual({ kind: 'warning', text: why })
    expect(JSON.stringify(reply.card)).toContain('school' in wrong ? '对照整改年活动' : '第一小学')
    expect(await world.dump()).toBe(before)
  })

  test('in private makes nothing', async () => {
    const before = await world.dump()
    expect((await world.press('zhao', { v: 1, do: 'create-campaign' }, setupForm)).toast?.text).toBe(
      refusals['group-only'],
    )
    expect(await world.dump()).toBe(before)
  })
})

describe('保存设置', () => {
  let divided: Recorder
  beforeAll(async () => {
    divided = await openDivided()
    await divided.keep()
  })
  beforeEach(() => divided.rewind())
  afterAll(() => divided[Symbol.asyncDispose]())
  const save = async (form: object, chat: ChatId = leadingGroup) =>
    divided.press(
      'zhao',
      { v: 1, do: 'save-settings', campaign: (await campaignOf(divided)).id },
      { ...setupForm, holidays: '', ...form },
      { chat },
    )

  test('changes dates, hour and holidays; drafts and answers stay', async () => {
    const form = { inspectBy: '2026-10-30', remindHour: '10', holidays: '2026-10-08 至 2026-10-09' }
    expect((await save(form)).toast?.text).toBe(said.settingsSaved)
    expect(await campaignOf(divided)).toMatchObject({
      inspectBy: '2026-10-30',
      remindHour: 10,
      holidays: [{ from: '2026-10-08', to: '2026-10-09' }],
      status: 'open',
    })
  })

  test.each<[string, object, string]>([
    ['holidays that cannot be read', { holidays: '寒假两周' }, refusals['holidays-unreadable']],
    ['holidays without end', { holidays: '2027-01-18；'.repeat(2_000) }, refusals['holidays-unreadable']],
    ['a date in the past', { inspectBy: '2026-09-01' }, refusals['inspect-by-past']],
    ['a coordinator who is not in the group', { coordinator: openIdOf('lin') }, refusals['coordinator-unknown']],
  ])('with %s changes nothing', async (_, wrong, why) => {
    const before = await divided.dump()
    expect((await save(wrong)).toast?.text).toBe(why)
    expect(await divided.dump()).toBe(before)
  })

  test('from another chat changes nothing', async () => {
    const before = await divided.dump()
    expect((await save({}, teachers)).toast?.text).toBe(refusals['old-card'])
    expect(await divided.dump()).toBe(before)
  })

  test('on the old card of a closed campaign, when the group leads a new one, changes nothing', async () => {
    const { id } = await campaignOf(divided)
    await divided.tick('2026-09-30T18:00+08:00')
    const next = { ...setupForm, title: '下一年', inspectBy: '2027-06-30' }
    await divided.press('zhao', { v: 1, do: 'create-campaign' }, next, { chat: leadingGroup })
    const before = await divided.dump()
    const press = { v: 1, do: 'save-settings', campaign: id } as const
    const form = { ...setupForm, inspectBy: '2027-01-30' }
    expect((await divided.press('zhao', press, form, { chat: leadingGroup })).toast?.text).toBe(refusals['old-card'])
    expect(await divided.dump()).toBe(before)
  })

  test('when the coordinator has left the school, a leader takes over', async () => {
    await divided.happen({ kind: 'person-left', id: 'left', person: openIdOf('zhao') })
    const { id } = await campaignOf(divided)
    const form = { ...setupForm, coordinator: openIdOf('wu') }
    await divided.press('wu', { v: 1, do: 'save-settings', campaign: id }, form, { chat: leadingGroup })
    const letters = await divided.say('wu', '/assign 19 李老师')
    expect(wordsOf(letters.at(-1))).toBe(said.reassigned(1, 0))
  })
})

describe('组长、副组长', () => {
  let divided: Recorder
  beforeAll(async () => {
    divided = await openDivided()
    await divided.keep()
  })
  beforeEach(() => divided.rewind())
  afterAll(() => divided[Symbol.asyncDispose]())

  const save = async (form: object, heads: { heads?: 1 } = { heads: 1 }, who = 'zhao') =>
    divided.press(
      who,
      { v: 1, do: 'save-settings', campaign: (await campaignOf(divided)).id, ...heads },
      { ...setupForm, holidays: '', ...form },
      { chat: leadingGroup },
    )
  const says = async (words: string, who = 'zhao') =>
    (await divided.say(who, `创建活动 ${words}`, { in: leadingGroup })).map(wordsOf).join()
  const inDatabase = <T>(look: (tx: Tx) => Promise<T>) => divided.database.db.transaction().execute(look)
  const group = async () => {
    const campaign = await campaignOf(divided)
    return inDatabase(
      async (tx) => (await gatherFacts(tx, divided.deps, campaign, 1, '2026-09-08' as Day)).leadingGroup,
    )
  }
  const deeds = () =>
    inDatabase((tx) => tx.selectFrom('audit').select('about').where('did', '=', 'set-heads').orderBy('id').execute())

  test('by the form: kept, shown in it again, said on the card, audited', async () => {
    const reply = await save({ head: openIdOf('wu'), deputies: [openIdOf('qian')] })
    expect(reply.toast?.text).toBe(said.settingsSaved)
    expect(JSON.stringify(reply.card)).toMatch(/组长：吴校长.*副组长：钱主任/)
    expect(await group()).toEqual({ head: '吴校长', deputies: ['钱主任'], members: ['赵主任'] })
    expect(await deeds()).toHaveLength(1)
    const form = await divided.press('zhao', { v: 1, do: 'open-setup' }, {}, { chat: leadingGroup })
    const drawn = JSON.stringify(form.card)
    expect(drawn).toContain(`"initial_option":"${openIdOf('wu')}"`)
    expect(drawn).toContain(`"selected_values":["${openIdOf('qian')}"]`)
  })

  test('emptied in the form nobody is it any more, whatever an empty field looks like; saved again, nothing new is noted', async () => {
    const both = { head: openIdOf('wu'), deputies: [openIdOf('qian')] }
    for (const empty of [{}, { head: '', deputies: [] }, { head: null, deputies: '' }, { head: [], deputies: null }]) {
      await save(both)
      await save(both)
      await save(empty)
      const { members, ...led } = await group()
      expect(led).toEqual({ head: null, deputies: [] })
      expect(members).toHaveLength(3)
    }
    expect(await deeds()).toHaveLength(8)
  })

  test('a card drawn before there were these fields changes nothing of them', async () => {
    await save({ head: openIdOf('wu'), deputies: [openIdOf('qian')] })
    await save({ title: '换了名' }, {})
    expect((await campaignOf(divided)).title).toBe('换了名')
    expect(await group()).toMatchObject({ head: '吴校长', deputies: ['钱主任'] })
  })

  test('by words, one field or both, the others staying as they are', async () => {
    expect(await says('组长：吴校长')).toContain('组长：吴校长')
    expect(await says('副组长：钱主任、赵主任')).toContain('副组长：赵主任、钱主任')
    expect(await says('提醒时间：10')).toContain('组长：吴校长')
    expect(await says('组长：钱主任')).toContain('副组长：赵主任')
    expect(await group()).toEqual({ head: '钱主任', deputies: ['赵主任'], members: ['吴校长'] })
    expect(await says('组长：不设\n副组长：不设')).not.toContain('组长：钱主任')
    expect(await group()).toMatchObject({ head: null, deputies: [] })
  })

  test('by mentions, which leave nothing in the text, in the order of the fields', async () => {
    const mentions = (...who: string[]) => ({ in: leadingGroup, mention: [...who] })
    await divided.say('zhao', '创建活动 组长： 副组长：', mentions('wu', 'qian', 'zhao'))
    expect(await group()).toMatchObject({ head: '吴校长', deputies: ['赵主任', '钱主任'] })
    await divided.say('zhao', '创建活动 副组长： 组长：', mentions('qian', 'zhao'))
    expect(await group()).toMatchObject({ head: '赵主任', deputies: ['钱主任'] })
  })

  test.each<[string, object, RegExp]>([
    ['somebody who is not in the group', { head: openIdOf('lin') }, /请从本群成员里选择/],
    ['nobody anybody knows', { deputies: ['ou_nobody'] }, /请从本群成员里选择/],
    ['one person as both', { head: openIdOf('wu'), deputies: [openIdOf('wu')] }, /吴校长不能既是组长又是副组长/],
  ])('%s changes nothing, and what was typed stays', async (_, wrong, why) => {
    const before = await divided.dump()
    const reply = await save({ title: '换了名', ...wrong })
    expect(reply.toast?.text).toMatch(why)
    expect(JSON.stringify(reply.card)).toContain('换了名')
    expect(await divided.dump()).toBe(before)
  })

  test('a name that is not found is said, and of two by one name neither is guessed', async () => {
    expect(await says('组长：林老师')).toContain('本群成员里没有「林老师」')
    await inDatabase((tx) => tx.updateTable('person').set({ name: '吴校长' }).where('name', '=', '钱主任').execute())
    expect(await says('副组长：吴校长')).toContain('本群不止一位「吴校长」')
    expect(await group()).toMatchObject({ head: null, deputies: [] })
  })

  test('only whoever may change settings says it', async () => {
    const before = await divided.dump()
    expect((await save({ head: openIdOf('wu') }, { heads: 1 }, 'wu')).toast?.text).toBe(refusals['no-right-to-set-up'])
    expect(await divided.dump()).toBe(before)
    expect(await says('组长：吴校长', 'wu')).toBe(refusals['no-right-to-set-up'])
  })

  test('who leaves the school or the group is not printed as such; back again, they are', async () => {
    await save({ head: openIdOf('wu'), deputies: [openIdOf('qian')] })
    await divided.happen({ kind: 'person-left', id: 'left', person: openIdOf('wu') })
    expect(await group()).toEqual({ head: null, deputies: ['钱主任'], members: ['赵主任'] })
    await inDatabase(async (tx) => {
      const qian = await meetPerson(tx, openIdOf('qian'))
      await tx.deleteFrom('chat_member').where('person', '=', qian.id).execute()
    })
    expect(await group()).toEqual({ head: null, deputies: [], members: ['赵主任'] })
    await inDatabase(async (tx) => seenInChat(tx, leadingGroup, (await meetPerson(tx, openIdOf('qian'))).id))
    expect(await group()).toMatchObject({ deputies: ['钱主任'] })
  })

  test('after the end by words: the paper is still to be signed, and everything else stays closed', async () => {
    await divided.tick('2026-09-30T18:00+08:00')
    expect(await says('组长：吴校长', 'wu')).toBe(refusals['no-right-to-set-up'])
    expect(await says('组长：林老师')).toContain('本群成员里没有「林老师」')
    expect(await says('组长：吴校长')).toContain('组长：吴校长')
    expect(await campaignOf(divided)).toMatchObject({ status: 'closed' })
    expect(await group()).toMatchObject({ head: '吴校长' })
  })

  test('with a new campaign by words', async () => {
    const words = '学校名称：第一小学\n活动名称：下一年\n对照标准：2017\n自查截止日期：2027-06-30'
    await divided.tick('2026-09-30T18:00+08:00')
    expect(await says(`${words}\n组长：林老师`)).toContain('本群成员里没有「林老师」')
    expect((await campaignOf(divided)).status).toBe('closed')
    expect(await says(`${words}\n组长：吴校长`)).toContain('组长：吴校长')
    expect(await deeds()).toHaveLength(1)
  })

  test('without one the check says so, and what to send; with one it does not', async () => {
    const { id } = await campaignOf(divided)
    const check = async () => {
      const cards: string[] = []
      for (let page = 0; page < 3; page += 1)
        cards.push(JSON.stringify((await divided.press('zhao', { v: 1, do: 'show-check', campaign: id, page })).card))
      return cards.join()
    }
    expect(await check()).toContain('领导小组没有写组长')
    await says('组长：吴校长')
    expect(await check()).not.toContain('领导小组没有写组长')
  })
})

test('/setup in private says where to go; in a group that leads one, to others that they may not', async () => {
  expect((await world.say('zhao', '/setup')).map(wordsOf)).toEqual([refusals['group-only']])
  await create()
  expect((await world.say('wu', '/setup', { in: leadingGroup })).map(wordsOf)).toEqual([refusals['no-right-to-set-up']])
})
