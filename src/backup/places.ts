import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Connection, connect } from '#db/connect.ts'
import { BackupError, codeOf, InUseError } from './backup-error.ts'
import { showsLife } from './bot-key.ts'

/** Whether an embedded database lies in a directory. */
export function holdsDatabase(directory: string): boolean {
  return existsSync(join(directory, 'PG_VERSION'))
}

/** Opens the embedded database of a directory, or makes one. Throws BackupError when somebody has it or it does not open. */
export async function openEmbedded(directory: string): Promise<Connection> {
  if (await showsLife(directory)) throw new InUseError(inUse(directory))
  try {
    return await connect({ directory })
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EADDRINUSE') throw new InUseError(inUse(directory))
    throw new BackupError(
      `The embedded database in DATA_DIR (${directory}) cannot be opened (${code}): is the disk full or read-only, or the directory another user's, or damaged?`,
    )
  }
}

/** Opens the database of a URL. Throws BackupError when it does not answer. */
export async function openServer(url: string): Promise<Connection> {
  const connection = await connect({ url })
  try {
    await sql`select 1`.execute(connection.db)
    return connection
  } catch (error) {
    await connection.close()
    throw new BackupError(
      `The database of DATABASE_URL does not answer (${codeOf(error)}): start it, or check address, user, password and name in it.`,
    )
  }
}

export function inUse(directory: string): string {
  return `A bot or another command is using DATA_DIR (${directory}): stop it first. In another container: run this command there. Killed a moment ago: try again in half a minute.`
}
