import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { leadingGroup, setupForm, teachers } from '#test/support/first-school.ts'
import { leaveSchool } from '#test/support/hand-over.ts'
import { openPresses, ownOnly, type Presses, type Verb, verbs } from '#test/support/presses.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { openIdOf } from '#test/support/school-directory.ts'

let world: Recorder
let pressOn: Presses['on']
let form: Presses['form']
beforeAll(async () => {
  ;({ world, on: pressOn, form } = await openPresses())
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

/** What somebody can do by pressing everything once, where whatever works changes how things stand for what follows. */
async function tryAll(who: string, of: 'first' | 'ended', without: readonly Verb[] = []): Promise<string[]> {
  const changed: string[] = []
  let before = await world.dump(ownOnly)
  for (const verb of verbs) {
    if (without.includes(verb)) continue
    await world.press(who, pressOn(verb, of), form)
    const after = await world.dump(ownOnly)
    if (after !== before) changed.push(verb)
    before = after
  }
  return changed
}

/** What is read anew whenever a leader writes is no deed of theirs. */
const notSeen = [...ownOnly, 'department', 'chat', 'chat_member']

/** Reading what everybody of a school may read, and taking back a file of one's own, is no right over anything. */
const everybodys: readonly Verb[] = ['open-study-item', 'cancel-import']

test('whoever was taken out of the leading group can do nothing there any more with the cards they still have', async () => {
  world.directory.chats.set(leadingGroup, ['zhao', 'qian'].map(openIdOf))
  // The list of its members is read again by the first command after five minutes.
  world.clock.set('2026-09-08T10:06+08:00')
  await world.say('zhao', '/help', { in: leadingGroup })
  expect(await tryAll('wu', 'first', everybodys)).toEqual([])
})

test('a list of members that nobody could read for a day gives nobody a right', async () => {
  world.clock.set('2026-09-09T10:01+08:00')
  expect(await tryAll('wu', 'first', everybodys)).toEqual([])
})

describe('whoever left the school', () => {
  test.each(['wu', 'zhao', 'qian'])('%s, who led: nothing', async (who) => {
    await leaveSchool(world, who)
    expect(await tryAll(who, 'first', everybodys)).toEqual([])
  })

  test('a coordinator: nothing by words either, and nothing in the group', async () => {
    await leaveSchool(world, 'zhao')
    const before = await world.dump(notSeen)
    for (const words of [
      '/assign 17 李老师',
      '催办 确认',
      '总结',
      '总结 依据',
      `/setup 活动名称：${setupForm.title}二`,
    ]) {
      await world.say('zhao', words)
    }
    expect((await world.dump(notSeen)) === before).toBe(true)
  })
})

test('of a campaign that has ended the ledger goes on, and nothing else', async () => {
  const papers = ['compile-summary', 'send-trace', 'export-evidence']
  const records = ['save-profile', 'note-session']
  expect(await tryAll('zhao', 'ended')).toEqual(['add-issue', 'save-issue', ...papers, ...records])
  await world.rewind()
  expect(await tryAll('li', 'ended')).toEqual(['save-issue'])
})

test('in a group that leads nothing no press of a leader shows a name or an answer to everybody', async () => {
  const told: string[] = []
  for (const verb of verbs) {
    const { card } = await world.press('zhao', pressOn(verb, 'first'), form, { chat: teachers })
    if (/[林李钱孙吴马]老师|学校从不收费|阅读课/.test(JSON.stringify(card ?? ''))) told.push(verb)
  }
  expect(told).toEqual([])
})
