import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ChatId } from '#src/domain/ids.ts'
import { leadingGroup, teachers } from '#test/support/first-school.ts'
import { openPresses, ownOnly, type Presses, type Verb, verbs, type Whose } from '#test/support/presses.ts'
import { privateChat, type Recorder } from '#test/support/recorder.ts'

let world: Recorder
let pressOn: Presses['on']
let form: Presses['form']
let untouched: string
beforeAll(async () => {
  ;({ world, on: pressOn, form } = await openPresses())
  await world.keep()
  untouched = await world.dump(ownOnly)
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const roles = {
  zhao: 'coordinator',
  wu: 'leader',
  qian: 'leader and head',
  lin: 'respondent',
  li: 'member',
  sun: 'head',
}
const people = [...Object.keys(roles), 'zhou', 'chen']

/**
 * Who changes something of the first school by a press of each kind, in private; in its leading group those come along
 * who are in it. A walk of one's own and a private answer to oneself are no change of anything.
 */
const may: Record<Verb, readonly string[]> = {
  'open-setup': [],
  'create-campaign': [],
  'save-settings': [],
  'show-division': ['zhao'],
  'confirm-division': ['zhao'],
  'import-division': ['zhao'],
  'confirm-import': ['zhao'],
  'cancel-import': ['zhao'],
  'test-connection': [],
  'start-walk': [],
  'submit-answer': ['lin'],
  'keep-draft': ['lin'],
  'go-back': ['lin'],
  skip: ['lin'],
  'confirm-earlier': ['lin'],
  'take-over-earlier': ['lin'],
  'open-assignment': [],
  'show-mine': [],
  'show-progress': [],
  'show-issues': [],
  'preview-reminders': [],
  'send-reminders': ['zhao', 'wu', 'qian'],
  'compile-summary': ['zhao', 'wu', 'qian'],
  'send-trace': ['zhao', 'wu', 'qian'],
  'export-evidence': ['zhao', 'wu', 'qian'],
  'show-check': [],
  'confirm-claim': ['zhao', 'wu', 'qian'],
  'ask-to-mend': ['zhao', 'wu', 'qian'],
  'show-profile': [],
  'save-profile': ['zhao', 'wu', 'qian'],
  'start-review': [],
  'open-review': [],
  'accept-answer': ['qian'],
  'return-answer': ['qian'],
  'skip-review': [],
  'list-review': [],
  'save-evidence-uses': ['lin'],
  'withdraw-evidence': ['lin'],
  'show-evidence': [],
  'show-issue-evidence': [],
  'open-issue': [],
  'new-issue': [],
  'open-issue-form': [],
  'add-issue': ['zhao', 'wu', 'qian'],
  'save-issue': ['zhao', 'wu', 'qian', 'lin'],
  'report-issue': ['zhao', 'wu', 'qian', 'lin'],
  'ask-strike-off': ['lin'],
  'strike-off': ['zhao', 'wu', 'qian'],
  'return-issue': ['zhao', 'wu', 'qian'],
  'withdraw-issue': ['zhao', 'wu', 'qian'],
  'reopen-issue': ['zhao', 'wu', 'qian'],
  'join-issue': ['zhao', 'wu', 'qian', 'lin'],
  'part-issue': ['zhao', 'wu', 'qian', 'lin'],
  'accept-all': ['qian'],
  'settle-departure': ['zhao'],
  'start-study': [],
  'stop-study': ['zhao', 'wu', 'qian'],
  'open-study-item': ['zhao', 'wu', 'qian', 'lin', 'li', 'sun'],
  'open-session': [],
  'note-session': ['zhao', 'wu', 'qian'],
  'offer-share': [],
  'give-share': ['lin'],
}
/** Only where the campaign is led from. */
const mayInGroup: Partial<Record<Verb, readonly string[]>> = {
  'save-settings': ['zhao'],
  'start-study': ['zhao', 'wu', 'qian'],
}

/** Which of these people change something by this press there. */
async function whoChanges(verb: Verb, of: Whose, who: readonly string[], chat: ChatId | null) {
  const changed: string[] = []
  for (const one of who) {
    await world.press(one, pressOn(verb, of), form, { chat: chat ?? privateChat(one) })
    if ((await world.dump(ownOnly)) === untouched) continue
    changed.push(one)
    await world.rewind()
  }
  return changed
}

describe('nobody changes what is not theirs', () => {
  test.each(verbs)('%s in private', async (verb) => {
    expect(await whoChanges(verb, 'first', people, null)).toEqual(may[verb])
  })

  test.each(verbs)('%s in a group that leads nothing', async (verb) => {
    // In a group anybody may begin a campaign of its own, and read what is studied there.
    const everybodys = verb === 'create-campaign' || verb === 'open-study-item'
    const expected = everybodys ? people : may[verb]
    expect(await whoChanges(verb, 'first', people, teachers)).toEqual(expected)
  })

  test.each(verbs)('%s in the leading group', async (verb) => {
    const inIt = ['zhao', 'wu', 'qian']
    const expected = mayInGroup[verb] ?? may[verb].filter((one) => inIt.includes(one))
    expect(await whoChanges(verb, 'first', inIt, leadingGroup)).toEqual(expected)
  })

  test.each(verbs)('%s on something of another school', async (verb) => {
    expect(await whoChanges(verb, 'second', Object.keys(roles), null)).toEqual([])
    expect(await whoChanges(verb, 'second', ['zhao'], leadingGroup)).toEqual([])
  })

  test.each(verbs)('%s on something that is nowhere', async (verb) => {
    expect(await whoChanges(verb, 'nowhere', ['zhao', 'lin', 'chen'], null)).toEqual([])
  })
})

test('nobody is told anything of another school’s campaign', async () => {
  for (const verb of verbs) {
    for (const who of ['lin', 'chen', 'wu']) {
      const reply = await world.press(who, pressOn(verb, 'second'), form)
      expect(JSON.stringify(reply)).not.toMatch(/二小|第二小学|周主任/)
    }
  }
  const stories = [
    '/progress',
    '/issues',
    '/mine',
    '/start',
    '/review',
    '/remind',
    '/summary',
    '总结 依据',
    '/check',
    '/profile',
    '/study',
    '学习 （1）',
    '/progress 二小办公室',
  ]
  for (const words of stories) {
    const letters = await world.say('chen', words)
    expect(JSON.stringify(letters)).not.toMatch(/二小|第二小学|周主任|第一小学|对照整改年/)
  }
})

test('a card of somebody’s walk in a group answers nobody else, whatever the button', async () => {
  const card = (await world.say('lin', '/start', { in: teachers })).at(-1)?.message
  if (card === undefined) throw new Error('no card')
  for (const verb of verbs) {
    const before = await world.dump()
    const reply = await world.press('li', pressOn(verb, 'first'), form, { chat: teachers, card })
    expect(reply.card).toBeUndefined()
    expect(await world.dump()).toBe(before)
  }
})
