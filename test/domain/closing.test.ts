import { expect, test } from 'vitest'
import { isOver, sayClosing } from '#src/domain/closing.ts'
import type { Day } from '#src/domain/day.ts'

const day = '2026-09-30' as Day

test.each([
  ['2026-09-29', 23, false],
  ['2026-09-30', 17, false],
  ['2026-09-30', 18, true],
  ['2026-10-01', 0, true],
] as const)('%s, %i o’clock: over %s', (today, hour, over) => {
  expect(isOver(day, { day: today as Day, hour })).toBe(over)
})

test('the hour that is said is the first one at which it is over', () => {
  expect(sayClosing(day)).toBe('9月30日（周三）18:00')
  const said = Number(/）(\d+):00$/.exec(sayClosing(day))?.[1])
  expect([said - 1, said].map((hour) => isOver(day, { day, hour }))).toEqual([false, true])
})
