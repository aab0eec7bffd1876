import { resolve } from 'node:path'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import { holdDirectory } from './hold-directory.ts'
import { makeDirectory } from './make-directory.ts'
import type { Database } from './schema.ts'

/** An open database. `embedded` is the PGlite instance when there is no server: the job queue listens on it. */
export type Connection = {
  readonly db: Kysely<Database>
  readonly embedded: PGlite | null
  readonly url: string | null
  /** How this process's connections to the server are used now; null when there is no server. */
  pool(): { readonly open: number; readonly idle: number; readonly waiting: number } | null
  close(): Promise<void>
}

/** `startFrom`: a dump of an embedded database to begin with, when the place is empty. */
type EmbeddedPlace = { readonly directory: string | null; readonly startFrom?: Blob }

const dateType = 1082
const keepText = (value: string) => value

/**
 * Opens Postgres by its URL, or the embedded one in a directory (null: in memory, for tests). Days stay text
 * (`yyyy-MM-dd`): a driver's Date would move them by the machine's time zone. On the embedded database there is one
 * connection: inside a transaction everything must go through its `tx`, or it waits for ever.
 */
export async function connect(where: { url: string } | EmbeddedPlace): Promise<Connection> {
  return 'url' in where ? connectServer(where.url) : connectEmbedded(where)
}

function connectServer(url: string): Connection {
  const pool = openPool(url)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  const count = () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount })
  return { db, embedded: null, url, pool: count, close: () => db.destroy() }
}

/** The connections to a server: what `connect` works on, and whoever measures what is said on them. */
export function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === dateType ? keepText : pg.types.getTypeParser(oid, format as 'text'),
    },
  })
  // A connection that breaks while idle is replaced at the next query; unheard, the event would end the process.
  pool.on('error', () => {})
  // The same for one that breaks between two statements of a transaction: while it is lent the pool does not listen.
  // Whoever has it hears of it by their next statement.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

async function connectEmbedded({ directory, startFrom }: EmbeddedPlace): Promise<Connection> {
  const options: PGliteOptions = { parsers: { [dateType]: keepText } }
  if (startFrom !== undefined) options.loadDataDir = startFrom
  if (directory !== null) await makeDirectory(resolve(directory))
  const hold = directory === null ? null : await holdDirectory(directory)
  const pglite = await PGlite.create(directory === null ? 'memory://' : directory, options)
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) })
  const close = async () => {
    await db.destroy()
    // Kysely closes what it has used; never used, the database would stay open.
    if (!pglite.closed) await pglite.close()
    await hold?.release()
  }
  return { db, embedded: pglite, url: null, pool: () => null, close }
}
