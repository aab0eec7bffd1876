import { z } from 'zod'
import { MessengerError, type TroubleKind } from '#src/ports.ts'

/** What came back from the platform, as far as an error may be judged by it. */
export type Answered = {
  /** Which call, ids left out: `POST /open-apis/im/v1/messages`. */
  readonly about: string
  readonly status: number
  readonly body: unknown
  /** `x-ogw-ratelimit-reset`, in seconds. */
  readonly resetSeconds: unknown
}

const codes: Readonly<Record<Exclude<TroubleKind, 'duplicate'>, readonly number[]>> = {
  // The last three say that the token does not hold; by then a fresh one has been refused too (`call` in connection.ts).
  again: [99991400, 230020, 11232, 11233, 11247, 1000004, 1000005, 99991661, 99991663, 99991671],
  unknown: [2200, 230049],
  // 40004, 40014, 41050: outside the directory range; 11205: no bot ability, in the words of an old page.
  settings: [99991672, 99991679, 99991401, 99991403, 230006, 230027, 10003, 10014, 10015, 11205, 40004, 40014, 41050],
  address: [230013, 230029, 230002, 230034, 230053, 230035, 230018, 232006, 232009, 232011, 99992351, 99992361],
  content: [230001, 230025, 230099, 230022, 230028, 99992402],
  // The last three: no such file in the message, the bot is no longer in its chat, a message of a kind without files.
  gone: [230011, 230110, 99992354, 230031, 234003, 234004, 234043],
}
const kindOf = new Map(Object.entries(codes).flatMap(([kind, all]) => all.map((code) => [code, kind as TroubleKind])))

const refusal = z.object({
  code: z.number().int(),
  msg: z.string().catch(''),
  error: z
    .object({ permission_violations: z.array(z.object({ subject: z.string() })) })
    .optional()
    .catch(undefined),
})

/**
 * The one place where an answer becomes an error (facts page, section 3.1), HTTP 400 with a code and HTTP 200 with a
 * code alike; null when the call succeeded. Of the answer it keeps the two numbers, and the scopes that are missing.
 */
export function troubleOf(answered: Answered): MessengerError | null {
  const { about, status } = answered
  const read = refusal.safeParse(answered.body)
  if (!read.success) return new MessengerError(kindWithoutCode(status), about, null, status, afterMs(answered))
  const { code, msg, error } = read.data
  if (code === 0 && status < 400) return null
  const scopes = (error?.permission_violations ?? []).map((each) => each.subject).filter(isScope)
  const missing = scopes.length === 0 ? '' : ` (needs one of ${scopes.slice(0, 8).join(', ')})`
  return new MessengerError(kindWithCode(code, status, msg), about + missing, code, status, afterMs(answered))
}

/** No answer came: cut off, refused, too late. What was asked may have happened. */
export function noAnswer(about: string): MessengerError {
  return new MessengerError('unknown', about, null, null)
}

/** An answer without the fields we need. It may have happened all the same. */
export function unreadable(about: string): MessengerError {
  return new MessengerError('unknown', `${about}: unreadable answer`, null, 200)
}

function kindWithCode(code: number, status: number, msg: string): TroubleKind {
  // Two refusals share their code with others and can be told by their text alone, which may change: if it does, the
  // first is taken for a wrong card, the second for a wrong parameter, and neither is tried again.
  if ((code === 230099 || code === 11310) && /\block\b/i.test(msg)) return 'again'
  if (code === 230001 && /\buuid\b.*\b(used|exists?|repeat\w*|duplicat\w*)\b/i.test(msg)) return 'duplicate'
  if (status === 429) return 'again'
  return kindOf.get(code) ?? (status >= 500 ? 'unknown' : 'content')
}

/** Not the platform's own words: a gateway in between, or an address that is not the platform's. */
function kindWithoutCode(status: number): TroubleKind {
  if (status === 429) return 'again'
  if (status === 413) return 'content'
  return status < 300 || status === 408 || status >= 500 ? 'unknown' : 'settings'
}

function afterMs({ resetSeconds }: Answered): number | null {
  return typeof resetSeconds === 'string' && /^\d{1,6}$/.test(resetSeconds) ? Number(resetSeconds) * 1000 : null
}

/** So that nothing else of an answer gets into a log. */
function isScope(text: string): boolean {
  return /^[a-z][a-z0-9_.:]{2,80}$/.test(text)
}
