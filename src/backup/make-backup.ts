import { createWriteStream, existsSync } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { callHolder } from '#db/hold-directory.ts'
import { makeDirectory } from '#db/make-directory.ts'
import type { Places } from '../config.ts'
import { BackupError, codeOf } from './backup-error.ts'
import { readKey } from './bot-key.ts'
import type { Manifest } from './manifest.ts'
import { wasMoved } from './move.ts'
import { holdsDatabase, inUse, openEmbedded, openServer } from './places.ts'
import { openBackup } from './read-backup.ts'
import { writeBackup } from './write-backup.ts'

export type Made = { readonly file: string; readonly bytes: number; readonly manifest: Manifest }

const usualDirectory = 'backups'

/**
 * Makes a backup in a file: the one named, or one with date and time in the directory named, or under ./backups. It is
 * written under another name beside it, read whole, and only then given its own. Throws BackupError.
 */
export async function makeBackup(named: string | null, places: Places, now: Date): Promise<Made> {
  const file = await fileFor(named, places, now)
  const part = `${file}.part`
  try {
    await rm(part, { force: true })
    await write(part, places, now)
    const { manifest } = await lookedThrough(part)
    await rename(part, file)
    return { file, bytes: (await stat(file)).size, manifest }
  } catch (error) {
    await rm(part, { force: true }).catch(() => {})
    const code = codeOf(error)
    if (error instanceof BackupError || code === 'unknown') throw error
    throw new BackupError(
      `The backup broke off (${code}) and nothing is left of it: is the disk of ${file} full, may this user write there, does the database run?`,
    )
  }
}

async function fileFor(named: string | null, { timeZone }: Places, now: Date): Promise<string> {
  if (named === null) await makeDirectory(usualDirectory).catch(() => {})
  const place = named ?? usualDirectory
  const isDirectory = await stat(place).then(
    (there) => there.isDirectory(),
    () => false,
  )
  const file = isDirectory ? join(place, `duibiao-${timeOf(now, timeZone)}.zip`) : place
  if (existsSync(file)) throw new BackupError(`${file} is there already and is not overwritten: name another file.`)
  if (!existsSync(dirname(file))) throw new BackupError(`There is no directory ${dirname(file)}: make it first.`)
  return file
}

/** Of the school's clock, to the second: `2026-11-30-030004`. */
function timeOf(now: Date, timeZone: string): string {
  const parts = now.toLocaleString('sv-SE', { timeZone }).split(' ')
  return parts.join('-').replaceAll(':', '')
}

async function write(part: string, places: Places, now: Date): Promise<void> {
  const { database, files, appId: app } = places
  if ('directory' in database && !holdsDatabase(database.directory)) {
    throw new BackupError(
      `There is no embedded database in DATA_DIR (${database.directory}): is it the directory of the bot, and this command run where the bot is?`,
    )
  }
  if ('directory' in database && wasMoved(database.directory)) {
    throw new BackupError(
      `The data in DATA_DIR (${database.directory}) were moved to a server: set DATABASE_URL, or this would back up an old copy.`,
    )
  }
  const holder = 'directory' in database ? await callHolder(database.directory) : null
  const to = () => createWriteStream(part, { mode: 0o600, flags: 'wx', flush: true })
  if (holder !== null && 'directory' in database) return ask(holder, database.directory, to())
  const connection = await ('url' in database ? openServer(database.url) : openEmbedded(database.directory))
  try {
    const file = to()
    await writeBackup({ connection, files, app }, file, now)
    await finished(file)
  } finally {
    await connection.close()
  }
}

/** By the bot itself, which has the directory to itself. */
async function ask(bot: Socket, directory: string, to: Writable): Promise<void> {
  bot.write(`${await readKey(directory)}\n`)
  const ended = await pipeline(bot, to).then(
    () => null,
    (error: unknown) => error,
  )
  // Shown the door: it is no bot, or one that cannot be asked.
  if (bot.bytesRead === 0) throw new BackupError(inUse(directory))
  if (ended !== null) throw ended
}

async function lookedThrough(part: string): Promise<{ readonly manifest: Manifest }> {
  try {
    await using backup = await openBackup(part)
    return { manifest: backup.manifest }
  } catch (error) {
    if (!(error instanceof BackupError)) throw error
    throw new BackupError(
      'The backup broke off: what was written is not whole. Look into the log of the bot, and at the disk.',
    )
  }
}
