import { expect, test } from 'vitest'
import type { Day } from '#src/domain/day.ts'
import { type Followed, type Following, followAnswer, kindFor, type Shortcoming } from '#src/domain/follow-answer.ts'
import type { RequirementNo } from '#src/domain/ids.ts'

const today = '2026-11-23' as Day
const met: Shortcoming = { shortcoming: null, measure: null, due: null }
const short = (shortcoming: string, measure: string | null = null, due: string | null = null): Shortcoming => ({
  shortcoming,
  measure,
  due: due as Day | null,
})
const issue = (change: Partial<Followed> = {}): Followed => ({
  state: 'open',
  source: 'self',
  problem: '缺名册',
  measure: '补建',
  due: '2026-12-20' as Day,
  kind: 'by-date',
  requirements: [17 as RequirementNo],
  follows: [17 as RequirementNo],
  ...change,
})
const two = { requirements: [17, 18] as RequirementNo[], follows: [17, 18] as RequirementNo[] }
const was = short('缺名册', '补建', '2026-12-20')

test.each<[string, Shortcoming | null, Shortcoming, Followed | null, Following]>([
  ['met, no issue', null, met, null, { do: 'nothing' }],
  [
    'short, no issue: one opens',
    null,
    short('缺名册', '补建', '2026-11-30'),
    null,
    { do: 'open', opened: { problem: '缺名册', measure: '补建', due: '2026-11-30' as Day, kind: 'at-once' } },
  ],
  ['the same again', was, was, issue(), { do: 'nothing' }],
  [
    'all of it changed',
    was,
    short('名册不全', '再补', '2026-11-25'),
    issue(),
    { do: 'change', carried: { problem: '名册不全', measure: '再补', due: '2026-11-25' as Day, kind: 'at-once' } },
  ],
  [
    'a measure taken back',
    was,
    short('缺名册', null, '2026-12-20'),
    issue(),
    { do: 'change', carried: { measure: null } },
  ],
  [
    'what was edited on the issue stays',
    was,
    short('名册不全', '再补', '2026-12-31'),
    issue({ problem: '各班缺名册', due: '2027-01-10' as Day }),
    { do: 'change', carried: { measure: '再补' } },
  ],
  [
    'the text of several stays, the change is noted',
    was,
    short('名册不全', '补建', '2026-12-20'),
    issue(two),
    { do: 'change', carried: {} },
  ],
  [
    'a kind that somebody chose stays',
    was,
    short('缺名册', '补建', '2026-11-25'),
    issue({ kind: 'standing' }),
    { do: 'change', carried: { due: '2026-11-25' as Day } },
  ],
  ['met, the only one', was, met, issue(), { do: 'withdraw' }],
  ['met, while it waits for a look', was, met, issue({ state: 'awaiting' }), { do: 'withdraw' }],
  ['met, one of two', was, met, issue(two), { do: 'take-off' }],
  ['met, the other is on record only', was, met, issue({ ...two, follows: [17 as RequirementNo] }), { do: 'withdraw' }],
  ['met, but an inspection found it', was, met, issue({ source: 'inspection' }), { do: 'take-off' }],
  [
    'no issue any more, and short again',
    met,
    short('又缺', '再补'),
    issue({ state: 'withdrawn' }),
    { do: 'reopen', carried: { problem: '又缺', measure: '再补' } },
  ],
  [
    'no issue by somebody’s word, said as before',
    was,
    short('缺名册', '再补'),
    issue({ state: 'withdrawn' }),
    { do: 'nothing' },
  ],
  ['struck off, and met', was, met, issue({ state: 'struck-off' }), { do: 'nothing' }],
  [
    'struck off, and short by the same words',
    was,
    short('缺名册', null, '2027-01-20'),
    issue({ state: 'struck-off' }),
    { do: 'reopen', carried: { due: '2027-01-20' as Day, kind: 'by-date' } },
  ],
  [
    'struck off, and short by other words',
    was,
    short('没有签字'),
    issue({ state: 'struck-off' }),
    { do: 'open-anew', opened: { problem: '没有签字', measure: null, due: null, kind: 'by-date' } },
  ],
])('%s', (_, before, now, followed, following) => {
  expect(followAnswer(before, now, followed, today)).toEqual(following)
})

test.each([
  [null, 'by-date'],
  ['2026-11-23', 'at-once'],
  ['2026-11-30', 'at-once'],
  ['2026-12-01', 'by-date'],
])('due %s is %s', (due, kind) => expect(kindFor(due as Day | null, today)).toBe(kind))
