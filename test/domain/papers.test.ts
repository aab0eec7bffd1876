import { expect, test } from 'vitest'
import { changeSince, readPaperKind } from '#src/domain/papers.ts'

test.each([
  ['整改工作总结', 'summary'],
  ['整改 工作总结', 'summary'],
  ['自评表', 'self-rating'],
  ['责任分工表', 'division'],
  ['分工表', 'division'],
  ['整改台账', 'ledger'],
  ['台账', 'ledger'],
  ['', null],
  ['台', null],
  ['constructor', null],
])('%j names %s', (words, kind) => {
  expect(readPaperKind(words)).toBe(kind)
})

test('what changed since: answers by their revision, issues by how they stand', () => {
  const before = {
    answers: { 1: 1, 2: 1 },
    issues: { 1: 'in-hand', 2: 'awaiting', 3: 'struck-off', 4: 'in-hand' },
    study: '【学习宣传情况：未填报】',
  } as const
  const now = {
    answers: { 1: 1, 2: 2, 3: 1 },
    issues: { 1: 'overdue', 2: 'struck-off', 3: 'in-hand', 4: 'none', 5: 'in-hand', 6: 'none', 7: 'struck-off' },
    study: '2026年9月3日，我校开展集中学习。',
  } as const
  expect(changeSince(before, now)).toEqual({ answers: 2, opened: 2, struckOff: 1, reopened: 1, study: true })
  expect(changeSince(before, before)).toEqual({ answers: 0, opened: 0, struckOff: 0, reopened: 0, study: false })
  expect(changeSince({ answers: {}, issues: {} }, now)?.study).toBe(false)
  expect(changeSince(null, now)).toBeNull()
})
