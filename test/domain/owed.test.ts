import { expect, test } from 'vitest'
import type { RequirementNo } from '#src/domain/ids.ts'
import { groupOwed, type OwedRow } from '#src/domain/owed.ts'

const row = (no: number, departmentName: string, respondent: number, respondentLeft = false): OwedRow => ({
  no: no as RequirementNo,
  title: `要求${no}`,
  departmentName,
  respondent,
  respondentName: '王老师',
  respondentLeft,
})

test('by department and person in the order of the catalogue, however much each owes; two of one name are two', () => {
  const grouped = groupOwed([row(1, '教务处', 7), row(2, '总务处', 9, true), row(3, '教务处', 8), row(4, '教务处', 8)])
  expect(grouped.map(({ name, people }) => [name, people.map((one) => one.items.map(({ no }) => no))])).toEqual([
    ['教务处', [[1], [3, 4]]],
    ['总务处', [[2]]],
  ])
  expect(grouped.flatMap(({ people }) => people.map((one) => one.left))).toEqual([false, false, true])
})

test('nothing owed is no department', () => {
  expect(groupOwed([])).toEqual([])
})
