import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Press } from '#cards/press.ts'
import { pressSchema } from '#cards/press.ts'
import type { AssignmentId, CampaignId, ChatId, EvidenceId, PlanId, TrayId } from '#src/domain/ids.ts'
import {
  assignmentOf,
  campaignOf,
  cast,
  leadingGroup,
  otherLeadingGroup,
  setupForm,
  teachers,
} from '#test/support/first-school.ts'
import { type Handing, handingOf, leaveWithShare } from '#test/support/hand-over.ts'
import { earlierOf, openSecondYear } from '#test/support/last-year.ts'
import { layEvidence } from '#test/support/lay-evidence.ts'
import { layStudy } from '#test/support/lay-study.ts'
import { type LaidIssues, layIssues } from '#test/support/ledger.ts'
import { privateChat, type Recorder } from '#test/support/recorder.ts'
import { setReview, submit } from '#test/support/review.ts'
import { openIdOf } from '#test/support/school-directory.ts'
import { layPlan } from '#test/support/send-file.ts'

let world: Recorder
let untouched: string
let ids: {
  first: CampaignId
  second: CampaignId
  of17: AssignmentId
  /** Submitted, and waiting for lin's head. */
  of18: AssignmentId
  ofZhou: AssignmentId
  /** What 17 was answered with the year before. */
  earlier: Record<'first' | 'second', AssignmentId>
  seen: number
}
let issues: Record<'first' | 'second', LaidIssues>
/** People by their last hand-over: li may be given something, lin gives, ma has left, zhou is of the second school. */
let handing: Record<'li' | 'lin' | 'ma' | 'zhou', Handing>
let plans: Record<'first' | 'second', PlanId>
let pieces: Record<'first' | 'second', { evidence: EvidenceId; tray: TrayId }>
beforeAll(async () => {
  world = await openSecondYear()
  await setReview(world, 'head')
  await submit(world, 'lin', 18, { rating: '已达到', fact: '学校从不收费' })
  const first = await campaignOf(world)
  pieces = { first: await layEvidence(world, 'lin', 17), second: await layEvidence(world, 'zhou', 17) }
  issues = {
    first: await layIssues(world, 'zhao', { who: 'lin', name: '林老师', department: '教务处' }),
    second: await layIssues(
      world,
      'zhou',
      { who: 'zhou', name: '周主任', department: '二小办公室' },
      otherLeadingGroup,
    ),
  }
  await leaveWithShare(world, 'ma', '马老师', 92)
  // Somebody is known to a school's tables once they were looked up for it.
  world.directory.peopleTable.set(openIdOf('xu'), { name: '许老师', in: ['二小办公室'] })
  await world.say('zhou', '/assign 18 许老师', { in: otherLeadingGroup })
  plans = { first: await layPlan(world, 'zhao', '李老师'), second: await layPlan(world, 'zhou', '许老师') }
  handing = {
    li: await handingOf(world, 'li'),
    lin: await handingOf(world, 'lin'),
    ma: await handingOf(world, 'ma'),
    zhou: await handingOf(world, 'zhou'),
  }
  await layStudy(
    world,
    [
      ['zhao', teachers],
      ['zhou', otherLeadingGroup],
    ],
    '2026-09-07',
  )
  // Who wrote there had the members read again; everybody has to be seen there anew.
  for (const who of cast) await world.press(who, { v: 1, do: 'open-setup' }, {}, { chat: teachers })
  // The day after, so that everybody may be reminded.
  world.clock.set('2026-09-08T10:00+08:00')
  // Everybody's names and groups are known by now, and what was read is fresh.
  for (const who of ['zhao', 'wu', 'qian']) await world.say(who, '/help', { in: leadingGroup })
  await world.keep()
  untouched = await world.dump(ownOnly)
  ids = {
    first: first.id,
    second: (await campaignOf(world, otherLeadingGroup)).id,
    of17: (await assignmentOf(world, 17)).id,
    of18: (await assignmentOf(world, 18)).id,
    ofZhou: (await assignmentOf(world, 17, otherLeadingGroup)).id,
    earlier: { first: await earlierFor(leadingGroup), second: await earlierFor(otherLeadingGroup) },
    seen: first.divisionSeen,
  }
})
async function earlierFor(chat: ChatId): Promise<AssignmentId> {
  const found = await earlierOf(world, 17, chat)
  if (found === null) throw new Error(`${chat} has nothing earlier of 17`)
  return found.earlier
}
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

