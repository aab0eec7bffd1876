import { expect, test } from 'vitest'
import { officialCalendar } from '#src/calendar.ts'
import { makeClock, schoolHours } from '#src/demo/clock.ts'
import { schoolTime } from '#src/demo/days.ts'
import { timeMachine } from '#src/demo/time-machine.ts'
import { isSchoolDay } from '#src/domain/calendar.ts'
import { wallClock } from '#src/domain/day.ts'

const zone = 'Asia/Shanghai'
const said = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(5, 16)

test('the hours on the way: from seven to seven, and the end', () => {
  expect(schoolHours(schoolTime('2026-10-14 17:20'), schoolTime('2026-10-15 08:30')).map(said)).toEqual([
    '10-14T18:00',
    '10-14T19:00',
    '10-15T07:00',
    '10-15T08:00',
    '10-15T08:30',
  ])
  expect(schoolHours(schoolTime('2026-10-14 16:00'), schoolTime('2026-10-14 17:00')).map(said)).toEqual(['10-14T17:00'])
  expect(schoolHours(schoolTime('2026-10-14 23:50'), schoolTime('2026-10-15 00:10')).map(said)).toEqual(['10-15T00:10'])
})

test('a clock stands until it runs, and never goes back', async () => {
  const clock = makeClock(schoolTime('2026-10-14 09:40'))
  expect(clock.now()).toEqual(schoolTime('2026-10-14 09:40'))
  clock.set(schoolTime('2026-10-14 09:41'))
  expect(() => clock.set(schoolTime('2026-10-14 09:40'))).toThrow(/does not go back/)
  clock.run()
  const before = clock.now().getTime()
  await expect.poll(() => clock.now().getTime()).toBeGreaterThan(before)
  expect(clock.now().getTime()).toBeLessThan(before + 60_000)
  clock.set(schoolTime('2026-10-20 16:00'))
  expect(clock.now().getTime()).toBeLessThan(schoolTime('2026-10-20 16:01').getTime())
  expect(() => clock.set(schoolTime('2026-10-20 15:59'))).toThrow(/does not go back/)
})

/** A schedule that notes what it was shown, and whether everything had settled by then. */
function watched(start: string) {
  const clock = makeClock(schoolTime(start))
  const seen: Date[] = []
  const steps: string[] = []
  const machine = timeMachine(clock, {
    async tick() {
      seen.push(clock.now())
      steps.push('tick')
    },
    settle: async () => void steps.push('settle'),
  })
  return { clock, seen, steps, machine }
}

test('the schedule sees four in the afternoon of every school day, with nothing under way when the clock is set', async () => {
  const { seen, steps, machine, clock } = watched('2026-09-21 09:30')
  const passed: Date[] = []
  await machine.moveTo(schoolTime('2026-10-14 09:40'), (now) => passed.push(now))
  const days = seen.map((at) => wallClock(at, zone)).filter(({ hour, minute }) => hour === 16 && minute === 0)
  const school = days.map(({ day }) => day).filter((day) => isSchoolDay(day, { work: officialCalendar, holidays: [] }))
  expect(school).toHaveLength(12)
  expect(passed).toEqual(seen)
  expect(clock.now()).toEqual(schoolTime('2026-10-14 09:40'))
  expect(steps.join(' ')).toMatch(/^(settle tick settle ?)+$/)
})

test('time machines refuse the past, and of two orders the second waits', async () => {
  const { seen, machine } = watched('2026-10-14 09:40')
  await expect(machine.moveTo(schoolTime('2026-10-14 09:40'), () => {})).rejects.toThrow(/only goes forward/)
  const first = machine.moveTo(schoolTime('2026-10-14 12:00'), () => {})
  const second = machine.moveTo(schoolTime('2026-10-14 11:00'), () => {})
  await first
  await expect(second).rejects.toThrow(/only goes forward/)
  await machine.moveTo(schoolTime('2026-10-14 13:00'), () => {})
  expect(seen.map(said)).toEqual(['10-14T10:00', '10-14T11:00', '10-14T12:00', '10-14T13:00'])
})

test('stopped, it goes no step further', async () => {
  const { seen, machine } = watched('2026-10-14 09:40')
  const moved = machine.moveTo(schoolTime('2026-10-22 18:00'), () => void machine.stop())
  await expect(moved).rejects.toThrow(/being stopped/)
  await machine.stop()
  expect(seen.map(said)).toEqual(['10-14T10:00'])
})
