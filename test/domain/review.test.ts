import { describe, expect, test } from 'vitest'
import type { PersonId } from '#src/domain/ids.ts'
import {
  type AnswerMove,
  type AnswerState,
  answerMoves,
  countOwed,
  countReview,
  isOwed,
  isToDo,
  mayAnswer,
  moveAnswer,
  type Reviewing,
  reviewersOf,
  unsettled,
} from '#src/domain/review.ts'
import { mostPressing, type Stop } from '#src/domain/walk.ts'

const states = Object.keys(answerMoves) as AnswerState[]
const phases = ['preparing', 'open', 'closed'] as const
const moves: AnswerMove[] = ['submit', 'accept', 'return', 'ask-again']

describe('what moves an answer', () => {
  test.each([
    ['open', ['submitted', null, null, null]],
    ['submitted', ['submitted', 'accepted', 'returned', 'returned']],
    ['returned', ['submitted', null, null, 'returned']],
    ['accepted', ['submitted', null, 'returned', 'returned']],
  ] as const)('%s: submit, accept, return, ask again', (from, to) => {
    expect(moves.map((move) => moveAnswer(from, move))).toEqual(to)
  })

  test('nobody accepts what was never submitted or has come back', () => {
    for (const state of states.filter(isOwed)) expect(moveAnswer(state, 'accept')).toBeNull()
  })
})

describe('who may answer, and what is left to do', () => {
  test.each([
    ['open', false, true, false],
    ['submitted', false, true, false],
    ['returned', false, true, true],
    ['accepted', false, false, false],
  ] as const)('%s under review, while preparing, open and closed', (state, ...may) => {
    expect(phases.map((campaign) => mayAnswer(state, campaign, 'head'))).toEqual(may)
  })

  test('without a review what was accepted binds nobody while the campaign is open', () => {
    expect(phases.map((campaign) => mayAnswer('accepted', campaign, 'none'))).toEqual([false, true, false])
    expect(phases.map((campaign) => mayAnswer('submitted', campaign, 'none'))).toEqual([false, true, false])
  })

  test('to do is what is owed and may be answered', () => {
    expect(states.filter((state) => isToDo(state, 'open'))).toEqual(['open', 'returned'])
    expect(states.filter((state) => isToDo(state, 'closed'))).toEqual(['returned'])
    expect(states.filter((state) => isToDo(state, 'preparing'))).toEqual([])
    expect(countOwed(states)).toBe(2)
  })

  test('a submitted answer waits only where somebody reviews; what came back has come back everywhere', () => {
    expect(states.map((state) => unsettled(state, 'none'))).toEqual([null, null, 'returned', null])
    expect(states.map((state) => unsettled(state, 'head'))).toEqual([null, 'waiting', 'returned', null])
    expect(countReview([...states, 'submitted'], 'coordinator')).toEqual({ waiting: 2, returned: 1 })
    expect(countReview(states, 'none')).toBeNull()
  })
})

const [head, second, coordinator, leader, member] = [1, 2, 3, 4, 5] as PersonId[] as [
  PersonId,
  PersonId,
  PersonId,
  PersonId,
  PersonId,
]
const asked = (change: Partial<Reviewing>) =>
  reviewersOf({
    mode: 'head',
    respondent: member,
    author: change.respondent ?? member,
    heads: [head],
    coordinator,
    leaders: [leader, coordinator],
    ...change,
  })

describe('who reviews', () => {
  const cases: [string, Partial<Reviewing>, PersonId[]][] = [
    ['nobody without a review', { mode: 'none' }, []],
    ['the head', {}, [head]],
    ['any of two heads', { heads: [head, second] }, [head, second]],
    ['the coordinator, of a head’s own', { respondent: head }, [coordinator]],
    [
      'the coordinator, of a head’s own where there are two: a peer is no head of theirs',
      { respondent: head, heads: [head, second] },
      [coordinator],
    ],
    ['the coordinator, of what a head wrote and handed over', { author: head }, [coordinator]],
    ['the coordinator, of what a head took over', { respondent: head, author: member }, [coordinator]],
    ['the coordinator, where there is no head', { heads: [] }, [coordinator]],
    ['the leaders, of the coordinator’s own', { mode: 'coordinator', respondent: coordinator }, [leader]],
    ['the leaders, of a head’s own who coordinates', { respondent: head, coordinator: head }, [leader, coordinator]],
    ['the leaders, where the coordinator has left', { mode: 'coordinator', coordinator: null }, [leader, coordinator]],
    ['the coordinator', { mode: 'coordinator' }, [coordinator]],
    ['nobody, where there is nobody else', { heads: [], coordinator: member, leaders: [member] }, []],
  ]
  test.each(cases)('%s', (_, change, who) => {
    expect(asked(change)).toEqual(who)
  })

  test('never the respondent, whoever that is', () => {
    for (const mode of ['none', 'head', 'coordinator'] as const) {
      for (const respondent of [head, second, coordinator, leader, member]) {
        for (const heads of [[], [head], [head, second], [coordinator]]) {
          expect(asked({ mode, respondent, heads })).not.toContain(respondent)
        }
      }
    }
  })
})

describe('where a walk goes on', () => {
  const stop = (assignment: number, how: 'open' | 'answered' | 'returned') =>
    ({ assignment, answered: how === 'answered', returned: how === 'returned' }) as unknown as Stop
  const stops = [stop(1, 'open'), stop(2, 'answered'), stop(3, 'returned'), stop(4, 'open')]

  test.each([
    ['begun: what came back', stops, null, 3],
    ['from an open one: what came back', stops, 4, 3],
    ['from the only one that came back: the next', stops, 3, 4],
    ['nothing came back: the first open', stops.filter((one) => !one.returned), null, 1],
    ['nothing is open', [stop(2, 'answered')], null, null],
  ] as const)('%s', (_, all, from, to) => {
    expect(mostPressing(all, from as Stop['assignment'] | null)).toBe(to)
  })
})
