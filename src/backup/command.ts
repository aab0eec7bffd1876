import { type Environment, type Places, readPlaces } from '../config.ts'
import type { Log } from '../log.ts'
import { StartError } from '../start-error.ts'
import { BackupError } from './backup-error.ts'
import { makeBackup } from './make-backup.ts'
import { move } from './move.ts'
import { openBackup } from './read-backup.ts'
import { restore } from './restore.ts'

/** Where the commands say what they did, and what somebody should know; and where the queue logs its troubles. */
export type Out = { say(text: string): void; complain(text: string): void; readonly log: Log }

/**
 * Runs `backup`, `restore` or `move` with what stands behind `--`. Answers the exit code: 1 with one sentence when nothing
 * was done. A bug is thrown.
 */
export async function runCommand(
  [command = '', ...args]: readonly string[],
  env: Environment,
  out: Out,
): Promise<number> {
  try {
    await run(command, args, readPlaces(env), out)
    return 0
  } catch (error) {
    if (!(error instanceof BackupError || error instanceof StartError)) throw error
    out.complain(error.message)
    return 1
  }
}

function run(command: string, [first, ...more]: readonly string[], places: Places, out: Out): Promise<void> {
  if (more.length > 0) throw new BackupError(`npm run ${command} takes one word behind --, not ${more.length + 1}.`)
  const given = first ?? null
  switch (command) {
    case 'backup':
      return runBackup(given, places, out)
    case 'restore':
      return runRestore(given, places, out)
    case 'move':
      return runMove(given, places, out)
    default:
      throw new BackupError('There are npm run backup, npm run restore and npm run move.')
  }
}

async function runBackup(given: string | null, places: Places, out: Out): Promise<void> {
  const { file, bytes, manifest } = await makeBackup(given, places, new Date())
  const { count, lost } = manifest.files
  out.say(
    `${file}: ${rowsOf(manifest.parts)} rows, ${count} photos and files, ${(bytes / 1e6).toFixed(1)} MB; read through.`,
  )
  if (lost.length > 0) {
    out.complain(
      `${lost.length} photos or files the database speaks of are missing under ${places.files}, or damaged there.`,
    )
  }
}

async function runRestore(given: string | null, places: Places, out: Out): Promise<void> {
  if (given === null) throw new BackupError('Which backup? npm run restore -- FILE')
  await using backup = await openBackup(given)
  const { made, release, app, parts, files } = backup.manifest
  if (app !== null && places.appId !== null && app !== places.appId) {
    out.complain(
      `The backup is of app ${app}, FEISHU_APP_ID is ${places.appId}: another app knows none of its people and groups.`,
    )
  }
  const { inDoubt } = await restore(backup, places, out.log)
  out.say(
    `Restored: ${rowsOf(parts)} rows, ${files.count} photos and files, as of ${made.toISOString()} (release ${release}).`,
  )
  if (inDoubt > 0) {
    out.say(
      `${inDoubt} messages were waiting then. Up to 50 minutes after the backup they are sent as the ones they were, later not at all; /progress tells the coordinator whom a campaign did not reach.`,
    )
  }
  out.say('The bot can be started. It must not run where the backup comes from any more.')
}

async function runMove(given: string | null, places: Places, out: Out): Promise<void> {
  const named = given === null ? places : readPlaces({ DATABASE_URL: given, DATA_DIR: places.directory })
  if (!('url' in named.database)) {
    throw new BackupError('Where to? Set DATABASE_URL, or npm run move -- postgres://user:password@host:5432/name')
  }
  const { tables } = await move(named.database.url, places, out.log, new Date())
  out.say(`Moved: ${tables} tables. Photos and files stay under ${places.files}.`)
  out.say('Set DATABASE_URL to that server, keep DATA_DIR, and start the bot.')
}

function rowsOf(parts: Readonly<Record<string, { readonly rows: number }>>): number {
  return Object.values(parts).reduce((total, { rows }) => total + rows, 0)
}
