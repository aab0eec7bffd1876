import type { DepartmentId, PersonId } from './ids.ts'

/** Who wants to give whose share to whom, and where these three belong. */
export type Giving = {
  readonly by: PersonId
  readonly from: PersonId
  readonly to: PersonId
  /** `by` runs the campaign. */
  readonly coordinates: boolean
  /** Departments headed by `by`. */
  readonly heads: readonly DepartmentId[]
  /** Departments of `from` and of `to`, of this campaign; empty for somebody who left, or is of another school. */
  readonly ofFrom: readonly DepartmentId[]
  readonly ofTo: readonly DepartmentId[]
}

export type GivingVerdict =
  /** `only`: no more than lies in these departments; null: all of it. */
  | { readonly kind: 'allowed'; readonly only: readonly DepartmentId[] | null }
  | {
      readonly kind: 'refused'
      readonly why: 'to-oneself' | 'person-unknown' | 'not-your-department' | 'not-yours-to-give'
    }

/**
 * Who may give what to whom: the coordinator anything to anybody of the campaign; everybody their own to a colleague of
 * one of their departments; a head what somebody carries in that department to another of its people.
 */
export function mayGive({ by, from, to, coordinates, heads, ofFrom, ofTo }: Giving): GivingVerdict {
  const share = (own: readonly DepartmentId[]) => ofTo.some((one) => own.includes(one))
  if (!coordinates && by !== from && heads.length === 0) return { kind: 'refused', why: 'not-yours-to-give' }
  if (ofTo.length === 0) return { kind: 'refused', why: 'person-unknown' }
  if (from === to) return { kind: 'refused', why: 'to-oneself' }
  if (coordinates) return { kind: 'allowed', only: null }
  if (by === from) {
    return share(ofFrom) ? { kind: 'allowed', only: null } : { kind: 'refused', why: 'not-your-department' }
  }
  return share(heads) ? { kind: 'allowed', only: heads } : { kind: 'refused', why: 'not-your-department' }
}