type Verb = Press['do']
/** Where one's own walks stand and what goes out, and what nobody ever changes. */
const ownOnly = ['walk', 'review_walk', 'issue_focus', 'delivery', 'requirement']
const reviewing: readonly Verb[] = ['accept-answer', 'return-answer', 'skip-review', 'accept-all', 'confirm-claim']
/** Nothing has been said of the school or of its study yet; the preview stands as it was first drawn. */
const unseen: readonly Verb[] = ['save-profile', 'confirm-import', 'note-session']
const nowhere = 2_147_483_647
const form = {
  ...setupForm,
  title: '别的名字',
  rating: '已达到',
  fact: '有',
  spread: 'members',
  respondent: 'ou_chen',
  reason: '请补充',
  words: '已办好',
  problem: '门卫室没有台账',
  source: '督导检查',
  department: '教务处',
  classes: '10',
  heldOn: '2026-09-07 +0800',
  form: '集中学习',
  about: '校长解读标准',
}

/** From which state each thing can be done about an issue; everything else begins at an open one. */
const from: Partial<Record<Verb, keyof LaidIssues>> = {
  'strike-off': 'awaiting',
  'return-issue': 'awaiting',
  'reopen-issue': 'withdrawn',
  'part-issue': 'joined',
}

function issueOn(verb: Verb, of: 'first' | 'second' | 'nowhere') {
  if (of === 'nowhere') return { issue: nowhere, into: nowhere, version: 0 }
  const { id, version } = issues[of][from[verb] ?? 'open']
  return { issue: id, into: issues[of].other.id, version }
}

/** A press of every kind on something of the first school, of the second, or of no school. */
function pressOn(verb: Verb, of: 'first' | 'second' | 'nowhere'): Press {
  const campaign = of === 'nowhere' ? nowhere : ids[of]
  const ofFirst = reviewing.includes(verb) ? ids.of18 : ids.of17
  const assignment = of === 'nowhere' ? nowhere : of === 'first' ? ofFirst : ids.ofZhou
  const { issue, into, version } = issueOn(verb, of)
  const ofOther = verb.endsWith('-study') ? 1 : verb.endsWith('division') ? ids.seen : of === 'first' ? 1 : 0
  const hands = verb === 'give-share' || verb === 'settle-departure'
  const giver = of === 'second' ? handing.zhou : verb === 'give-share' ? handing.lin : handing.ma
  const ofOwn = verb.endsWith('-issue') || verb.endsWith('strike-off') ? version : ofOther
  const seen = hands ? giver.seen : unseen.includes(verb) ? 0 : ofOwn
  const person = of === 'nowhere' ? nowhere : giver.person
  const { evidence, tray } = of === 'nowhere' ? { evidence: nowhere, tray: nowhere } : pieces[of]
  const plan = of === 'nowhere' ? nowhere : plans[of]
  const earlier = of === 'nowhere' ? nowhere : ids.earlier[of]
  const on = { campaign, assignment, earlier, evidence, tray, issue, into, person, plan }
  return pressSchema.parse({
    v: 1,
    do: verb,
    ...on,
    page: 0,
    department: 0,
    standing: 'all',
    what: 'pack',
    purpose: 'division',
    marked: 'ask',
    seen,
    revision: 1,
    shown: `${assignment}.1`,
    finding: 'claim.18',
    no: 18,
    item: 1,
    code: '482913',
  })
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
const verbs = Object.keys(may) as Verb[]
/** Only where the campaign is led from. */
const mayInGroup: Partial<Record<Verb, readonly string[]>> = {
  'save-settings': ['zhao'],
  'start-study': ['zhao', 'wu', 'qian'],
}

/** Which of these people change something by this press there. */
async function whoChanges(verb: Verb, of: 'first' | 'second' | 'nowhere', who: readonly string[], chat: ChatId | null) {
  const changed: string[] = []
  for (const one of who) {
    await world.press(
      one,
      pressOn(verb, of),
      { ...form, uses: [String(ids.of18)], to: String(handing.li.person) },
      { chat: chat ?? privateChat(one) },
    )
    if ((await world.dump(ownOnly)) === untouched) continue
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
