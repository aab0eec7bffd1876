import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Press } from '#cards/press.ts'
import { pressSchema } from '#cards/press.ts'
import type { AssignmentId, CampaignId, ChatId } from '#src/domain/ids.ts'
import {
  assignmentOf,
  campaignOf,
  leadingGroup,
  openDivided,
  otherLeadingGroup,
  setupForm,
  teachers,
} from '#test/support/first-school.ts'
import { privateChat, type Recorder } from '#test/support/recorder.ts'

let world: Recorder
let untouched: string
let ids: { first: CampaignId; second: CampaignId; of17: AssignmentId; ofZhou: AssignmentId; seen: number }
beforeAll(async () => {
  world = await openDivided()
  const first = await campaignOf(world)
  // The day after, so that everybody may be reminded.
  world.clock.set('2026-09-08T10:00+08:00')
  // Everybody's names and groups are known by now, and what was read is fresh.
  for (const who of ['zhao', 'wu', 'qian']) await world.say(who, '/help', { in: leadingGroup })
  await world.keep()
  untouched = await world.dump(['walk', 'delivery', 'requirement'])
  ids = {
    first: first.id,
    second: (await campaignOf(world, otherLeadingGroup)).id,
    of17: (await assignmentOf(world, 17)).id,
    ofZhou: (await assignmentOf(world, 17, otherLeadingGroup)).id,
    seen: first.divisionSeen,
  }
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

type Verb = Press['do']
const nowhere = 2_147_483_647
const form = { ...setupForm, title: '别的名字', rating: '已达到', fact: '有', spread: 'members', respondent: 'ou_chen' }

/** A press of every kind on something of the first school, of the second, or of no school. */
function pressOn(verb: Verb, of: 'first' | 'second' | 'nowhere'): Press {
  const campaign = of === 'nowhere' ? nowhere : ids[of]
  const assignment = of === 'nowhere' ? nowhere : of === 'first' ? ids.of17 : ids.ofZhou
  const seen = verb.endsWith('division') ? ids.seen : of === 'first' ? 1 : 0
  return pressSchema.parse({ v: 1, do: verb, campaign, assignment, page: 0, seen })
}

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
  'start-walk': [],
  'submit-answer': ['lin'],
  'keep-draft': ['lin'],
  'go-back': ['lin'],
  skip: ['lin'],
  'open-assignment': [],
  'show-mine': [],
  'show-progress': [],
  'send-reminders': ['zhao', 'wu', 'qian'],
  'compile-summary': ['zhao', 'wu', 'qian'],
}
const verbs = Object.keys(may) as Verb[]
/** Only where the campaign is led from. */
const mayInGroup: Partial<Record<Verb, readonly string[]>> = { 'save-settings': ['zhao'] }

/** Which of these people change something by this press there. */
async function whoChanges(verb: Verb, of: 'first' | 'second' | 'nowhere', who: readonly string[], chat: ChatId | null) {
  const changed: string[] = []
  for (const one of who) {
    await world.press(one, pressOn(verb, of), form, { chat: chat ?? privateChat(one) })
    if ((await world.dump(['walk', 'delivery', 'requirement'])) === untouched) continue
    changed.push(one)
    await world.rewind()
  }
  return changed
}

describe('nobody changes what is not theirs', () => {
  test('the table knows every press', () => {
    expect(verbs.toSorted()).toEqual(pressSchema.options.map((one) => one.shape.do.value).toSorted())
  })

  test.each(verbs)('%s in private', async (verb) => {
    expect(await whoChanges(verb, 'first', people, null)).toEqual(may[verb])
  })

  test.each(verbs)('%s in a group that leads nothing', async (verb) => {
    // In a group anybody may begin a campaign of its own.
    const expected = verb === 'create-campaign' ? people : may[verb]
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
  const stories = ['/progress', '/issues', '/mine', '/start', '/remind', '/summary', '/progress 二小办公室']
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
