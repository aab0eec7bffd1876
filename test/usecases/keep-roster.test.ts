import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { refusals } from '#cards/words.ts'
import type { ChatId } from '#src/domain/ids.ts'
import { leadingGroup, openDivided, receiverOf, shares, wordsOf } from '#test/support/first-school.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { openIdOf } from '#test/support/school-directory.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const left = (who: string, id = `left ${who}`) => world.happen({ kind: 'person-left', id, person: openIdOf(who) })

test('a group the bot is added to hears one hello, however often the platform says so', async () => {
  const added = { kind: 'bot-added', id: 'new', chat: 'oc_new' as ChatId, by: openIdOf('chen'), name: '新群' } as const
  expect((await world.happen(added)).map(receiverOf)).toEqual(['oc_new'])
  expect(await world.happen(added)).toEqual([])
})

test('who leaves is named to the coordinator once, with what they leave; what they wrote and hold stays', async () => {
  const before = await shares(world)
  const letters = await left('lin')
  expect(letters.map(receiverOf)).toEqual(['zhao'])
  expect(wordsOf(letters[0])).toContain('林老师已离开学校，「对照整改年活动」中留下条款2条。')
  expect(await left('lin')).toEqual([])
  expect(await left('lin', 'said again')).toEqual([])
  expect(await shares(world)).toEqual(before)
  await world.say('zhao', '分工 林老师 李老师')
  expect((await shares(world)).li).toEqual([17, 18])
})

test('who leaves without anything open is named to nobody', async () => {
  expect(await left('li')).toEqual([])
  expect(await left('somebody nobody knows')).toEqual([])
})

test('who has left can be given nothing', async () => {
  await left('li')
  world.directory.peopleTable.delete(openIdOf('li'))
  expect((await world.say('zhao', '分工 17 李老师')).map(wordsOf)).toEqual([refusals['person-unknown']])
  expect((await world.say('zhao', '分工 17', { mention: ['li'] })).map(wordsOf)).toEqual([refusals['person-unknown']])
  world.directory.peopleTable.set(openIdOf('li'), { name: '李老师', in: ['教务处'] })
})

test('a new name is read again', async () => {
  world.directory.peopleTable.set(openIdOf('lin'), { name: '林主任', in: ['教务处'] })
  await world.happen({ kind: 'person-changed', id: 'changed', person: openIdOf('lin') })
  expect((await world.dump()).match(/林主任/g)).toHaveLength(1)
  world.directory.peopleTable.set(openIdOf('lin'), { name: '林老师', in: ['教务处'] })
})

test('somebody whose entry now says that they have left, has left, once', async () => {
  world.directory.peopleTable.set(openIdOf('lin'), { name: '林老师', in: ['教务处'], left: true })
  const changed = (id: string) => world.happen({ kind: 'person-changed', id, person: openIdOf('lin') })
  const letters = await changed('resigned')
  expect(letters.map(receiverOf)).toEqual(['zhao'])
  expect(wordsOf(letters[0])).toContain('【请安排接手老师】')
  expect(await changed('resigned again')).toEqual([])
  expect(await left('lin')).toEqual([])
  world.directory.peopleTable.set(openIdOf('lin'), { name: '林老师', in: ['教务处'] })
})

test('a new name of somebody nobody has seen is asked of nobody, and keeps nothing', async () => {
  world.directory.peopleTable.set(openIdOf('stranger'), { name: '外校老师' })
  const before = await world.dump()
  await world.happen({ kind: 'person-changed', id: 'changed stranger', person: openIdOf('stranger') })
  expect(world.directory.asked).toEqual([])
  expect(await world.dump()).toBe(before)
  world.directory.peopleTable.delete(openIdOf('stranger'))
})

test('a group the bot was removed from still leads: its teachers go on', async () => {
  await world.happen({ kind: 'bot-removed', id: 'removed', chat: leadingGroup })
  expect(wordsOf((await world.say('lin', '/start')).at(-1))).toContain('第1条/共2条')
})

test('the menu does what the words do, in private', async () => {
  const menu = (key: string) => world.happen({ kind: 'menu', id: `menu ${key}`, person: openIdOf('lin'), key })
  expect(wordsOf((await menu('start')).at(-1))).toContain('第1条/共2条')
  expect((await menu('mine')).map(receiverOf)).toEqual(['lin'])
  expect(wordsOf((await menu('no such key')).at(-1))).not.toBe('')
})

test('somebody new on the menu is called by their name, not by a placeholder', async () => {
  world.directory.peopleTable.set(openIdOf('new'), { name: '新老师', in: ['教务处'] })
  await world.happen({ kind: 'menu', id: 'menu of somebody new', person: openIdOf('new'), key: 'help' })
  expect(await world.dump()).toContain('新老师')
  world.directory.peopleTable.delete(openIdOf('new'))
})

test('of a coordinator who leaves the leading group hears, and of who leaves after them too', async () => {
  const letters = await left('zhao')
  expect(letters.map(receiverOf)).toEqual([leadingGroup])
  expect(wordsOf(letters[0])).toContain('的联络员赵主任已离开学校')
  expect((await left('lin')).map(receiverOf)).toEqual([leadingGroup])
})

test('a bot taken out of the leading group tells the coordinator, out of another group nobody', async () => {
  const letters = await world.happen({ kind: 'bot-removed', id: 'removed', chat: leadingGroup })
  expect(letters.map(receiverOf)).toEqual(['zhao'])
  expect(wordsOf(letters[0])).toContain('我被移出了「对照整改年活动」的领导小组群')
  expect(await world.happen({ kind: 'bot-removed', id: 'removed 2', chat: 'oc_some' as ChatId })).toEqual([])
})
