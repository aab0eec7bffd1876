import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Connection, connect } from '#db/connect.ts'
import { makeDirectory } from '#db/make-directory.ts'
import { isHeldUp, migrate, NewerDatabaseError } from '#db/migrate.ts'
import { NoRoomError } from '#db/room.ts'
import { wasMoved } from './backup/move.ts'
import { serveBackups } from './backup/serve-backups.ts'
import type { Config } from './config.ts'
import { explain } from './feishu/explain.ts'
import { openFileStore } from './files/store.ts'
import type { Log } from './log.ts'
import { type FileStore, type Messenger, MessengerError } from './ports.ts'
import { StartError } from './start-error.ts'
import { type Bot, wire } from './wiring.ts'

export type Running = {
  readonly bot: Bot
  readonly port: number
  /** Of the bot; whoever else starts it may read it, through transactions only (see connect). */
  readonly connection: Connection
  /**
   * Takes no more and lets what runs end, for nine and a half seconds at most: whoever ends programs waits ten. What is cut
   * off then was in one transaction, or is taken up at the next start.
   */
  stop(): Promise<void>
}

const stopWithinMs = 9_500

/**
 * Opens the database, brings it up to this release, joins the parts and listens. Throws StartError when that cannot
 * succeed. A platform out of reach stops nothing: the bot waits for it, and the log says what to look at.
 */
export async function start(
  config: Config,
  { log, now, everyMinute }: { readonly log: Log; readonly now: () => Date; readonly everyMinute: boolean },
): Promise<Running> {
  const connection = await openDatabase(config, log)
  // After the database: an embedded one makes the same directory its own, and keeps a second bot out of it.
  const files = await openFiles(config, log).catch(async (error: unknown) => {
    await connection.close()
    throw error
  })
  const { appId, appSecret, domain, webhook } = config.feishu
  const bot = await wire({
    connection,
    files,
    access: { appId, appSecret, domain },
    seal: webhook === null ? null : { appId, ...webhook },
    timeZone: config.timeZone,
    log,
    now,
    everyMinute,
  })
  const { database } = config
  const backups =
    'directory' in database
      ? await serveBackups(database.directory, { connection, files: config.files, app: appId }, { log, now })
      : null
  // Last: who reaches us may tell us to stop at once, and what is waited for after this would not hear of it.
  const port = await bot.start(config.port).catch((error: unknown) => {
    log.error({ err: error }, 'no requests can be taken')
    throw new StartError(
      `PORT ${config.port} cannot be used: another program has it. Stop that, or set PORT to a free one.`,
    )
  })
  // Not waited for: a platform that does not answer must not keep the bot from stopping when it is told to.
  void greet(bot.messenger, log)
  return {
    bot,
    port,
    connection,
    stop: () =>
      inTime(log, async () => {
        await bot.stop()
        await backups?.stop()
        await connection.close()
      }),
  }
}

async function inTime(log: Log, stop: () => Promise<void>): Promise<void> {
  const ended = new AbortController()
  const late = async () => {
    await wait(stopWithinMs, undefined, { signal: ended.signal })
    log.warn('the stop is cut short: the database or the platform does not answer')
  }
  await Promise.race([stop(), late()]).finally(() => ended.abort())
}

async function openFiles({ files }: Config, log: Log): Promise<FileStore> {
  try {
    await makeDirectory(resolve(files))
    return await openFileStore(files)
  } catch (error) {
    log.error({ err: error }, 'the directory for photos and files cannot be used')
    throw new StartError(
      `Photos and files cannot be kept under DATA_DIR (${files}): is the disk full or read-only, or the directory another user's?`,
    )
  }
}

async function openDatabase({ database }: Config, log: Log): Promise<Connection> {
  if ('directory' in database && wasMoved(database.directory)) {
    throw new StartError(
      `The data in DATA_DIR (${database.directory}) were moved to a server: set DATABASE_URL. To go on with this old copy instead, delete moved-to-server there.`,
    )
  }
  try {
    const connection = await connect(database)
    await migrate(connection.db, {
      onHeldUp: () => log.warn('the database cannot be brought up to date yet: something else holds a table'),
    })
    return connection
  } catch (error) {
    log.error({ err: error }, 'the database cannot be used')
    if (error instanceof NewerDatabaseError) {
      throw new StartError(
        'The database belongs to a newer release: start that one, or restore a backup from before it.',
      )
    }
    if (error instanceof NoRoomError && 'directory' in database) {
      throw new StartError(
        `The disk of DATA_DIR (${database.directory}) is nearly full: the embedded database needs 32 MB of free room. Make some, and start again.`,
      )
    }
    if (isHeldUp(error)) {
      throw new StartError(
        'The database could not be brought up to date within a minute: a backup, or a transaction left open, holds its tables. Let that end, and start again.',
      )
    }
    throw new StartError(
      'url' in database
        ? 'The database of DATABASE_URL does not answer: start it, or check address, user, password and name in it.'
        : `The embedded database in DATA_DIR (${database.directory}) cannot be opened: is another bot running on it, or the disk full or read-only?`,
    )
  }
}

async function greet(messenger: Messenger, log: Log): Promise<void> {
  try {
    const { name } = await messenger.self()
    log.info({ bot: name }, 'the platform knows this app')
  } catch (error) {
    if (error instanceof MessengerError) log.error({ kind: error.kind, code: error.code }, explain(error).operator)
    else log.error({ err: error }, 'the platform could not be asked who we are')
  }
}
