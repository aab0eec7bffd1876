import type { Meaning } from './standard.ts'

/**
 * The two numbers of the product and what they are made of, counted in requirements. `answered` (somebody has submitted)
 * and `met` (what they submitted says it is met) are never mixed; every card, table and paper takes them from here.
 */
export type Count = {
  readonly total: number
  readonly answered: number
  readonly met: number
  readonly partly: number
  readonly unmet: number
  readonly notApplicable: number
}

export const nothingCounted: Count = { total: 0, answered: 0, met: 0, partly: 0, unmet: 0, notApplicable: 0 }

/** One requirement's state is the meaning of its submitted answer, or null while nobody has answered. */
export function count(states: Iterable<Meaning | null>): Count {
  const tally = { total: 0, met: 0, partly: 0, unmet: 0, 'not-applicable': 0 }
  for (const state of states) {
    tally.total += 1
    if (state !== null) tally[state] += 1
  }
  const { total, met, partly, unmet, 'not-applicable': notApplicable } = tally
  return { total, answered: met + partly + unmet + notApplicable, met, partly, unmet, notApplicable }
}

/** Counts by group, in the order in which the groups first appear. */
export function countBy<Row, Key>(
  rows: Iterable<Row>,
  keyOf: (row: Row) => Key,
  stateOf: (row: Row) => Meaning | null,
): Map<Key, Count> {
  const states = new Map<Key, (Meaning | null)[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const known = states.get(key)
    if (known === undefined) states.set(key, [stateOf(row)])
    else known.push(stateOf(row))
  }
  return new Map([...states].map(([key, list]) => [key, count(list)]))
}

/** What nobody has answered yet. */
export function open(of: Count): number {
  return of.total - of.answered
}
