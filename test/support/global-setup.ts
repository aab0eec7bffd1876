import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type Connection, connect } from '#db/connect.ts'
import { migrate } from '#db/migrate.ts'
import { openQueue } from '#src/jobs/queue.ts'
import { onServer, urlOf } from './server.ts'
import { silentLog } from './silent-log.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** What tests copy: a migrated database on the server of DATABASE_URL; or dumps to load, of one without a table too. */
    testDatabase:
      | { readonly server: string; readonly template: string }
      | { readonly dump: string; readonly empty: string }
  }
}

/** Migrates once for the whole run; every test then starts from a copy. Returns the clean-up, as vitest wants it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.DATABASE_URL ?? ''
  return server === '' ? prepareEmbedded(project) : prepareServer(project, server)
}

async function prepareServer(project: TestProject, server: string): Promise<() => Promise<void>> {
  const template = `duibiao_template_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${template}`)
  const connection = await connect({ url: urlOf(server, template) })
  await prepareTables(connection)
  await connection.close()
  project.provide('testDatabase', { server, template })
  return () => onServer(server, `drop database ${template} with (force)`)
}

async function prepareEmbedded(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'duibiao-test-'))
  const [empty, dump] = [join(directory, 'empty.tar'), join(directory, 'migrated.tar')]
  const connection = await connect({ directory: null })
  await dumpTo(empty, connection)
  await prepareTables(connection)
  await dumpTo(dump, connection)
  await connection.close()
  project.provide('testDatabase', { dump, empty })
  return () => rm(directory, { recursive: true })
}

async function dumpTo(path: string, { embedded }: Connection): Promise<void> {
  const data = await embedded?.dumpDataDir('none')
  if (data !== undefined) await writeFile(path, Buffer.from(await data.arrayBuffer()))
}

/** Ours and the job queue's, which would otherwise be made anew by every test that opens one. */
async function prepareTables(connection: Connection): Promise<void> {
  await migrate(connection.db)
  const queue = await openQueue(connection, silentLog(), null)
  await queue.stop()
}
