declare const brand: unique symbol
/** A calendar day as `yyyy-MM-dd`, in the school's time zone; days compare as text. */
export type Day = string & { readonly [brand]: 'day' }

/** A moment as the wall clock of the school shows it; `weekday` is 1 (Monday) … 7 (Sunday). */
export type WallClock = { readonly day: Day; readonly hour: number; readonly minute: number; readonly weekday: number }

const shape = /^(\d{4})-(\d{2})-(\d{2})$/
const oneDay = 86_400_000
const weekdayNames = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const

/** Reads `yyyy-MM-dd`; null when it is not a day that exists (2026-02-30). */
export function readDay(text: string): Day | null {
  const parts = shape.exec(text)
  if (parts === null) return null
  const at = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? null : (text as Day)
}

/** Of each time zone what was read last, and from what: every press asks what day it is. */
const clocks = new Map<
  string,
  { readonly clock: Intl.DateTimeFormat; readonly minute: number; readonly shows: WallClock }
>()

/** The day and time of `now` in an IANA time zone. */
export function wallClock(now: Date, timeZone: string): WallClock {
  // Within a minute no clock shows anything else: zones differ from UTC by whole minutes since 1972.
  const minute = Math.floor(now.getTime() / 60_000)
  const last = clocks.get(timeZone)
  if (last?.minute === minute) return last.shows
  const clock = last?.clock ?? makeClock(timeZone)
  const shows = read(clock, now)
  clocks.set(timeZone, { clock, minute, shows })
  return shows
}

function read(clock: Intl.DateTimeFormat, now: Date): WallClock {
  const parts = clock.formatToParts(now)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  const day = `${part('year')}-${part('month')}-${part('day')}` as Day
  return { day, hour: Number(part('hour')), minute: Number(part('minute')), weekday: weekdayOf(day) }
}

function makeClock(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
}

export function addDays(day: Day, count: number): Day {
  return new Date(toUtc(day) + count * oneDay).toISOString().slice(0, 10) as Day
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((toUtc(to) - toUtc(from)) / oneDay)
}

/** 1 (Monday) … 7 (Sunday). */
export function weekdayOf(day: Day): number {
  return new Date(toUtc(day)).getUTCDay() || 7
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

/** `2026年11月30日（周一）`: a date said to people always names its weekday (domain facts, section 4). */
export function sayDay(day: Day): string {
  return `${yearOf(day)}年${sayShortDay(day)}`
}

/** `11月30日（周一）`. */
export function sayShortDay(day: Day): string {
  return `${sayDate(day)}（${weekdayNames[weekdayOf(day) - 1]}）`
}

/** `11月30日`, where the day of the week would only make a line longer. */
export function sayDate(day: Day): string {
  const [, month, date] = day.split('-').map(Number)
  return `${month}月${date}日`
}

function toUtc(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`)
}
