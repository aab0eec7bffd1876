import { expect, test } from 'vitest'
import { officialCalendar } from '#src/calendar.ts'
import { isSchoolDay, type SchoolCalendar } from '#src/domain/calendar.ts'
import { addDays, type Day } from '#src/domain/day.ts'
import type { DepartmentId, IssueId, PersonId } from '#src/domain/ids.ts'
import {
  type PastIssueReminder,
  planIssueReminders,
  type RemindableIssue,
  stillOwes,
  type Tellable,
} from '#src/domain/issue-reminder.ts'

const calendar: SchoolCalendar = { work: officialCalendar, holidays: [] }
const day = (text: string) => text as Day
const [lin, head, coordinator, li] = [1, 2, 3, 4] as PersonId[] as [PersonId, PersonId, PersonId, PersonId]
const office = 1 as DepartmentId
const names: Readonly<Record<number, string>> = { 1: 'lin', 2: 'head', 3: 'coordinator', 4: 'li' }
const tellable: Tellable = { heads: new Map([[office, head]]), coordinator }

function anIssue(change: Partial<RemindableIssue> = {}): RemindableIssue {
  return {
    id: 1 as IssueId,
    state: 'open',
    kind: 'by-date',
    due: day('2026-10-12'),
    owner: lin,
    ownerLeft: false,
    askedBy: null,
    department: office,
    givenOn: day('2026-09-01'),
    askedOn: null,
    had: new Set(),
    ...change,
  }
}

type Plan = { readonly from: string; readonly days: number; readonly whom?: Tellable; readonly off?: readonly string[] }

/** What goes out from a day on, day by day on school days; `off`: days on which the bot stood still. */
function play(issues: readonly RemindableIssue[], { from, days, whom = tellable, off = [] }: Plan): string[] {
  const past: PastIssueReminder[] = []
  const said: string[] = []
  for (let today = day(from); today < addDays(day(from), days); today = addDays(today, 1)) {
    if (!isSchoolDay(today, calendar) || off.includes(today)) continue
    const plan = planIssueReminders(issues, past, whom, { today, calendar })
    for (const [person, { own, look }] of plan.privately) {
      const what = [...own.map((one) => one.id), ...look.map((one) => `look ${one.id}`)].join(',')
      said.push(`${today.slice(5)} ${names[person]} ${what}`)
      for (const { id } of own) past.push({ issue: id, person, kind: 'private', on: today })
      for (const { id } of look) past.push({ issue: id, person, kind: 'look', on: today })
    }
    for (const [person, about] of plan.toHeads) {
      said.push(`${today.slice(5)} digest ${names[person]} ${about.map((one) => one.id).join(',')}`)
      for (const { id, owner } of about) past.push({ issue: id, person: owner as PersonId, kind: 'head', on: today })
    }
  }
  return said
}

/** School days before Monday 12 October: Sat 10 (worked), 9, 8, then over the holiday 30 and 29 September. */
const overHoliday: Plan = { from: '2026-09-14', days: 60 }

test.each<[string, Partial<RemindableIssue>, Partial<Plan>, string[]]>([
  [
    'five and one school days before, over a holiday, then the head once',
    {},
    {},
    ['09-29 lin 1', '10-10 lin 1', '10-13 digest head 1'],
  ],
  [
    'given on the day of the first slot: the second',
    { givenOn: day('2026-09-29') },
    {},
    ['10-10 lin 1', '10-13 digest head 1'],
  ],
  [
    'given after both: themselves first, the head the school day after',
    { givenOn: day('2026-10-12') },
    {},
    ['10-13 lin 1', '10-14 digest head 1'],
  ],
  [
    'a slot slept through is made up for',
    {},
    { off: ['2026-09-29'] },
    ['09-30 lin 1', '10-10 lin 1', '10-13 digest head 1'],
  ],
  [
    'slept through both: on the last day, then the head',
    {},
    { off: ['2026-09-29', '2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10'] },
    ['10-12 lin 1', '10-13 digest head 1'],
  ],
  ['no date', { due: null }, {}, []],
  ['长期坚持 without a date', { kind: 'standing', due: null }, {}, []],
  ['waiting for above, long overdue', { kind: 'needs-above', due: day('2026-09-15') }, {}, []],
  ['struck off', { state: 'struck-off' }, {}, []],
  ['withdrawn', { state: 'withdrawn' }, {}, []],
  ['joined', { state: 'joined' }, {}, []],
  [
    'a head of their own: the coordinator',
    { owner: head },
    {},
    ['09-29 head 1', '10-10 head 1', '10-13 digest coordinator 1'],
  ],
  [
    'no head: the coordinator',
    {},
    { whom: { heads: new Map(), coordinator } },
    ['09-29 lin 1', '10-10 lin 1', '10-13 digest coordinator 1'],
  ],
  [
    'neither head nor coordinator',
    {},
    { whom: { heads: new Map(), coordinator: null } },
    ['09-29 lin 1', '10-10 lin 1'],
  ],
  [
    'the coordinator’s own, without a head: nobody hears of them',
    { owner: coordinator },
    { whom: { heads: new Map(), coordinator } },
    ['09-29 coordinator 1', '10-10 coordinator 1'],
  ],
])('%s', (_, change, plan, expected) => {
  expect(play([anIssue(change)], { ...overHoliday, ...plan })).toEqual(expected)
})

