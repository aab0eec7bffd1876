import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusals } from '#cards/words.ts'
import { loadDepartments } from '#db/department.ts'
import type { ChatId } from '#src/domain/ids.ts'
import { MessengerError } from '#src/ports.ts'
import {
  campaignOf,
  leadingGroup,
  openCampaign,
  openCounty,
  setupForm,
  teachers,
  wordsOf,
} from '#test/support/first-school.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { openIdOf } from '#test/support/school-directory.ts'

let world: Recorder
beforeAll(async () => {
  world = await openCampaign()
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const noScope = new MessengerError('settings', 'a call', 99991672, 400)
const outage = new MessengerError('unknown', 'a call', null, 503)
async function departments(recorder = world): Promise<string[]> {
  const { id } = await campaignOf(recorder)
  const all = await recorder.database.db.transaction().execute((tx) => loadDepartments(tx, id))
  return all.map((one) => `${one.name}: ${one.people.map((person) => person.name).join(' ')}`)
}

describe('the departments of a school', () => {
  test('are those below the one of its name, in the tenant of a county', async () => {
    await world.say('zhao', '/assign', { in: leadingGroup })
    expect(await departments()).toEqual(['办公室: 赵主任', '教务处: 钱主任 李老师 林老师', '总务处: 孙主任'])
  })

  test('are all there are, people under the root included, in a tenant of its own', async () => {
    await using alone = await openCounty()
    const { departmentsTable, peopleTable } = alone.directory
    departmentsTable.clear()
    for (const name of ['办公室', '教务处', '总务处']) departmentsTable.set(name, null)
    peopleTable.set(openIdOf('chen'), { name: '陈老师', in: [''] })
    await alone.press('zhao', { v: 1, do: 'create-campaign' }, setupForm, { chat: leadingGroup })
    await alone.say('zhao', '/assign', { in: leadingGroup })
    expect(await departments(alone)).toEqual([
      '第一小学: 陈老师',
      '办公室: 赵主任',
      '教务处: 钱主任 李老师 林老师',
      '总务处: 孙主任',
    ])
  })

  test('are the leading group as one, where the directory refuses', async () => {
    for (const call of ['departments', 'members', 'people'] as const) world.directory.refuses.set(call, noScope)
    const letters = await world.say('zhao', '/assign', { in: leadingGroup })
    expect(await departments()).toEqual(['第一小学: 赵主任 钱主任 吴校长'])
    expect(wordsOf(letters[0])).toContain('第一小学 · 3人')
  })

  test('one that may not be looked into counts as empty', async () => {
    world.directory.refuses.set('members', noScope)
    await world.say('zhao', '/assign', { in: leadingGroup })
    // Heads are known from the departments themselves; of chen and the others nothing is.
    expect(await departments()).toEqual(['第一小学: 赵主任 钱主任 吴校长'])
  })

  test('stay as they were while the platform gives no answer', async () => {
    await world.say('zhao', '/assign', { in: leadingGroup })
    const before = await departments()
    world.directory.refuses.set('members', outage)
    await expect(world.say('zhao', '/assign', { in: leadingGroup })).rejects.toThrow(MessengerError)
    expect(await departments()).toEqual(before)
  })

  test('without a member are not proposed; somebody in two is asked in both', async () => {
    const { departmentsTable, peopleTable } = world.directory
    departmentsTable.set('德育处', '第一小学')
    peopleTable.set(openIdOf('lin'), { name: '林老师', in: ['教务处', '总务处'] })
    const letters = await world.say('zhao', '/assign', { in: leadingGroup })
    expect(await departments()).toEqual(['办公室: 赵主任', '教务处: 钱主任 李老师 林老师', '总务处: 林老师 孙主任'])
    expect(wordsOf(letters[0])).not.toContain('德育处（17条）：德育处')
    departmentsTable.delete('德育处')
    peopleTable.set(openIdOf('lin'), { name: '林老师', in: ['教务处'] })
  })

  test('that are gone from the directory are not offered again', async () => {
    await world.say('zhao', '/assign', { in: leadingGroup })
    world.directory.departmentsTable.delete('总务处')
    await world.say('zhao', '/assign', { in: leadingGroup })
    expect((await departments()).map((one) => one.split(':')[0])).toEqual(['办公室', '教务处'])
    world.directory.departmentsTable.set('总务处', '第一小学')
  })
})

describe('once a campaign has departments, they stay as they are and the coordinator is told', () => {
  beforeEach(async () => {
    await world.say('zhao', '/assign', { in: leadingGroup })
  })
  const unknownCode = new MessengerError('content', 'a call', 12345, 400)
  const outOfRange = new MessengerError('settings', 'a call', 40014, 403)

  test.each<[string, () => void]>([
    ['a refusal nobody knows', () => world.directory.refuses.set('departments', unknownCode)],
    ['a scope taken away', () => world.directory.refuses.set('departments', noScope)],
    ['a range made smaller', () => world.directory.refuses.set('departments', outOfRange)],
    ['members that are not shown', () => world.directory.refuses.set('members', outOfRange)],
    ['an unknown refusal of the members', () => world.directory.refuses.set('members', unknownCode)],
  ])('%s', async (_, refuse) => {
    const before = await departments()
    refuse()
    const letters = await world.say('zhao', '/assign', { in: leadingGroup })
    expect(letters.map(wordsOf)).toEqual([refusals['directory-unread']])
    expect(await departments()).toEqual(before)
    world.directory.refuses.clear()
    expect(wordsOf((await world.say('zhao', '/assign', { in: leadingGroup }))[0])).toContain('教务处 · 3人')
  })

  test('a directory that is suddenly empty', async () => {
    const { departmentsTable, peopleTable } = world.directory
    const kept = [[...departmentsTable], [...peopleTable]] as const
    const before = await departments()
    departmentsTable.clear()
    peopleTable.clear()
    const letters = await world.say('zhao', '/assign', { in: leadingGroup })
    expect(letters.map(wordsOf)).toEqual([refusals['directory-unread']])
    expect(await departments()).toEqual(before)
    for (const [name, parent] of kept[0]) departmentsTable.set(name, parent)
    for (const [who, one] of kept[1]) peopleTable.set(who, one)
  })
})

test('an unknown refusal is never taken for a school without departments', async () => {
  world.directory.refuses.set('departments', new MessengerError('content', 'a call', 12345, 400))
  const letters = await world.say('zhao', '/assign', { in: leadingGroup })
  expect(letters.map(wordsOf)).toEqual([refusals['directory-unread']])
  expect(await departments()).toEqual([])
})

describe('in a tenant of several schools', () => {
  const named = async (recorder: Recorder, who: string, school: string, chat = leadingGroup) => {
    await recorder.press(who, { v: 1, do: 'create-campaign' }, { ...setupForm, school }, { chat })
    recorder.directory.asked.length = 0
    return (await recorder.say(who, '/assign', { in: chat })).map(wordsOf)
  }

  test('the staff of another school are not shown to somebody of none', async () => {
    await using county = await openCounty()
    expect(await named(county, 'chen', '第二小学', teachers as ChatId)).toEqual([refusals['not-of-school']])
    await county.press('chen', { v: 1, do: 'open-setup' }, {}, { chat: teachers })
    expect(await county.dump()).not.toContain('二小办公室')
  })

  test('a near miss of the name offers nobody else’s departments and looks into none', async () => {
    await using county = await openCounty()
    expect(await named(county, 'zhao', '县第一小学')).toEqual([refusals['school-not-found']])
    expect(county.directory.asked.filter((one) => one.startsWith('members'))).toEqual([])
    const { id } = await campaignOf(county)
    const confirm = { v: 1, do: 'confirm-division', campaign: id, page: 0, seen: 0 } as const
    const reply = await county.press('zhao', confirm, {}, { chat: leadingGroup })
    expect(reply.toast?.text).toBe(refusals['school-not-found'])
    await county.say('zhao', '创建活动 学校名称：第一小学', { in: leadingGroup })
    expect(wordsOf((await county.say('zhao', '/assign', { in: leadingGroup }))[0])).toContain('教务处 · 3人')
  })

  test('an app that sees one school only shows it to nobody else', async () => {
    await using county = await openCounty()
    county.directory.departmentsTable.delete('第一小学')
    expect(await named(county, 'zhao', '县第一小学')).toEqual([refusals['school-not-found']])
    expect(await county.dump()).not.toContain('二小办公室')
  })

  test('a school on the second level is found, however its name is typed', async () => {
    await using county = await openCounty()
    county.directory.departmentsTable.set('城关镇', null)
    county.directory.departmentsTable.set('第一小学', '城关镇')
    expect((await named(county, 'zhao', '第 一小学'))[0]).toContain('教务处 · 3人')
    expect((await departments(county)).map((one) => one.split(':')[0])).toEqual(['办公室', '教务处', '总务处'])
  })

  test('one department of the own that may not be looked into today keeps its people', async () => {
    await using county = await openCounty()
    await named(county, 'zhao', '第一小学')
    const before = await departments(county)
    const { members } = county.directory
    Object.assign(county.directory, {
      members: (of: string) => (of === 'od_教务处' ? Promise.reject(noScope) : members(of)),
    })
    expect(wordsOf((await county.say('zhao', '/assign', { in: leadingGroup }))[0])).toContain('教务处 · 3人')
    expect(await departments(county)).toEqual(before)
  })

  test('of two thousand departments only the own school’s are looked into', async () => {
    await using county = await openCounty()
    for (let no = 1; no <= 2000; no += 1) county.directory.departmentsTable.set(`外校${no}`, '第二小学')
    expect((await named(county, 'zhao', '第一小学'))[0]).toContain('教务处 · 3人')
    expect(county.directory.asked.filter((one) => one.startsWith('members'))).toHaveLength(4)
    county.clock.pass(60_000)
    await county.say('zhao', '创建活动 学校名称：第二小学', { in: leadingGroup })
    county.directory.asked.length = 0
    expect((await county.say('zhao', '/assign', { in: leadingGroup })).map(wordsOf)).toEqual([
      refusals['school-not-found'],
    ])
    expect(county.directory.asked.filter((one) => one.startsWith('members'))).toEqual([])
  })
})

describe('in a tenant of one school the name need not be the directory’s', () => {
  test.each<[string, readonly string[], string]>([
    ['three people under the root', [], '第一小学 · 3人'],
    ['four departments', ['办公室', '教务处', '总务处', '小学部'], '教务处 · 1人'],
    ['forty departments', ['教务处', ...Array.from({ length: 39 }, (_, no) => `第${no}教研组`)], '教务处 · 1人'],
  ])('%s', async (_, names, shown) => {
    await using alone = await openCounty()
    const { departmentsTable, peopleTable } = alone.directory
    departmentsTable.clear()
    peopleTable.clear()
    for (const name of names) departmentsTable.set(name, null)
    for (const [no, who] of ['zhao', 'qian', 'wu'].entries()) {
      peopleTable.set(openIdOf(who), { name: `${who}老师`, in: [names[no % Math.max(names.length, 1)] ?? ''] })
    }
    if (names.length > 0) peopleTable.set(openIdOf('qian'), { name: '钱老师', in: ['教务处'] })
    if (names[0] === '教务处') peopleTable.set(openIdOf('zhao'), { name: '赵主任', in: ['第1教研组'] })
    await alone.press('zhao', { v: 1, do: 'create-campaign' }, setupForm, { chat: leadingGroup })
    expect(wordsOf((await alone.say('zhao', '/assign', { in: leadingGroup }))[0])).toContain(shown)
  })
})

describe('what the platform refuses to tell stops nobody', () => {
  test('names a list leaves out are asked for, and without any the school is divided all the same', async () => {
    const members = world.directory.members
    world.directory.members = async (department) =>
      (await members(department)).map(({ person }) => ({ person, name: '' }))
    expect((await world.say('zhao', '/assign')).map(wordsOf).join()).toContain('教务处')
    world.directory.refuses.set('people', new MessengerError('settings', 'names', 99991672, 200))
    expect((await world.say('zhao', '/assign')).map(wordsOf).join()).toContain('教务处')
    world.directory.members = members
    world.directory.refuses.clear()
  })

  test('names: somebody new is answered all the same, and it is reported', async () => {
    world.directory.refuses.set('people', noScope)
    const letters = await world.say('newcomer', '/start')
    expect(letters.map(wordsOf)).toEqual([refusals['no-campaign']])
    expect(world.troubles).toEqual([noScope])
  })

  test('a leading group the bot is no longer in: its departments are still read', async () => {
    world.clock.pass(600_000)
    world.directory.refuses.set('chatMembers', new MessengerError('address', 'a call', 230002, 400))
    const letters = await world.say('zhao', '/assign')
    expect(wordsOf(letters[0])).toContain('教务处 · 3人')
  })
})

describe('what is asked of the platform', () => {
  test('is nothing, for a sentence of somebody known', async () => {
    await world.say('zhao', '今天开会')
    expect(world.directory.asked).toEqual([])
  })

  test('is who is in the group, at most once in five minutes', async () => {
    world.clock.pass(600_000)
    await world.say('zhao', '/progress', { in: leadingGroup })
    await world.say('wu', '/progress', { in: leadingGroup })
    expect(world.directory.asked).toEqual([`chatMembers ${leadingGroup}`])
  })

  test('whoever is no longer in the group is no leader any more', async () => {
    world.directory.chats.set(leadingGroup, ['zhao', 'qian'].map(openIdOf))
    world.clock.pass(600_000)
    await world.say('zhao', '/progress', { in: leadingGroup })
    expect((await world.say('wu', '/summary')).map(wordsOf)).toEqual([refusals['no-campaign']])
    world.directory.chats.set(leadingGroup, ['zhao', 'wu', 'qian'].map(openIdOf))
  })

  test('a group that leads nothing has nothing to do with anybody’s campaign', async () => {
    expect((await world.say('chen', '/progress', { in: teachers as ChatId })).map(wordsOf)).toEqual([
      refusals['no-campaign'],
    ])
  })
})

describe('who leads', () => {
  const asks = () => world.directory.asked.filter((one) => one === `chatMembers ${leadingGroup}`).length
  beforeEach(async () => {
    await world.say('zhao', '/help', { in: leadingGroup })
    world.directory.asked.length = 0
  })

  test('is read again by the clock, so that a card of yesterday still knows its leader', async () => {
    await world.tick('2026-09-07T20:00+08:00')
    expect(asks()).toBe(0)
    await world.tick('2026-09-08T10:00+08:00')
    await world.tick('2026-09-08T10:01+08:00')
    expect(asks()).toBe(1)
    const { id } = await campaignOf(world)
    const reply = await world.press('wu', { v: 1, do: 'show-progress', campaign: id })
    expect(reply.card?.header.title.content).toBe('自查进度')
  })

  test('is no longer who was taken out of the group since', async () => {
    world.directory.chats.set(leadingGroup, ['zhao', 'qian'].map(openIdOf))
    await world.tick('2026-09-08T10:00+08:00')
    const { id } = await campaignOf(world)
    expect((await world.press('wu', { v: 1, do: 'send-reminders', campaign: id })).toast?.text).toBe(
      refusals['leaders-only'],
    )
  })

  test('stays as it was while the platform does not answer; everything else goes on', async () => {
    world.directory.refuses.set('chatMembers', outage)
    await world.tick('2026-09-08T10:00+08:00')
    expect(asks()).toBe(1)
    world.directory.refuses.clear()
    await world.tick('2026-09-08T10:01+08:00')
    expect(asks()).toBe(2)
  })
})
