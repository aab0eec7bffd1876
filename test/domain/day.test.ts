import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wallClock } from '#src/domain/day.ts'

const zones = [
  'Asia/Shanghai',
  'UTC',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Africa/Monrovia',
  'Australia/Lord_Howe',
] as const
/** Close together and far apart, on and beside the full minute. */
const moment = fc
  .tuple(fc.integer({ min: 1_060_000, max: 60_000_000 }), fc.constantFrom(0, 1, 59_999, 30_000), fc.boolean())
  .map(([minute, ms, isNear]) => new Date((isNear ? 29_836_500 + (minute % 3) : minute) * 60_000 + ms))

test('a wall clock shows what that moment shows there, whatever was asked before', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(moment, fc.constantFrom(...zones)), { maxLength: 20 }), (asked) => {
      for (const [at, timeZone] of asked) {
        const { day, hour, minute } = wallClock(at, timeZone)
        const shown = `${day} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
        // Sweden writes dates as ISO does.
        expect(at.toLocaleString('sv-SE', { timeZone }).slice(0, 16)).toBe(shown)
      }
    }),
  )
})