const awaiting = { state: 'awaiting', askedBy: lin, askedOn: day('2026-11-02'), due: day('2026-10-12') } as const
const november: Plan = { from: '2026-11-02', days: 12 }

test.each<[string, Partial<RemindableIssue>, Partial<Plan>, string[]]>([
  ['longer than three school days: the head, once a week', {}, {}, ['11-06 head look 1', '11-13 head look 1']],
  [
    'the head owns it: the coordinator',
    { owner: head, askedBy: head },
    {},
    ['11-06 coordinator look 1', '11-13 coordinator look 1'],
  ],
  [
    'the head asked, somebody else owns it since',
    { askedBy: head },
    {},
    ['11-06 coordinator look 1', '11-13 coordinator look 1'],
  ],
  [
    'the head gave it away, somebody else asked',
    { had: new Set([head, lin]) },
    {},
    ['11-06 coordinator look 1', '11-13 coordinator look 1'],
  ],
  ['nobody may', { owner: head, askedBy: coordinator }, {}, []],
  ['returned meanwhile and due next year', { state: 'open', askedOn: null, due: day('2027-03-01') }, {}, []],
])('a strike-off that waits: %s', (_, change, plan, expected) => {
  expect(play([anIssue({ ...awaiting, ...change })], { ...november, ...plan })).toEqual(expected)
})

test.each<[string, Partial<RemindableIssue>]>([
  ['nobody owns it', { owner: null }],
  ['its owner has left', { ownerLeft: true }],
])('%s: the coordinator, once a week, and nobody of its date', (_, change) => {
  const given = { ...change, givenOn: day('2026-11-02'), due: day('2026-11-05') }
  expect(play([anIssue(given)], november)).toEqual(['11-03 coordinator look 1', '11-10 coordinator look 1'])
})

test('several of one person go into one card, a head gets one digest', () => {
  const second = { ...anIssue({ owner: li }), id: 2 as IssueId }
  const third = { ...anIssue(), id: 3 as IssueId }
  const asked = { ...anIssue({ ...awaiting, owner: li, askedBy: li, askedOn: day('2026-09-20') }), id: 4 as IssueId }
  expect(play([anIssue(), second, third, asked], { from: '2026-10-10', days: 4 })).toEqual([
    '10-10 lin 1,3',
    '10-10 li 2',
    '10-10 head look 4',
    '10-13 digest head 1,2,3',
  ])
})

test('another owner is told themselves before their head hears of them', () => {
  const past: PastIssueReminder[] = ['2026-09-29', '2026-10-10'].map((on) => ({
    issue: 1 as IssueId,
    person: lin,
    kind: 'private',
    on: day(on),
  }))
  const issue = anIssue({ owner: li, givenOn: day('2026-10-12') })
  const plan = planIssueReminders([issue], past, tellable, { today: day('2026-10-13'), calendar })
  expect([...plan.privately.keys()]).toEqual([li])
  expect(plan.toHeads.size).toBe(0)
})

test.each<[string, Partial<RemindableIssue>, PersonId, 'issues' | 'issues-head', boolean]>([
  ['still theirs', {}, lin, 'issues', true],
  ['given to another meanwhile', { owner: li }, lin, 'issues', false],
  ['asked for strike-off meanwhile', { ...awaiting }, lin, 'issues', false],
  ['now with a body above', { kind: 'needs-above' }, lin, 'issues', false],
  ['a look that is still wanted', { ...awaiting }, head, 'issues', true],
  ['a look at what was struck off', { state: 'struck-off' }, head, 'issues', false],
  ['still overdue', { due: day('2026-09-10') }, head, 'issues-head', true],
  ['put off meanwhile', { due: day('2026-12-01') }, head, 'issues-head', false],
  ['nobody’s still', { owner: null }, coordinator, 'issues', true],
])('a reminder decides again when it fires: %s', (_, change, person, kind, expected) => {
  expect(stillOwes(anIssue(change), person, kind, tellable, day('2026-09-29'))).toBe(expected)
})
