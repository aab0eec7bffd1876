import { describe, expect, test } from 'vitest'
import { officialCalendar } from '#src/calendar.ts'
import type { Day } from '#src/domain/day.ts'
import type { ChatId, ItemNo } from '#src/domain/ids.ts'
import type { Standard } from '#src/domain/standard.ts'
import {
  countArrived,
  isStudyTime,
  nextItem,
  nextStudyDay,
  type PostedItem,
  studyItems,
  studyLevel,
} from '#src/domain/study-item.ts'
import { loadCatalogues } from '#standards/catalogues.ts'
import { aStandard } from './summary-facts.ts'

const small = aStandard([[2, 1], [1]])
const without = (what: 'tasks' | 'both'): Standard => ({
  ...small,
  duties: small.duties.map((duty) => ({
    ...duty,
    title: what === 'both' ? null : duty.title,
    tasks: duty.tasks.map((task) => ({ ...task, title: null })),
  })),
})

describe('what is studied', () => {
  test.each(loadCatalogues().map((one) => [one.id, one] as const))(
    '%s: its 22 tasks by their numbers',
    (_, standard) => {
      const items = studyItems(standard)
      const tasks = standard.duties.flatMap((duty) => duty.tasks)
      expect(items.map(({ no, title }) => [no, title])).toEqual(tasks.map(({ no, title }) => [no, title]))
      expect(items.flatMap((one) => one.requirements)).toEqual(tasks.flatMap((one) => one.requirements))
    },
  )

  test.each(['tasks', 'both'] as const)('a standard without %s: one requirement after the other', (what) => {
    const items = studyItems(without(what))
    expect(studyLevel(without(what))).toBe('requirement')
    expect(items.map(({ no, title }) => [no, title])).toEqual([1, 2, 3, 4].map((no) => [no, `要求名${no}`]))
    expect(items.map((one) => one.duty)).toEqual(
      what === 'both' ? [null, null, null, null] : ['职责甲', '职责甲', '职责甲', '职责乙'],
    )
  })
})

const posted = (no: number, day: string, came: PostedItem['came'] = 'arrived'): PostedItem => ({
  day: day as Day,
  no: no as ItemNo,
  chat: 'oc_a' as ChatId,
  came,
})

test.each<[string, PostedItem[], number | null]>([
  ['nothing sent', [], 1],
  ['the first arrived', [posted(1, '2026-09-07')], 2],
  ['the first is on its way', [posted(1, '2026-09-07', 'on-its-way')], 2],
  ['the first may have arrived', [posted(1, '2026-09-07', 'unknown')], 2],
  ['the first was lost', [posted(1, '2026-09-07', 'lost')], 1],
  ['lost, then sent again', [posted(1, '2026-09-07', 'lost'), posted(1, '2026-09-08')], 2],
  ['one between was lost', [posted(1, '2026-09-07'), posted(2, '2026-09-08', 'lost'), posted(3, '2026-09-09')], 2],
  ['all', [1, 2, 3].map((no) => posted(no, `2026-09-0${no}`)), null],
])('what comes next: %s', (_, all, expected) => {
  expect(nextItem(studyItems(small), all)?.no ?? null).toBe(expected)
})

test('only what arrived is counted as sent', () => {
  expect(countArrived([])).toEqual({ sent: 0, first: null, last: null })
  const all = [
    posted(1, '2026-09-07', 'lost'),
    posted(1, '2026-09-08'),
    posted(2, '2026-09-09', 'unknown'),
    posted(3, '2026-09-10'),
    posted(4, '2026-09-11', 'on-its-way'),
  ]
  expect(countArrived(all)).toEqual({ sent: 2, first: '2026-09-08', last: '2026-09-10' })
})

const calendar = { work: officialCalendar, holidays: [{ from: '2026-09-14' as Day, to: '2026-09-15' as Day }] }
const clock = (now: string) => ({ now: new Date(now), timeZone: 'Asia/Shanghai', calendar })

// 2026-09-08 is a Tuesday, 2026-09-20 a Sunday on which people work, 2026-10-01 a holiday.
test.each<[string, boolean, string | null]>([
  ['2026-09-08T15:59+08:00', false, '2026-09-08'],
  ['2026-09-08T16:00+08:00', true, '2026-09-08'],
  ['2026-09-08T17:29+08:00', true, '2026-09-08'],
  ['2026-09-08T17:30+08:00', false, '2026-09-09'],
  ['2026-09-08T08:30Z', true, '2026-09-08'],
  ['2026-09-12T16:30+08:00', false, '2026-09-16'],
  ['2026-09-14T16:30+08:00', false, '2026-09-16'],
  ['2026-09-20T16:30+08:00', true, '2026-09-20'],
  ['2026-10-01T16:30+08:00', false, '2026-10-08'],
])('at %s: %s, and the next day is %s', (now, may, next) => {
  expect(isStudyTime(clock(now))).toBe(may)
  expect(nextStudyDay(clock(now), null)).toBe(next)
})

test('after today’s the next day is a later one', () => {
  expect(nextStudyDay(clock('2026-09-08T16:30+08:00'), '2026-09-08' as Day)).toBe('2026-09-09')
})
