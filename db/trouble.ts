import { NotBegunError } from './begin-in-time.ts'
import { NoRoomError } from './room.ts'

/**
 * Classes of codes that speak of the server, not of what it was asked: it cannot be reached (08), it has no room (53), it
 * stops or was told to (57), its disk fails (58); and single ones: another transaction is in the way, or this one was idle
 * for too long.
 */
const ofServer = /^(08|53|57|58|55P03|40001|40P01|25P03)/
const ofNetwork = /^E(CONNREFUSED|CONNRESET|TIMEDOUT|PIPE|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$/
/** Of the driver and its pool, which give their own errors no code. */
const ofDriver =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Whether an error only says that the database is in trouble: tried again once it is well, the same may succeed. */
export function isDatabaseTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof NotBegunError) return true
  if (hasCode(error)) return ofServer.test(error.code) || ofNetwork.test(error.code)
  return ofDriver.test(error.message)
}

/**
 * Whether trouble of the database is certain to have left everything as it was: it said itself that it would not, or was
 * not begun with. When it goes away, or is ended, in the midst of a commit nobody knows: it also panics under a code of 53,
 * for want of room for its log. `severity` is in the server's own language, so of another than English nothing is certain.
 */
export function isCertainlyUndone(error: unknown): boolean {
  if (!isDatabaseTrouble(error)) return false
  if (error instanceof NotBegunError || error instanceof NoRoomError) return true
  if (!hasCode(error)) return false
  const hasNoRoom = error.code.startsWith('53') && 'severity' in error && error.severity === 'ERROR'
  return hasNoRoom || /^(55P03|40001|40P01)/.test(error.code)
}

function hasCode(error: unknown): error is { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}
