import { type DestinationStream, type Logger, pino } from 'pino'
import type { LogLevel } from './config.ts'
import { MessengerError } from './ports.ts'

/** JSON lines for whoever runs the bot: what happened to which id, never what people wrote. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>

const secret = ['appSecret', 'encryptKey', 'verificationToken', 'databaseUrl', 'authorization', 'token', 'password']

/** A log at this level, to standard output unless told otherwise. Values under names of secrets are blotted out. */
export function makeLog(level: LogLevel, to?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '***' },
    serializers: { err: (error: unknown) => describe(error) },
  }
  return to === undefined ? pino(options) : pino(options, to)
}

/** As Node writes a place in the program, in the words of programs: `at name (file:1:2)`, `at file:1:2`. */
const place = /^ {4}at (?:[ -'*-~]+ \()?(?:file:|node:|\/|[A-Z]:\\|<anonymous>|native)[!-'*-~]*\)?$/
/** So many errors, each the cause of the one before. */
const mostCauses = 5

/**
 * An error without its message, unless it is one of ours: drivers and parsers quote the value they stumbled over, and
 * that may be an answer, a name or a password. Where it happened and the database's code are enough to find it.
 */
function describe(error: unknown, depth = 1): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const message = error instanceof MessengerError ? { message: error.message } : {}
  const caused = error.cause !== undefined && depth < mostCauses
  const cause = caused ? { cause: describe(error.cause, depth + 1) } : {}
  return { type: error.name, ...code, ...message, where: placesOf(error), ...cause }
}

/** The stack begins with the message, and what a message quotes may have lines that look like places. */
function placesOf({ stack = '', message }: Error): string[] {
  const begins = message === '' ? -1 : stack.indexOf(message)
  const lines = (begins < 0 ? stack : stack.slice(begins + message.length)).split('\n')
  return lines
    .filter((line) => place.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
}
