import { moment, wallTime, weekday } from './time.js'
import { said, wordsIn } from './words.js'

/** @import { ClockFace } from '../contract.ts' */
/** @import { Language } from './words.js' */

/**
 * The times worth going to from now: soon, the end of a school day, the beginning of a week, and what the world names itself.
 * @param {ClockFace} clock
 * @param {Language} language
 * @returns {readonly { label: string, at: Date }[]}
 */
export function clockTimes({ now, timeZone, landmarks }, language) {
  const words = wordsIn(language)
  const start = new Date(now)
  const today = wallTime(start, timeZone)
  const onDay = (/** @type {number} */ days, /** @type {number} */ hour) =>
    moment({ ...today, day: today.day + days, hour, minute: 0 }, timeZone)
  const isMorning = onDay(0, 9) > start
  const named = landmarks.map(({ label, at }) => ({ label: said(label, language), at: new Date(at) }))
  const times = [
    { label: words.inAnHour, at: new Date(start.getTime() + 3_600_000) },
    isMorning
      ? { label: words.todayAt('9:00'), at: onDay(0, 9) }
      : { label: words.tomorrowAt('9:00'), at: onDay(1, 9) },
    { label: words.todayAt('16:00'), at: onDay(0, 16) },
    { label: words.tomorrowAt('16:00'), at: onDay(1, 16) },
    { label: words.nextMonday('9:00'), at: onDay(8 - weekday(today), 9) },
  ]
  // A name says more than an hour.
  const own = times.filter(({ at }) => at > start && !named.some((each) => each.at.getTime() === at.getTime()))
  return [...own, ...named].toSorted((a, b) => a.at.getTime() - b.at.getTime())
}
