import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StartError } from './start-error.ts'

/** All that whoever runs the bot can set; `.env.example` says it in sentences. */
export type Config = {
  readonly port: number
  readonly database: { readonly url: string } | { readonly directory: string }
  /** Where photos and files are kept, whichever database there is. */
  readonly files: string
  readonly feishu: {
    readonly appId: string
    readonly appSecret: string
    /** Without a slash at its end. */
    readonly domain: string
    /** By what the webhook knows the platform; null: events come by the long connection, which we open. */
    readonly webhook: { readonly encryptKey: string; readonly verificationToken: string } | null
  }
  readonly timeZone: string
  readonly logLevel: LogLevel
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

const developerConsole = 'the developer console of the platform'
const needed = (setting: string, where: string) =>
  z.string({ error: `${setting} is missing: copy it from ${developerConsole}, ${where}.` })

// In the order in which a first start asks for them: the first one that is wrong is named.
export const schema = z.object({
  FEISHU_APP_ID: needed('FEISHU_APP_ID', '凭证与基础信息'),
  FEISHU_APP_SECRET: needed('FEISHU_APP_SECRET', '凭证与基础信息'),
  FEISHU_TRANSPORT: z
    .enum(['webhook', 'long-connection'], { error: 'FEISHU_TRANSPORT has to be webhook or long-connection.' })
    .default('webhook'),
  FEISHU_ENCRYPT_KEY: needed('FEISHU_ENCRYPT_KEY', '事件与回调, 加密策略, where Encrypt Key has to be set'),
  FEISHU_VERIFICATION_TOKEN: needed('FEISHU_VERIFICATION_TOKEN', '事件与回调, 加密策略'),
  FEISHU_DOMAIN: z
    .string()
    .refine(isWebAddress, {
      error: 'FEISHU_DOMAIN has to be a web address such as https://open.feishu.cn, or https://open.larksuite.com.',
    })
    .transform((address) => address.replace(/\/+$/, ''))
    .default('https://open.feishu.cn'),
  PORT: z
    .string()
    .refine((text) => /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535, {
      error: 'PORT has to be a number from 1 to 65535, such as 3000.',
    })
    .transform(Number)
    .default(3000),
  DATABASE_URL: z
    .string()
    .refine(isPostgresAddress, {
      error:
        'DATABASE_URL has to be like postgres://user:password@host:5432/name; leave it out for the embedded database.',
    })
    .optional(),
  DATA_DIR: z.string().default('./data'),
  TIME_ZONE: z
    .string()
    .refine(isTimeZone, { error: 'TIME_ZONE has to be the name of a time zone, such as Asia/Shanghai.' })
    .default('Asia/Shanghai'),
  LOG_LEVEL: z.enum(logLevels, { error: `LOG_LEVEL has to be one of ${logLevels.join(', ')}.` }).default('info'),
})

/** The SDK calls the platform under such an id only, and says nothing else when it does not. */
const idOfLine = schema.shape.FEISHU_APP_ID.regex(/^cli_[0-9a-fA-F]{16}$/, {
  error: `FEISHU_APP_ID has to be cli_ and 16 digits or letters a to f: copy it again from ${developerConsole}.`,
})
/** Nobody can post to a bot that calls by itself, so it needs no keys. */
const schemaOfLine = schema
  .partial({ FEISHU_ENCRYPT_KEY: true, FEISHU_VERIFICATION_TOKEN: true })
  .extend({ FEISHU_APP_ID: idOfLine })

/** Where the data are: what a command needs to know that is not the bot. */
export type Places = {
  readonly database: Config['database']
  /** DATA_DIR, whichever database there is. */
  readonly directory: string
  readonly files: string
  readonly timeZone: string
  /** Null: not set here. */
  readonly appId: string | null
}

/** The environment of this process, with what `.env` in its directory adds to it. */
export function readEnvironment(): Environment {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return process.env
}

export type Environment = Readonly<Record<string, string | undefined>>

/** Reads every setting, as this way of reaching the platform needs it: all that are missing or wrong, with a sentence each. */
export function parseSettings(env: Environment) {
  const given = givenIn(env)
  return (given.FEISHU_TRANSPORT === 'long-connection' ? schemaOfLine : schema).safeParse(given)
}

/** Reads the settings. Throws a StartError that names the first wrong one and says what to do. */
export function readConfig(env: Environment): Config {
  const settings = orStop(parseSettings(env))
  const { FEISHU_ENCRYPT_KEY: encryptKey = '', FEISHU_VERIFICATION_TOKEN: verificationToken = '' } = settings
  return {
    port: settings.PORT,
    database: databaseOf(settings),
    files: join(settings.DATA_DIR, 'files'),
    feishu: {
      appId: settings.FEISHU_APP_ID,
      appSecret: settings.FEISHU_APP_SECRET,
      domain: settings.FEISHU_DOMAIN,
      webhook: settings.FEISHU_TRANSPORT === 'webhook' ? { encryptKey, verificationToken } : null,
    },
    timeZone: settings.TIME_ZONE,
    logLevel: settings.LOG_LEVEL,
  }
}

/** Reads the few settings that say where the data are; the others may be missing. Throws as readConfig does. */
export function readPlaces(env: Environment): Places {
  const settings = orStop(places.safeParse(givenIn(env)))
  return {
    database: databaseOf(settings),
    directory: settings.DATA_DIR,
    files: join(settings.DATA_DIR, 'files'),
    timeZone: settings.TIME_ZONE,
    appId: settings.FEISHU_APP_ID ?? null,
  }
}

const places = schema
  .pick({ DATABASE_URL: true, DATA_DIR: true, TIME_ZONE: true })
  .extend({ FEISHU_APP_ID: z.string().optional() })

/** A line `NAME=` in .env means: not set. */
function givenIn(env: Environment): Readonly<Record<string, string>> {
  const set = Object.entries(env).map(([name, value = '']) => [name, value.trim()] as const)
  return Object.fromEntries(set.filter(([, value]) => value !== ''))
}

function orStop<Settings>(read: z.ZodSafeParseResult<Settings>): Settings {
  if (!read.success) throw new StartError(read.error.issues[0]?.message ?? 'A setting is wrong.')
  return read.data
}

type DatabaseSettings = { readonly DATABASE_URL?: string | undefined; readonly DATA_DIR: string }

function databaseOf({ DATABASE_URL: url, DATA_DIR: directory }: DatabaseSettings): Config['database'] {
  return url === undefined ? { directory } : { url }
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '' && url.username === ''
}

function isPostgresAddress(text: string): boolean {
  return /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? '')
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    // An offset is accepted there too, but has no place in a calendar.
    return /^[A-Za-z]/.test(name)
  } catch {
    return false
  }
}
