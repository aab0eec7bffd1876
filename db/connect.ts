import { resolve } from 'node:path'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import pg from 'pg'
import { type Hold, holdDirectory } from './hold-directory.ts'
import { makeDirectory } from './make-directory.ts'
import { RideDriver } from './ride.ts'
import { assertRoom, onlyWithRoom } from './room.ts'
import type { Database } from './schema.ts'
import { ServerDriver, serverDialect } from './server-dialect.ts'

/** An open database. `embedded` is the PGlite instance when there is no server: the job queue listens on it. */
export type Connection = {
  readonly db: Kysely<Database>
  /** The same for transactions that may be one with others of the same moment (ride.ts); embedded: `db` itself. */
  readonly shared: Kysely<Database>
  readonly embedded: PGlite | null
  readonly url: string | null
  /** How this process's connections to the server are used now; null when there is no server. */
  pool(): { readonly open: number; readonly idle: number; readonly waiting: number } | null
  /** On an embedded one in a directory: that it is ours alone, and who calls. */
  readonly hold: Hold | null
  close(): Promise<void>
}

/** `startFrom`: a dump of an embedded database to begin with, when the place is empty. */
type EmbeddedPlace = { readonly directory: string | null; readonly startFrom?: Blob }

/**
 * Said to each connection of a server. Nobody waits longer for somebody else's rows than a presser waits for an answer: a
 * lock held for half a minute would otherwise take all connections, and every press of every school with them. And a
 * process that stands still in a transaction must not hold rows for ever: none of ours waits for anything in between.
 */
const manners = `set lock_timeout = '2s'; set idle_in_transaction_session_timeout = '60s'`
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
  const server = new ServerDriver(pool, manners)
  const db = new Kysely<Database>({ dialect: serverDialect(() => server) })
  const rides = new RideDriver(server)
  const shared = new Kysely<Database>({ dialect: serverDialect(() => rides) })
  const count = () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount + rides.waiting })
  const close = async () => {
    await db.destroy()
    // Kysely ends what it has used; what was only shared is not among it.
    if (!pool.ended) await pool.end()
  }
  return { db, shared, embedded: null, url, hold: null, pool: count, close }
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
  // A connection that breaks is replaced at the next query, and what it was doing fails by itself. Unheard, the event would
  // end the process: the pool's is that of idle ones, the client's that of one whose transaction waits for us.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

async function connectEmbedded({ directory, startFrom }: EmbeddedPlace): Promise<Connection> {
  const options: PGliteOptions = { parsers: { [dateType]: keepText } }
  if (startFrom !== undefined) options.loadDataDir = startFrom
  if (directory !== null) {
    await makeDirectory(resolve(directory))
    await assertRoom(directory)
  }
  const hold = directory === null ? null : await holdDirectory(directory)
  const pglite = await PGlite.create(directory === null ? 'memory://' : directory, options)
  const dialect = new PGliteDialect({ pglite })
  const db = new Kysely<Database>({ dialect: directory === null ? dialect : onlyWithRoom(dialect, directory) })
  const close = async () => {
    await db.destroy()
    // Kysely closes what it has used; never used, the database would stay open.
    if (!pglite.closed) await pglite.close()
    await hold?.release()
  }
  return { db, shared: db, embedded: pglite, url: null, hold, pool: () => null, close }
}
