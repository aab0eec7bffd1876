import { expect, test } from 'vitest'
import {
  type IssueMove,
  type IssueRoles,
  type IssueState,
  issueMoves,
  mayMove,
  maySee,
  moveIssue,
  movesOf,
} from '#src/domain/issue.ts'

const moves: readonly IssueMove[] = [
  'edit',
  'report',
  'ask-strike-off',
  'strike-off',
  'return',
  'withdraw',
  'reopen',
  'join',
  'part',
]
const nobody: IssueRoles = { owner: false, head: false, leads: false, concerned: false, asker: false, hadIt: false }

test.each<[IssueState, (IssueState | null)[]]>([
  ['open', ['open', 'open', 'awaiting', null, null, 'withdrawn', null, 'joined', null]],
  ['awaiting', ['awaiting', 'awaiting', null, 'struck-off', 'open', 'withdrawn', null, null, null]],
  ['struck-off', [null, null, null, null, null, null, 'open', null, null]],
  ['withdrawn', [null, null, null, null, null, null, 'open', null, null]],
  ['joined', [null, null, null, null, null, null, null, null, 'open']],
])('%s: edit, report, ask, strike off, return, withdraw, reopen, join, part', (from, to) => {
  expect(moves.map((move) => moveIssue(from, move))).toEqual(to)
})

const who: Readonly<Record<string, Partial<IssueRoles>>> = {
  owner: { owner: true },
  head: { head: true },
  leader: { leads: true },
  'owner who heads': { owner: true, head: true },
  'owner who leads': { owner: true, leads: true },
  'head who asked for it': { head: true, asker: true },
  'head who gave it away': { head: true, hadIt: true },
  concerned: { concerned: true },
  nobody: {},
}

test.each<[IssueMove | 'assign', string[]]>([
  [
    'edit',
    ['owner', 'head', 'leader', 'owner who heads', 'owner who leads', 'head who asked for it', 'head who gave it away'],
  ],
  ['report', ['owner', 'leader', 'owner who heads', 'owner who leads']],
  ['ask-strike-off', ['owner', 'owner who heads', 'owner who leads']],
  ['strike-off', ['head', 'leader']],
  ['return', ['head', 'leader']],
  ['withdraw', ['head', 'leader']],
  [
    'reopen',
    ['head', 'leader', 'owner who heads', 'owner who leads', 'head who asked for it', 'head who gave it away'],
  ],
  [
    'assign',
    ['head', 'leader', 'owner who heads', 'owner who leads', 'head who asked for it', 'head who gave it away'],
  ],
  [
    'join',
    ['owner', 'head', 'leader', 'owner who heads', 'owner who leads', 'head who asked for it', 'head who gave it away'],
  ],
  [
    'part',
    ['owner', 'head', 'leader', 'owner who heads', 'owner who leads', 'head who asked for it', 'head who gave it away'],
  ],
])('%s is for %j', (move, may) => {
  expect(Object.keys(who).filter((one) => mayMove(move, { ...nobody, ...who[one] }))).toEqual(may)
})

test('whoever may do something may see it, and whom it concerns may see it and no more', () => {
  for (const roles of Object.values(who).map((one) => ({ ...nobody, ...one }))) {
    if (moves.some((move) => mayMove(move, roles))) expect(maySee(roles)).toBe(true)
  }
  expect(maySee({ ...nobody, concerned: true })).toBe(true)
  expect(maySee(nobody)).toBe(false)
  expect(maySee({ ...nobody, asker: true })).toBe(false)
})

test('a card offers just what the table and the person allow', () => {
  expect([...movesOf('awaiting', { ...nobody, head: true })]).toEqual(['edit', 'strike-off', 'return', 'withdraw'])
  expect([...movesOf('awaiting', { ...nobody, owner: true })]).toEqual(['edit', 'report'])
  for (const state of Object.keys(issueMoves) as IssueState[]) expect(movesOf(state, nobody).size).toBe(0)
})
