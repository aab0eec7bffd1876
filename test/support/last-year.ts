import type { AssignmentId, ChatId } from '#src/domain/ids.ts'
import type { Standard } from '#src/domain/standard.ts'
import {
  assignmentOf,
  divide,
  leadingGroup,
  openCounty,
  otherLeadingGroup,
  setUpBoth,
  setupForm,
  walkPress,
} from './first-school.ts'
import type { Recorder } from './recorder.ts'

export const lastYearTitle = '2025年对照整改年活动'
export const lastMet = { rating: '已达到', fact: '每周一节阅读课', evidence: '档案盒3-2，教务处' }
export const lastShort = {
  rating: '部分达到',
  fact: '图书室每天中午开放',
  shortcoming: '周末没有开放',
  measure: '请志愿者值班',
  due: '2025-12-19 +0800',
}
/** How 17 and 18 were answered, by li; of the second school 17 by zhou. */
export type LastYear = Readonly<Record<number, Record<string, string>>>
export const usualLastYear: LastYear = { 17: lastMet, 18: lastShort }

/** The first school's campaign of 2025: 17 and 18 were li's, who answered them; it has ended, and a year has gone by. */
export async function openAfterLastYear(
  answers: LastYear = usualLastYear,
  standards?: readonly Standard[],
): Promise<Recorder> {
  const world = await openCounty('2025-09-08T09:00+08:00', standards)
  await playYear(world, 'zhao', leadingGroup, answers)
  const form = { ...setupForm, school: '第二小学', title: '2025年二小整改', inspectBy: '2025-11-28 +0800' }
  await world.press('zhou', { v: 1, do: 'create-campaign' }, form, { chat: otherLeadingGroup })
  await divide(world, 'zhou', otherLeadingGroup)
  const ofZhou = { rating: '已达到', fact: '二小每周两节阅读课' }
  await world.press('zhou', await walkPress(world, 'submit-answer', 17, otherLeadingGroup), ofZhou)
  await world.tick('2025-11-28T18:00+08:00')
  world.clock.set('2026-09-07T09:00+08:00')
  return world
}

async function playYear(world: Recorder, who: string, chat: ChatId, answers: LastYear): Promise<void> {
  const form = { ...setupForm, title: lastYearTitle, inspectBy: '2025-11-28 +0800' }
  await world.press(who, { v: 1, do: 'create-campaign' }, form, { chat })
  await divide(world, who, chat)
  for (const no of Object.keys(answers)) await world.say(who, `/assign ${no} 李老师`)
  world.clock.set('2025-11-03T10:00+08:00')
  for (const [no, answer] of Object.entries(answers)) {
    await world.press('li', await walkPress(world, 'submit-answer', Number(no)), answer)
  }
}

/** The year after: both schools as in `openDivided`, and 17 and 18 are lin's now. */
export async function openSecondYear(answers?: LastYear): Promise<Recorder> {
  const world = await openAfterLastYear(answers)
  await setUpBoth(world)
  return world
}

/** What the buttons 仍然如此 and 填入修改 of a requirement's card carry now. */
export async function earlierPress(
  world: Recorder,
  verb: 'confirm-earlier' | 'take-over-earlier',
  no: number,
  chat: ChatId = leadingGroup,
) {
  const { id, version } = await assignmentOf(world, no, chat)
  const earlier = await earlierOf(world, no, chat)
  if (earlier === null) throw new Error(`nothing earlier of ${no}`)
  return { v: 1, do: verb, assignment: id, seen: version, ...earlier } as const
}

/** The earlier answer that counts for a requirement. */
export function earlierOf(
  world: Recorder,
  no: number,
  chat: ChatId = leadingGroup,
): Promise<{ earlier: AssignmentId; revision: number } | null> {
  return world.database.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('earlier_requirement as same')
      .innerJoin('campaign', 'campaign.id', 'same.campaign')
      .innerJoin('assignment', (join) =>
        join
          .onRef('assignment.campaign', '=', 'same.from_campaign')
          .onRef('assignment.requirement_no', '=', 'same.from_requirement_no'),
      )
      .select(['assignment.id as earlier', 'assignment.answered_revision as revision'])
      .where('campaign.leading_chat', '=', chat)
      .where('campaign.status', '<>', 'closed')
      .where('same.requirement_no', '=', no as never)
      .executeTakeFirst()
    return row === undefined || row.revision === null ? null : { earlier: row.earlier, revision: row.revision }
  })
}
