import { statfs } from 'node:fs/promises'
import type { Dialect, Driver } from 'kysely'

/**
 * Two segments of the write-ahead log. The embedded database survives a disk that has no room for a row; one that has none
 * for its next segment of log, of 16 MiB, makes it turn in circles for ever, and the whole process with it (tried with
 * 0.5.16). So it is not begun to write in when the disk is nearly full.
 */
const reserveBytes = 32 * 1024 * 1024

/** The code by which Postgres says that its disk is full. */
export class NoRoomError extends Error {
  readonly code = '53100'
  constructor() {
    super('the disk of DATA_DIR is nearly full')
    this.name = 'NoRoomError'
  }
}

/** Throws NoRoomError when the disk of a directory is nearly full. */
export async function assertRoom(directory: string): Promise<void> {
  const { bavail, bsize } = await statfs(directory)
  if (bavail * bsize < reserveBytes) throw new NoRoomError()
}

/** A dialect that begins no transaction while the disk of a directory is nearly full. */
export function onlyWithRoom(dialect: Dialect, directory: string): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => guarded(dialect.createDriver(), directory),
  }
}

function guarded(driver: Driver, directory: string): Driver {
  const begin = driver.beginTransaction.bind(driver)
  driver.beginTransaction = async (connection, settings) => {
    await assertRoom(directory)
    return begin(connection, settings)
  }
  return driver
}
