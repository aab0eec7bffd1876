import { connect } from '#db/connect.ts'
import { migrate } from '#db/migrate.ts'
import { readConfig, readEnvironment } from './config.ts'
import { explain } from './feishu/explain.ts'
import { makeLog } from './log.ts'
import { MessengerError } from './ports.ts'
import { type Bot, wire } from './wiring.ts'

/** A start that cannot succeed ends with one sentence that says what to do, and nothing else. */
function giveUp(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

const config = attempt(() => readConfig(readEnvironment()))
const log = makeLog(config.logLevel)
const { database } = config
const connection = await connect(database).catch(() => giveUp(unreachable()))
await migrate(connection.db).catch((error: unknown) => {
  log.error({ err: error }, 'the database could not be brought up to this release')
  giveUp(unreachable())
})
const { appId, appSecret, domain, encryptKey, verificationToken } = config.feishu
const bot = await wire({
  connection,
  access: { appId, appSecret, domain },
  seal: { appId, encryptKey, verificationToken },
  timeZone: config.timeZone,
  log,
  now: () => new Date(),
  everyMinute: true,
})
const port = await bot.start(config.port).catch(() => giveUp(`PORT ${config.port} is taken: set PORT to a free one.`))
log.info({ port }, 'duibiao takes events at /webhook/feishu')
await sayWhoWeAre(bot)
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(signal))

/** The platform may be out of reach at the start; then the bot waits for it, and the log says what to look at. */
async function sayWhoWeAre({ messenger }: Bot): Promise<void> {
  try {
    const { name } = await messenger.self()
    log.info({ bot: name }, 'the platform knows this app')
  } catch (error) {
    if (!(error instanceof MessengerError)) throw error
    log.error({ kind: error.kind, code: error.code }, explain(error).operator)
  }
}

async function stop(signal: string): Promise<void> {
  log.info({ signal }, 'stopping')
  await bot.stop()
  await connection.close()
  process.exit(0)
}

function unreachable(): string {
  return 'url' in database
    ? 'The database of DATABASE_URL does not answer: start it, or check address, user, password and name in the URL.'
    : `The embedded database in DATA_DIR (${database.directory}) cannot be opened: is another bot running on it, or the disk full or read-only?`
}

function attempt<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    giveUp(error instanceof Error ? error.message : String(error))
  }
}
