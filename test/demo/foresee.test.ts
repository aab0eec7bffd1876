import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Foreseen, foresee } from '#src/demo/foresee.ts'
import { landmarksOf } from '#src/demo/landmarks.ts'
import { readOutlook } from '#src/demo/outlook.ts'
import { leadingGroup, openDivided, receiverOf, walkPress } from '#test/support/first-school.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { openIdOf } from '#test/support/school-directory.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const look = () => world.database.db.transaction().execute((tx) => readOutlook(tx, leadingGroup))
const ahead = async () => foresee(await look(), world.clock.now())
const said = (at: Date | null | undefined) =>
  at ? new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(5, 16) : null
const sayAll = ({ reminder, weeklyDigest, headsTold, closing }: Foreseen) =>
  [reminder?.at, weeklyDigest, headsTold, closing].map(said)

/** What the bot posts in the first school's campaign on its way to a time, by the first word of its key and that time. */
async function happens(until: string): Promise<string[]> {
  const found: string[] = []
  while (world.clock.now() < new Date(`2026-${until}+08:00`)) {
    world.clock.pass(3_600_000)
    for (const { key } of await world.tick()) {
      const [, kind] = /^(remind|weekly|digest|closed):1:/.exec(key) ?? []
      if (kind !== undefined) found.push(`${kind} ${said(world.clock.now())}`)
    }
  }
  return [...new Set(found)]
}

test('what is foreseen is what the bot then does, to the hour', async () => {
  world.clock.set('2026-09-07T10:00+08:00')
  const [reminder, weekly, heads, closing] = sayAll(await ahead())
  const done = await happens('09-30T19:00')
  for (const [kind, at] of Object.entries({ remind: reminder, weekly, digest: heads, closed: closing })) {
    expect(at).not.toBe(null)
    expect(done.find((one) => one.startsWith(kind))).toBe(`${kind} ${at}`)
  }
})

test('those who will be reminded are those who are', async () => {
  world.clock.set('2026-09-07T10:00+08:00')
  for (const no of [17, 18]) {
    await world.press('lin', await walkPress(world, 'submit-answer', no), { rating: '已达到', fact: '有' })
  }
  const { reminder } = await ahead()
  const sent = await world.tick(reminder?.at.toISOString())
  const told = sent.filter(({ key }) => key.startsWith('remind:1:')).map(receiverOf)
  expect(told.map((one) => openIdOf(one ?? '')).toSorted()).toEqual([...(reminder?.people ?? [])].toSorted())
  expect(told).not.toContain('lin')
  expect(told.length).toBeGreaterThan(1)
})

test('another closing date moves everything; one reminder ordered in the evening comes the next day', async () => {
  world.clock.set('2026-09-07T20:00+08:00')
  await world.say('zhao', '/setup 自查截止日期：2026-10-22', { in: leadingGroup })
  expect(sayAll(await ahead())).toEqual(['10-15T16:00', '09-11T16:00', '10-21T16:00', '10-22T18:00'])
  await world.say('zhao', '/remind 确认')
  expect(said((await ahead()).reminder?.at)).toBe('09-08T16:00')
  await happens('09-08T17:00')
  expect(said((await ahead()).reminder?.at)).toBe('10-15T16:00')
})

test('once it is closed nothing is ahead and nobody owes anything', async () => {
  await happens('09-30T19:00')
  const { campaign, owing } = await look()
  expect([campaign?.status, owing]).toEqual(['closed', []])
  expect(landmarksOf(await ahead())).toEqual([])
})
