import type { AssignmentId } from './ids.ts'

/** One stop of a person's walk: an assignment, whether it needs nothing of them now, and whether it came back to them. */
export type Stop = { readonly assignment: AssignmentId; readonly answered: boolean; readonly returned: boolean }

/** Where a walk starts: the first requirement still open in catalogue order; null when nothing is open. */
export function firstOpen(stops: readonly Stop[]): AssignmentId | null {
  return stops.find((stop) => !stop.answered)?.assignment ?? null
}

/** Where somebody goes on who has just come or just answered: what came back first, as somebody waits for it. */
export function mostPressing(stops: readonly Stop[], from: AssignmentId | null): AssignmentId | null {
  const returned = stops.find((stop) => stop.returned && !stop.answered && stop.assignment !== from)
  if (returned !== undefined) return returned.assignment
  return from === null ? firstOpen(stops) : nextOpen(stops, from)
}

/** The next open requirement after `from`, coming round to the skipped ones at the end; null when nothing else is open. */
export function nextOpen(stops: readonly Stop[], from: AssignmentId): AssignmentId | null {
  const here = stops.findIndex((stop) => stop.assignment === from)
  const round = [...stops.slice(here + 1), ...stops.slice(0, Math.max(here, 0))]
  return firstOpen(round)
}

/** The requirement before `from`, answered or not; null at the first. */
export function previous(stops: readonly Stop[], from: AssignmentId): AssignmentId | null {
  const here = stops.findIndex((stop) => stop.assignment === from)
  return stops[here - 1]?.assignment ?? null
}

/** The requirement after `from`, answered or not; null at the last. */
export function following(stops: readonly Stop[], from: AssignmentId): AssignmentId | null {
  const here = stops.findIndex((stop) => stop.assignment === from)
  return here === -1 ? null : (stops[here + 1]?.assignment ?? null)
}
