import chineseDays from 'chinese-days'
import type { WorkCalendar } from './domain/calendar.ts'
import { weekdayOf, yearOf } from './domain/day.ts'

/**
 * The official holidays and make-up working days, as far as this release holds them. The State Council office publishes
 * a year's plan only in the November before; until then its weekends are all that is known, and `knows` says so.
 */
export const officialCalendar: WorkCalendar = {
  isWorkday: (day) => (knows(yearOf(day)) ? chineseDays.isWorkday(day) : weekdayOf(day) <= 5),
  knows,
}

/** Every plan has 国庆; a year in which the day is an ordinary one has no plan here. */
function knows(year: number): boolean {
  return chineseDays.getDayDetail(`${year}-10-01`).name.includes('国庆')
}
