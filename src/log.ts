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
    serializers: { err: describe },
  }
  return to === undefined ? pino(options) : pino(options, to)
}

/**
 * An error without its message, unless it is one of ours: drivers and parsers quote the value they stumbled over, and
 * that may be an answer, a name or a password. Where it happened and the database's code are enough to find it.
 */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const message = error instanceof MessengerError ? { message: error.message } : {}
  const where = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const cause = error.cause === undefined ? {} : { cause: describe(error.cause) }
  return { type: error.name, ...code, ...message, where: where.slice(0, 12).map((line) => line.trim()), ...cause }
}
