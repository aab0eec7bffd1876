/** @import { Place } from '../place.js' */

/** Ways to write a moment in `<local_datetime>` (rich text page). */
/** @type {ReadonlyMap<string, Intl.DateTimeFormatOptions>} */
const ways = new Map([
  ['date', { year: 'numeric', month: 'long', day: 'numeric' }],
  ['date_short', { month: 'long', day: 'numeric' }],
  ['week', { weekday: 'long' }],
  ['week_short', { weekday: 'short' }],
  ['time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }],
  ['time_sec', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }],
  ['timezone', { timeZoneName: 'shortOffset' }],
])

/**
 * A moment in the reader's language and time zone.
 *
 * @param {string} milliseconds
 * @param {string} way `date_num` and whatever is not known: 2026/03/01.
 * @param {Place} place
 * @returns {string | null} null when it is no moment.
 */
export function momentWords(milliseconds, way, place) {
  const at = new Date(Number(milliseconds))
  if (milliseconds.trim() === '' || Number.isNaN(at.getTime())) return null
  const options = ways.get(way)
  if (options === undefined) return patternWords(at, 'YYYY/MM/DD', place)
  const parts = new Intl.DateTimeFormat(localeOf(place), { ...options, ...zoneOf(place) }).formatToParts(at)
  if (way === 'timezone') return parts.find((part) => part.type === 'timeZoneName')?.value ?? null
  return parts.map((part) => part.value).join('')
}

/**
 * A moment by a pattern as a table's `date_format` gives it.
 *
 * @param {Date} at
 * @param {string} pattern As in `YYYY/MM/DD HH:mm:ss`.
 * @param {Place} place
 * @returns {string}
 */
export function patternWords(at, pattern, place) {
  const options = { ...zoneOf(place), calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' }
  const parts = new Intl.DateTimeFormat('en-GB', {
    .../** @type {Intl.DateTimeFormatOptions} */ (options),
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
  }).formatToParts(at)
  const part = (/** @type {string} */ type) => parts.find((each) => each.type === type)?.value ?? ''
  const values = new Map([
    ['YYYY', part('year')],
    ['YY', part('year').slice(-2)],
    ['MM', part('month')],
    ['M', String(Number(part('month')))],
    ['DD', part('day')],
    ['D', String(Number(part('day')))],
    ['HH', part('hour')],
    ['mm', part('minute')],
    ['ss', part('second')],
  ])
  return pattern.replaceAll(/YYYY|YY|MM|M|DD|D|HH|mm|ss/g, (sign) => values.get(sign) ?? sign)
}

/** @param {Place} place */
function localeOf({ env }) {
  return env.language === 'zh_cn' ? 'zh-CN' : 'en-US'
}

/** @param {Place} place */
function zoneOf({ env }) {
  return env.timeZone === undefined ? {} : { timeZone: env.timeZone }
}
