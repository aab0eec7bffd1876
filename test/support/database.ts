import { randomBytes } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { inject } from 'vitest'
import { type Connection, connect } from '#db/connect.ts'
import { migrate } from '#db/migrate.ts'
import { onServer, urlOf } from './server.ts'

export type TestDatabase = Connection & AsyncDisposable

/**
 * A migrated database of one's own, gone again at the end of the scope (`await using`): embedded, or on the server of
 * DATABASE_URL when there is one, so that the same suite runs on both.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  const from = inject('testDatabase')
  if ('server' in from) return onNewDatabase(from.server, `template ${from.template}`)
  return disposable(await connect({ directory: null, startFrom: await openAsBlob(from.dump) }))
}

/** The same without a single table, or with those the steps up to `upTo` leave. */
export async function openEmptyDatabase(upTo?: string): Promise<TestDatabase> {
  const from = inject('testDatabase')
  const database =
    'server' in from
      ? await onNewDatabase(from.server, '')
      : disposable(await connect({ directory: null, startFrom: await openAsBlob(from.empty) }))
  if (upTo !== undefined) await migrate(database.db, { upTo })
  return database
}

async function onNewDatabase(server: string, from: string): Promise<TestDatabase> {
  const name = `duibiao_test_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name} ${from}`)
  const connection = await connect({ url: urlOf(server, name) })
  return disposable(connection, () => onServer(server, `drop database ${name} with (force)`))
}

function disposable(connection: Connection, drop: () => Promise<void> = async () => {}): TestDatabase {
  return {
    ...connection,
    async [Symbol.asyncDispose]() {
      await connection.close()
      await drop()
    },
  }
}
