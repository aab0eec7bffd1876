import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CampaignId, IssueId, PersonId } from '#src/domain/ids.ts'
import type { ReminderKind } from '#src/ports.ts'
import { stillWanted } from '#src/usecases/remind.ts'
import { campaignOf, leadingGroup, openDivided, receiverOf, walkPress, wordsOf } from '#test/support/first-school.ts'
import { type LaidIssue, layIssues } from '#test/support/issues.ts'
import type { Recorder, SentLetter } from '#test/support/recorder.ts'
import { openIdOf } from '#test/support/school-directory.ts'

let world: Recorder
let campaign: CampaignId
beforeAll(async () => {
  world = await openDivided()
  campaign = (await campaignOf(world)).id
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const ofIssues = (letters: readonly SentLetter[]) => letters.filter((one) => /^issues(-head)?:1:/.test(one.key))
const said = (letters: readonly SentLetter[]) =>
  ofIssues(letters)
    .map((one) => `${one.key.split(':')[0]} ${receiverOf(one)}`)
    .toSorted()
/** 16 October is a Friday; the five school days before it are the 15th, 14th, 13th, 12th and Saturday the 10th. */
const october: LaidIssue = { problem: '缺名册', due: '2026-10-16' }
const tick = async (day: string, time = '16:00') => said(await world.tick(`2026-${day}T${time}+08:00`))

describe('after the campaign has closed', () => {
  test('the owner twice, the head once, each once however often the clock is looked at', async () => {
    await layIssues(world, [october])
    await world.tick('2026-09-30T18:00+08:00')
    expect((await campaignOf(world)).status).toBe('closed')
    expect(await tick('10-09')).toEqual([])
    expect(await tick('10-10', '15:59')).toEqual([])
    expect(await tick('10-10')).toEqual(['issues lin'])
    expect(await tick('10-10', '16:01')).toEqual([])
    expect(await tick('10-12')).toEqual([])
    expect(await tick('10-15', '18:00')).toEqual([])
    expect(await tick('10-15', '16:30')).toEqual(['issues lin'])
    expect(await tick('10-16')).toEqual([])
    expect(await tick('10-17')).toEqual([])
    expect(await tick('10-19')).toEqual(['issues-head qian'])
    expect(await tick('10-20')).toEqual([])
    expect(await tick('11-20')).toEqual([])
  })

  test('the leading group’s week speaks of issues alone, and only while any is live', async () => {
    const [issue] = await layIssues(world, [october, { problem: '没人管', owner: null }])
    await world.tick('2026-09-30T18:00+08:00')
    const weekly = async (day: string) =>
      (await world.tick(`2026-${day}T16:00+08:00`)).filter((one) => one.key.startsWith('weekly:1:'))
    const [digest, ...rest] = await weekly('10-10')
    expect(rest).toEqual([])
    expect(digest && receiverOf(digest)).toBe(leadingGroup)
    expect(wordsOf(digest)).toContain('待整改2项，其中7天内到期1项；已销号0项')
    expect(wordsOf(digest)).toContain('其中1项还没有责任人')
    expect(wordsOf(digest)).not.toMatch(/已填报|缺名册|林老师/)
    await world.database.db.transaction().execute((tx) => tx.updateTable('issue').set({ state: 'withdrawn' }).execute())
    expect(issue).toBeDefined()
    expect(await weekly('10-16')).toEqual([])
  })
})

describe('one private message a person and day', () => {
  test('what is owed in answers comes first, what is to be rectified on the next school day', async () => {
    // The 22nd is the first slot of answers; an issue due on the 29th has its first slot that day too.
    await layIssues(world, [{ problem: '缺名册', due: '2026-09-29' }])
    const first = await world.tick('2026-09-22T16:00+08:00')
    expect(first.filter((one) => receiverOf(one) === 'lin').map((one) => one.key)).toEqual([
      expect.stringMatching(/^remind:1:/),
    ])
    expect(await tick('09-23')).toEqual(['issues lin'])
    expect(await tick('09-24')).toEqual([])
  })

  test('a reminder of issues takes nothing from those of answers: both counts stand apart', async () => {
    await layIssues(world, [{ problem: '缺名册', due: '2026-09-18' }])
    expect(await tick('09-11')).toEqual(['issues lin'])
    expect(await tick('09-17')).toEqual(['issues lin'])
    const kinds = async (day: string) =>
      (await world.tick(`2026-${day}T16:00+08:00`))
        .filter((one) => receiverOf(one) === 'lin' && one.key.startsWith('remind:1:'))
        .map((one) => one.key.split(':')[0])
    expect(await kinds('09-22')).toEqual(['remind'])
    expect(await kinds('09-28')).toEqual(['remind'])
  })

  test('all of one person’s in one card, with the way to each; looks of the same person too', async () => {
    const ids = await layIssues(world, [
      october,
      { problem: '灯坏', due: '2026-10-16' },
      { problem: '没人管', owner: null },
      { problem: '书少', owner: 'zhao', due: '2026-10-16', department: '办公室' },
    ])
    // Who owns nothing yet is told of at the first chance, long before.
    expect(await tick('09-08')).toEqual(['issues zhao'])
    await world.tick('2026-09-30T18:00+08:00')
    const letters = ofIssues(await world.tick('2026-10-10T16:00+08:00'))
    const toLin = letters.find((one) => receiverOf(one) === 'lin')
    for (const at of [0, 1]) expect(JSON.stringify(toLin?.content)).toContain(`"do":"open-issue","issue":${ids[at]}`)
    const toZhao = wordsOf(letters.find((one) => receiverOf(one) === 'zhao'))
    expect(toZhao).toMatch(/由您负责整改.*书少.*还没有责任人.*没人管/s)
    expect(letters).toHaveLength(2)
  })
})

test('a strike-off that waits is the head’s to look at, or the coordinator’s where the head asked', async () => {
  const asked = (by: string) => ({ by, at: '2026-09-07T09:10+08:00', said: '好了' })
  await layIssues(world, [
    { problem: '灯坏', department: '总务处', owner: 'lin', state: 'awaiting', asked: asked('lin') },
    { problem: '门坏', department: '总务处', owner: 'sun', state: 'awaiting', asked: asked('sun') },
  ])
  expect(await tick('09-10')).toEqual([])
  expect(await tick('09-11')).toEqual(['issues sun', 'issues zhao'])
  expect(await tick('09-14')).toEqual([])
  expect(await tick('09-18')).toEqual(['issues sun', 'issues zhao'])
})

test('nobody who has left is written to; what was theirs is the coordinator’s to give on', async () => {
  await layIssues(world, [{ problem: '缺名册', due: '2026-09-15', owner: 'li' }])
  await world.database.db
    .transaction()
    .execute((tx) =>
      tx.updateTable('person').set({ left_at: world.clock.now() }).where('open_id', '=', openIdOf('li')).execute(),
    )
  expect(await tick('09-08')).toEqual(['issues zhao'])
})

describe('a reminder decides again when its turn comes', () => {
  const noon = new Date('2026-10-10T16:30+08:00')
  async function wanted(who: string, kind: ReminderKind, at = noon): Promise<boolean> {
    return world.database.db.transaction().execute(async (tx) => {
      const { id } = await tx
        .selectFrom('person')
        .select('id')
        .where('open_id', '=', openIdOf(who))
        .executeTakeFirstOrThrow()
      return stillWanted(tx, world.deps, { campaign, person: id as PersonId, kind }, at)
    })
  }
  const change = (id: IssueId | undefined, to: { readonly due?: string; readonly state?: 'withdrawn' }) =>
    world.database.db.transaction().execute((tx) =>
      tx
        .updateTable('issue')
        .set(to as never)
        .where('id', '=', id as IssueId)
        .execute(),
    )

  test('of what is still theirs, in closed campaigns too, in school hours', async () => {
    const [issue] = await layIssues(world, [october])
    await world.tick('2026-09-30T18:00+08:00')
    expect(await wanted('lin', 'issues')).toBe(true)
    expect(await wanted('lin', 'issues', new Date('2026-10-10T19:00+08:00'))).toBe(false)
    expect(await wanted('li', 'issues')).toBe(false)
    expect(await wanted('qian', 'issues-head')).toBe(false)
    await change(issue, { due: '2026-10-09' })
    expect(await wanted('qian', 'issues-head')).toBe(true)
    expect(await wanted('qian', 'weekly')).toBe(true)
    await change(issue, { state: 'withdrawn' })
    for (const kind of ['issues', 'issues-head', 'weekly'] as const) expect(await wanted('qian', kind)).toBe(false)
  })
})

test('an open campaign’s week counts issues beside answers, without a name', async () => {
  await world.press('lin', await walkPress(world, 'submit-answer', 17), { rating: '部分达到', shortcoming: '缺名册' })
  const weekly = (await world.tick('2026-09-11T16:00+08:00')).find((one) => one.key.startsWith('weekly:1:'))
  expect(wordsOf(weekly)).toMatch(/已填报 1 \/ 92 条.*待整改1项；已销号0项/s)
  expect(wordsOf(weekly)).not.toMatch(/缺名册|林老师/)
})
