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

describe('what the platform refuses to tell stops nobody', () => {
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
