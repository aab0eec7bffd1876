import { MessengerError } from '#src/ports.ts'

/** An id of the platform as part of a path: the SDK puts it there as it is, and one from outside could lead elsewhere. */
export function pathId(id: string): string {
  if (/^(?:om|oc|ou|od|on)[-_][-A-Za-z0-9_]{1,120}$/.test(id)) return id
  throw new MessengerError('content', 'an id that is none of the platform', null, null)
}
