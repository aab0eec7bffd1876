import type { Press } from '#cards/press.ts'
import { pressSchema } from '#cards/press.ts'
import { findAssignment } from '#db/assignment.ts'
import { findCampaign } from '#db/campaign.ts'
import { issuesOf } from '#db/issue.ts'
import type { AssignmentId, ChatId } from '#src/domain/ids.ts'
import { assignmentOf, campaignOf, cast, leadingGroup, otherLeadingGroup, setupForm, teachers } from './first-school.ts'
import { handingOf, leaveWithShare } from './hand-over.ts'
import { earlierOf, openSecondYear } from './last-year.ts'
import { layEvidence } from './lay-evidence.ts'
import { layStudy } from './lay-study.ts'
import { type LaidIssues, layIssues } from './ledger.ts'
import type { Recorder } from './recorder.ts'
import { setReview, submit } from './review.ts'
import { openIdOf } from './school-directory.ts'
import { layPlan } from './send-file.ts'

export type Verb = Press['do']
export const verbs: readonly Verb[] = pressSchema.options.map((one) => one.shape.do.value)

/** Something of the first school, of its campaign that ended a year ago, of the second school, or of none. */
export type Whose = 'first' | 'ended' | 'second' | 'nowhere'

/** Where one's own walks stand and what goes out, and what nobody ever changes. */
export const ownOnly = ['walk', 'review_walk', 'issue_focus', 'delivery', 'requirement']
const reviewing: readonly Verb[] = ['accept-answer', 'return-answer', 'skip-review', 'accept-all', 'confirm-claim']
/** Nothing has been said of the school or of its study yet; the preview stands as it was first drawn. */
const unseen: readonly Verb[] = ['save-profile', 'confirm-import', 'note-session']
const nowhere = 2_147_483_647
const pressForm = {
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

/** Two schools a year after their first campaigns, with something at hand for a press of every kind. */
export type Presses = {
  readonly world: Recorder
  /** A press of this kind on something of theirs, drawn for how it stands. */
  on(verb: Verb, of: Whose): Press
  /** What goes along with every press: each use case reads its own fields. */
  readonly form: Readonly<Record<string, unknown>>
}

/**
 * Of the first school 17 is lin's, 18 was submitted and waits for lin's head, li may be given something, and ma has left;
 * the second school is zhou's. Everybody's names and groups are known.
 */
export async function openPresses(): Promise<Presses> {
  const world = await openSecondYear()
  await setReview(world, 'head')
  await submit(world, 'lin', 18, { rating: '已达到', fact: '学校从不收费' })
  const first = await campaignOf(world)
  const pieces = { first: await layEvidence(world, 'lin', 17), second: await layEvidence(world, 'zhou', 17) }
  const issues = {
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
  const plans = { first: await layPlan(world, 'zhao', '李老师'), second: await layPlan(world, 'zhou', '许老师') }
  const handing = {
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
  const { id: second } = await campaignOf(world, otherLeadingGroup)
  const earlier = { first: await earlierFor(world, leadingGroup), second: await earlierFor(world, otherLeadingGroup) }
  const ended = await endedOf(world, earlier.first)
  const places = {
    first: { campaign: first.id, earlier: earlier.first, plan: plans.first, ...pieces.first },
    second: { campaign: second, earlier: earlier.second, plan: plans.second, ...pieces.second },
    ended: { campaign: ended.campaign.id, earlier: earlier.first, plan: nowhere, ...pieces.first },
    nowhere: { campaign: nowhere, earlier: nowhere, plan: nowhere, evidence: nowhere, tray: nowhere },
  }
  const assignments = {
    first: (await assignmentOf(world, 17)).id,
    // Submitted, and waiting for lin's head.
    reviewed: (await assignmentOf(world, 18)).id,
    second: (await assignmentOf(world, 17, otherLeadingGroup)).id,
    ended: earlier.first,
    nowhere: nowhere as AssignmentId,
  }
  const issueOn = (verb: Verb, of: Whose) => {
    if (of === 'nowhere') return { issue: nowhere, into: nowhere, version: 0 }
    if (of === 'ended') return { issue: ended.issue.id, into: issues.first.other.id, version: ended.issue.version }
    const { id, version } = issues[of][from[verb] ?? 'open']
    return { issue: id, into: issues[of].other.id, version }
  }
  const seenOf = (verb: Verb, of: Whose, version: number): number => {
    if (verb === 'give-share') return of === 'second' ? handing.zhou.seen : handing.lin.seen
    if (verb === 'settle-departure') return of === 'second' ? handing.zhou.seen : handing.ma.seen
    if (unseen.includes(verb)) return 0
    if (verb.endsWith('-issue') || verb.endsWith('strike-off')) return version
    if (verb.endsWith('-study')) return 1
    if (verb.endsWith('division')) return of === 'ended' ? ended.campaign.divisionSeen : first.divisionSeen
    return of === 'first' ? 1 : of === 'ended' ? ended.version : 0
  }
  const on = (verb: Verb, of: Whose): Press => {
    const { issue, into, version } = issueOn(verb, of)
    const assignment = of === 'first' && reviewing.includes(verb) ? assignments.reviewed : assignments[of]
    const giver = of === 'second' ? handing.zhou : verb === 'give-share' ? handing.lin : handing.ma
    return pressSchema.parse({
      v: 1,
      do: verb,
      ...places[of],
      assignment,
      issue,
      into,
      person: of === 'nowhere' ? nowhere : giver.person,
      page: 0,
      department: 0,
      standing: 'all',
      what: 'pack',
      purpose: 'division',
      marked: 'ask',
      seen: seenOf(verb, of, version),
      revision: 1,
      shown: `${assignment}.1`,
      finding: 'claim.18',
      no: 18,
      item: 1,
      code: '482913',
    })
  }
  return { world, on, form: { ...pressForm, uses: [String(assignments.reviewed)], to: String(handing.li.person) } }
}

async function earlierFor(world: Recorder, chat: ChatId): Promise<AssignmentId> {
  const found = await earlierOf(world, 17, chat)
  if (found === null) throw new Error(`${chat} has nothing earlier of 17`)
  return found.earlier
}

/** The campaign of an assignment, how often that was changed, and the issue its campaign left open. */
function endedOf(world: Recorder, assignment: AssignmentId) {
  return world.database.db.transaction().execute(async (tx) => {
    const found = await findAssignment(tx, assignment)
    const campaign = found === null ? null : await findCampaign(tx, found.campaign)
    const [issue] = campaign === null ? [] : await issuesOf(tx, campaign.id)
    if (found === null || campaign?.status !== 'closed' || issue === undefined) throw new Error('no campaign has ended')
    return { campaign, issue, version: found.version }
  })
}
