import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Day } from '#src/domain/day.ts'
import {
  countIssues,
  type IssueKind,
  type IssueState,
  isListed,
  ledgerFilters,
  type Standing,
  standingOf,
} from '#src/domain/issue.ts'
import { readLedgerWords } from '#src/domain/ledger-words.ts'

const today = '2026-11-23' as Day

test.each<[IssueState, IssueKind, string | null, Standing]>([
  ['open', 'by-date', '2026-11-22', 'overdue'],
  ['open', 'by-date', '2026-11-23', 'due-soon'],
  ['open', 'at-once', '2026-11-30', 'due-soon'],
  ['open', 'by-date', '2026-12-01', 'in-hand'],
  ['open', 'standing', null, 'in-hand'],
  ['open', 'standing', '2026-11-22', 'overdue'],
  ['open', 'needs-above', '2026-11-22', 'waiting-for-above'],
  ['open', 'needs-above', null, 'waiting-for-above'],
  ['awaiting', 'by-date', '2026-11-01', 'awaiting'],
  ['awaiting', 'needs-above', null, 'awaiting'],
  ['struck-off', 'by-date', '2026-11-01', 'struck-off'],
  ['withdrawn', 'by-date', '2026-11-01', 'none'],
  ['joined', 'needs-above', null, 'none'],
])('%s, %s, due %s stands %s', (state, kind, due, standing) => {
  expect(standingOf({ state, kind, due: due as Day | null }, today)).toBe(standing)
})

test('the numbers are a recount: live is what its filters list, and nothing counts twice', () => {
  const standings = ledgerFilters.filter((one): one is Standing => one !== 'all')
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...standings), { maxLength: 60 }), (all) => {
      const listed = (filter: (typeof ledgerFilters)[number]) => all.filter((one) => isListed(one, filter)).length
      const { live, dueSoon, overdue, waiting, awaiting, struckOff } = countIssues(all)
      expect([dueSoon, overdue, waiting, awaiting, struckOff]).toEqual(
        (['due-soon', 'overdue', 'waiting-for-above', 'awaiting', 'struck-off'] as const).map(listed),
      )
      expect(live + struckOff).toBe(listed('all'))
      expect(live).toBe(listed('in-hand') + dueSoon + overdue + waiting + awaiting)
    }),
  )
})

test.each<[string, ReturnType<typeof readLedgerWords>]>([
  ['', { department: '', standing: 'all', page: 0 }],
  ['教务处', { department: '教务处', standing: 'all', page: 0 }],
  ['已过时限', { department: '', standing: 'overdue', page: 0 }],
  ['教务处 待上级解决', { department: '教务处', standing: 'waiting-for-above', page: 0 }],
  ['待上级解决　教务处 第２页', { department: '教务处', standing: 'waiting-for-above', page: 1 }],
  ['第0页', { department: '', standing: 'all', page: 0 }],
  ['教务处 总务处', null],
  ['已过时限 已销号', null],
  ['第1页 第2页', null],
  ['我们学校，还没有做好', null],
  ['constructor', { department: 'constructor', standing: 'all', page: 0 }],
])('台账 %s', (words, expected) => {
  expect(readLedgerWords(words)).toEqual(expected)
})
