import { expect, test } from 'vitest'
import type { Day } from '#src/domain/day.ts'
import { checkEdit, type EditGap, type IssueEdit, type IssueText } from '#src/domain/edit-issue.ts'

const today = '2026-11-23' as Day
const issue: IssueText = {
  problem: '缺名册',
  cause: null,
  measure: '补建',
  kind: 'by-date',
  above: null,
  due: '2026-11-01' as Day,
}

test.each<[string, IssueEdit, Partial<IssueText>]>([
  ['what differs alone is written', { problem: '缺名册', measure: '再补', cause: null }, { measure: '再补' }],
  ['what is emptied is empty', { measure: null, due: null }, { measure: null, due: null }],
  [
    'a date that lies in the past keeps nobody from the rest',
    { due: '2026-11-01' as Day, cause: '忙' },
    { cause: '忙' },
  ],
  ['today is no day past', { due: today }, { due: today }],
  ['a body above with its kind', { kind: 'needs-above', above: '教育局' }, { kind: 'needs-above', above: '教育局' }],
  ['nothing', {}, {}],
])('%s', (_, edit, change) => expect(checkEdit(issue, edit, today)).toEqual({ kind: 'accepted', change }))

test.each<[IssueEdit, EditGap]>([
  [{ problem: null }, 'problem-missing'],
  [{ kind: 'unread' }, 'kind-unknown'],
  [{ due: 'unread' }, 'due-unread'],
  [{ due: '2026-11-22' as Day }, 'due-past'],
  [{ kind: 'needs-above' }, 'above-missing'],
  [{ measure: '长'.repeat(1001) }, 'too-long'],
  [{ above: '长'.repeat(61) }, 'too-long'],
])('%j is not taken: %s', (edit, why) => {
  expect(checkEdit(issue, edit, today)).toEqual({ kind: 'refused', why })
})

test('a body above cannot be taken away from what waits for it', () => {
  const waiting: IssueText = { ...issue, kind: 'needs-above', above: '教育局' }
  expect(checkEdit(waiting, { above: null }, today)).toEqual({ kind: 'refused', why: 'above-missing' })
})
