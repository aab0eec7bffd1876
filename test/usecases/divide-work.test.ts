import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { departmentsGone, refusals, said } from '#cards/words.ts'
import { departmentsOf, loadDepartments } from '#db/department.ts'
import { findPerson } from '#db/person.ts'
import {
  assignmentOf,
  campaignOf,
  leadingGroup,
  openCampaign,
  receiverOf,
  shares,
  walkPress,
  wordsOf,
} from '#test/support/first-school.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { openIdOf } from '#test/support/school-directory.ts'

let world: Recorder
beforeAll(async () => {
  world = await openCampaign()
  await world.say('zhao', '/assign', { in: leadingGroup })
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

async function press(verb: 'show-division' | 'confirm-division', form: object = {}, who = 'zhao', behind = 0) {
  const { id, divisionSeen } = await campaignOf(world)
  const what = { v: 1, do: verb, campaign: id, page: 0, seen: divisionSeen - behind } as const
  return world.press(who, what, { ...form }, { chat: leadingGroup })
}
async function departmentId(name: string): Promise<string> {
  const { id } = await campaignOf(world)
  const all = await world.database.db.transaction().execute((tx) => loadDepartments(tx, id))
  return String(all.find((one) => one.name === name)?.id)
}
const all = Array.from({ length: 92 }, (_, index) => index + 1)

describe('确认分工', () => {
  test('gives every requirement to a department and a person, evenly, and tells each once', async () => {
    const before = world.sent.length
    expect((await press('confirm-division')).toast?.text).toBe(said.divisionConfirmed)
    const given = await shares(world)
    expect(
      Object.values(given)
        .flat()
        .toSorted((a, b) => a - b),
    ).toEqual(all)
    const [qian = [], lin = [], li = []] = [given.qian, given.lin, given.li]
    expect(Math.max(qian.length, lin.length, li.length) - Math.min(qian.length, lin.length, li.length)).toBeLessThan(2)
    expect(world.sent.slice(before).map(receiverOf).toSorted()).toEqual(['li', 'lin', 'qian', 'sun', 'zhao'])
    expect(await campaignOf(world)).toMatchObject({ status: 'open', dividedOn: '2026-09-07' })
  })

  test('again with nothing changed moves nothing and tells nobody', async () => {
    await press('confirm-division')
    const before = await shares(world)
    const sent = world.sent.length
    await press('confirm-division')
    expect(await shares(world)).toEqual(before)
    expect(world.sent).toHaveLength(sent)
  })

  test('again with another department for one group moves that alone; what was written stays', async () => {
    await press('confirm-division', { spread: 'head' })
    await world.press('qian', await walkPress(world, 'keep-draft', 22), { fact: '写到一半' })
    const { respondent } = await assignmentOf(world, 21)
    await press('confirm-division', { g3: await departmentId('总务处') })
    expect((await shares(world)).sun).toEqual(expect.arrayContaining([22, 23, 25, 27, 28, 29, 70, 73]))
    expect((await assignmentOf(world, 21)).respondent).toBe(respondent)
    expect(wordsOf((await world.say('sun', '/start 22')).at(-1))).toContain('写到一半')
  })

  test('again for the heads alone, chosen on a page before, asks the heads', async () => {
    await press('confirm-division', { spread: 'members' })
    await press('show-division', { spread: 'head' })
    await press('confirm-division')
    expect(Object.keys(await shares(world)).toSorted()).toEqual(['qian', 'sun', 'zhao'])
  })

  test('again, what was handed over in words stays with whom it was handed to', async () => {
    await press('confirm-division', { spread: 'head' })
    await world.say('zhao', '分工 22 孙主任')
    await world.say('zhao', '分工 23 李老师')
    await press('confirm-division', { g0: await departmentId('总务处') })
    expect((await shares(world)).sun).toContain(22)
    expect((await shares(world)).li).toEqual([23])
    await press('confirm-division', { spread: 'members' })
    const given = await shares(world)
    expect([given.sun, given.li]).toEqual([expect.arrayContaining([22]), expect.arrayContaining([23])])
    expect(Object.values(given).flat()).toHaveLength(92)
  })

  test('again with another department for a group takes along what was handed over out of it', async () => {
    await press('confirm-division', { spread: 'head' })
    await world.say('zhao', '分工 22 李老师')
    await press('confirm-division', { g3: await departmentId('总务处') })
    expect((await shares(world)).sun).toEqual(expect.arrayContaining([22, 23]))
    await press('confirm-division', { g3: await departmentId('教务处') })
    expect((await shares(world)).li).toBeUndefined()
  })

  test('by words', async () => {
    await world.say('zhao', '分工 德育处=总务处', { in: leadingGroup })
    await world.say('zhao', '分工 确认', { in: leadingGroup })
    expect((await shares(world)).sun).toContain(17)
  })
})

describe('a department that is gone from the directory', () => {
  beforeEach(async () => {
    await press('confirm-division', { spread: 'head' })
    world.directory.departmentsTable.delete('总务处')
  })
  afterEach(() => world.directory.departmentsTable.set('总务处', '第一小学'))

  test('is named on the form with what lies in it, which then gets another; nothing is lost on the way', async () => {
    const before = await shares(world)
    const lost = before.sun?.length ?? 0
    const [form] = await world.say('zhao', '/assign', { in: leadingGroup })
    expect(wordsOf(form)).toContain(departmentsGone(['总务处'], lost))
    expect(await shares(world)).toEqual(before)
    await press('confirm-division')
    const after = await shares(world)
    expect(after.sun).toBeUndefined()
    expect(Object.values(after).flat()).toHaveLength(92)
    expect(wordsOf((await world.say('zhao', '/assign', { in: leadingGroup }))[0])).not.toContain('通讯录里已没有')
  })

  test('has nobody in it: who was is handed nothing in its name', async () => {
    world.directory.peopleTable.set(openIdOf('sun'), { name: '孙主任', in: ['教务处'] })
    await world.say('zhao', '/assign', { in: leadingGroup })
    const { id } = await campaignOf(world)
    const inside = await world.database.db.transaction().execute(async (tx) => {
      const sun = await findPerson(tx, openIdOf('sun'))
      return sun === null ? [] : departmentsOf(tx, id, sun.id)
    })
    expect(inside.map((one) => one.name)).toEqual(['教务处'])
    world.directory.peopleTable.set(openIdOf('sun'), { name: '孙主任', in: ['总务处'], heads: '总务处' })
  })
})

describe('refused, and nothing is changed', () => {
  test.each<[string, () => ReturnType<typeof press>, string]>([
    ['a card drawn from an older state', () => press('confirm-division', {}, 'zhao', 1), refusals['old-card']],
    ['a department there is not', () => press('confirm-division', { g0: '999999' }), refusals['department-unknown']],
    [
      'an id of many digits',
      () => press('confirm-division', { g0: '99999999999999999999' }),
      refusals['department-unknown'],
    ],
    ['the name of an object', () => press('show-division', { g0: '__proto__' }), refusals['department-unknown']],
    ['a leader', () => press('confirm-division', {}, 'wu'), refusals['coordinator-only']],
    ['a leader who turns the page', () => press('show-division', {}, 'qian'), refusals['coordinator-only']],
  ])('%s', async (_, refusedPress, why) => {
    const before = await world.dump()
    expect((await refusedPress()).toast?.text).toBe(why)
    expect(await world.dump()).toBe(before)
  })

  test('the tap that comes twice', async () => {
    const { id, divisionSeen } = await campaignOf(world)
    const what = { v: 1, do: 'confirm-division', campaign: id, page: 0, seen: divisionSeen } as const
    const first = await world.press('zhao', what, {}, { chat: leadingGroup })
    const before = await world.dump()
    const second = await world.press('zhao', what, {}, { chat: leadingGroup })
    expect(await world.dump()).toBe(before)
    expect(second).toEqual({ card: first.card, toast: { kind: 'info', text: said.divisionStands } })
  })

  test('one wrong choice: the page comes back with the others as they were just picked', async () => {
    const form = { g0: await departmentId('总务处'), g1: '999999', spread: 'head' }
    const { card, toast } = await press('confirm-division', form)
    expect(toast?.text).toBe(refusals['department-unknown'])
    const again = JSON.stringify(card)
    expect(again).toContain(`"name":"g0"`)
    expect(again.match(/"initial_option":"[^"]*"/g)?.[0]).toBe(`"initial_option":"${form.g0}"`)
    expect(again.match(/"initial_option":"[^"]*"/g)?.at(-1)).toBe('"initial_option":"head"')
  })
})
