import { type Day, sayShortDay, type WallClock } from './day.ts'

/** The working day of the day to inspect by ends at this hour, and with it the campaign (domain facts, section 4). */
const closingHour = 18

/** Whether the day to inspect by has come to its end. */
export function isOver(inspectBy: Day, { day, hour }: Pick<WallClock, 'day' | 'hour'>): boolean {
  return day > inspectBy || (day === inspectBy && hour >= closingHour)
}

/** `9月30日（周三）18:00`: until when answers are taken, for whoever has to give them. */
export function sayClosing(inspectBy: Day): string {
  return `${sayShortDay(inspectBy)}${closingHour}:00`
}
