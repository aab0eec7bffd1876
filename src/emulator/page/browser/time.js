/** @import { Language } from './words.js' */

/** A time as the clock on a wall of the town shows it. @typedef {{ year: number, month: number, day: number, hour: number, minute: number }} WallTime */

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map()

/**
 * @param {Language} language
 * @param {string} timeZone
 * @param {Intl.DateTimeFormatOptions} options
 */
function formatOf(language, timeZone, options) {
  const key = `${language} ${timeZone} ${JSON.stringify(options)}`
  const locale = language === 'zh_cn' ? 'zh-CN' : 'en-GB'
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options })
  formats.set(key, format)
  return format
}

/**
 * What the town's clocks show at a moment.
 * @param {Date} at
 * @param {string} timeZone
 * @returns {WallTime}
 */
export function wallTime(at, timeZone) {
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' }
  const parts = formatOf('en_us', timeZone, options).formatToParts(at)
  const number = (/** @type {string} */ type) => Number(parts.find((part) => part.type === type)?.value)
  return {
    ...{ year: number('year'), month: number('month'), day: number('day') },
    ...{ hour: number('hour'), minute: number('minute') },
  }
}

/**
 * The moment at which the town's clocks show a time. Days and hours may run over, as in the 32nd.
 * @param {WallTime} wall
 * @param {string} timeZone
 */
export function moment({ year, month, day, hour, minute }, timeZone) {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute)
  // The offset may be another one where the first guess falls than at the moment itself: where clocks are put back.
  const guess = asUtc - offsetMs(new Date(asUtc), timeZone)
  return new Date(asUtc - offsetMs(new Date(guess), timeZone))
}

/**
 * @param {Date} at
 * @param {string} timeZone
 */
function offsetMs(at, timeZone) {
  const { year, month, day, hour, minute } = wallTime(at, timeZone)
  const minutes = Math.floor(at.getTime() / 60_000) * 60_000
  return Date.UTC(year, month - 1, day, hour, minute) - minutes
}

/**
 * `10:05`
 * @param {Date} at
 * @param {string} timeZone
 */
export function hourText(at, timeZone) {
  return formatOf('zh_cn', timeZone, { hour: '2-digit', minute: '2-digit' }).format(at)
}

/**
 * `10:05:09`
 * @param {Date} at
 * @param {string} timeZone
 */
export function secondText(at, timeZone) {
  return formatOf('zh_cn', timeZone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at)
}

/**
 * `9月14日`, with the year where it is another one than `now`'s.
 * @param {Date} at
 * @param {Date} now
 * @param {string} timeZone
 * @param {Language} language
 */
export function dateText(at, now, timeZone, language) {
  const isOtherYear = wallTime(at, timeZone).year !== wallTime(now, timeZone).year
  const year = isOtherYear ? /** @type {const} */ ({ year: 'numeric' }) : {}
  const month = language === 'zh_cn' ? 'long' : 'short'
  return formatOf(language, timeZone, { month, day: 'numeric', ...year }).format(at)
}

/**
 * `9月14日 周一`
 * @param {Date} at
 * @param {Date} now
 * @param {string} timeZone
 * @param {Language} language
 */
export function dayText(at, now, timeZone, language) {
  const date = dateText(at, now, timeZone, language)
  const weekday = formatOf(language, timeZone, { weekday: 'short' }).format(at)
  return language === 'zh_cn' ? `${date} ${weekday}` : `${weekday} ${date}`
}

/**
 * `9月14日 周一 10:05`
 * @param {Date} at
 * @param {Date} now
 * @param {string} timeZone
 * @param {Language} language
 */
export function fullText(at, now, timeZone, language) {
  return `${dayText(at, now, timeZone, language)} ${hourText(at, timeZone)}`
}

/**
 * How many midnights of the town lie between a moment and now: 0 today, 1 yesterday.
 * @param {Date} at
 * @param {Date} now
 * @param {string} timeZone
 */
export function daysAgo(at, now, timeZone) {
  const midnight = (/** @type {Date} */ each) => {
    const { year, month, day } = wallTime(each, timeZone)
    return Date.UTC(year, month - 1, day)
  }
  return Math.round((midnight(now) - midnight(at)) / 86_400_000)
}

/**
 * Monday is 1, Sunday 7.
 * @param {WallTime} wall
 */
export function weekday({ year, month, day }) {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7
}

/**
 * A moment as a field for date and time takes it: `2026-09-14T10:05`.
 * @param {Date} at
 * @param {string} timeZone
 */
export function inputText(at, timeZone) {
  const { year, month, day, hour, minute } = wallTime(at, timeZone)
  return new Date(Date.UTC(year, month - 1, day, hour, minute)).toISOString().slice(0, 16)
}
