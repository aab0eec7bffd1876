import type { Duplex } from 'node:stream'
import {
  AbortedTransactionError,
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'
import type { Statement } from './statement.ts'

/**
 * Kysely's Postgres, with a driver of our own for what a press is worth (decision 0040): fixed statements are prepared, and
 * what nobody waits for by itself goes out with what comes next, so that many statements are one round trip. `begin` is
 * among them: a transaction begins with its first statement. `manners`: said first to each connection.
 */
export function serverDialect(pool: pg.Pool, manners: string): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new ServerDriver(pool, manners),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

class ServerDriver implements Driver {
  readonly #pool: pg.Pool
  readonly #manners: string
  readonly #told = new WeakSet<pg.PoolClient>()
  constructor(pool: pg.Pool, manners: string) {
    this.#pool = pool
    this.#manners = manners
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<ServerConnection> {
    const client = await this.#pool.connect()
    const connection = new ServerConnection(client)
    if (this.#told.has(client)) return connection
    try {
      await connection.send(CompiledQuery.raw(this.#manners))
    } catch (error) {
      client.release(true)
      throw error
    }
    this.#told.add(client)
    return connection
  }
  async beginTransaction(connection: ServerConnection, settings: TransactionSettings): Promise<void> {
    const { isolationLevel, accessMode } = settings
    const level = isolationLevel === undefined ? '' : ` isolation level ${isolationLevel}`
    connection.ahead(CompiledQuery.raw(`begin${level}${accessMode === undefined ? '' : ` ${accessMode}`}`))
  }
  async commitTransaction(connection: ServerConnection): Promise<void> {
    const { command } = await connection.send(CompiledQuery.raw('commit'))
    // So a commit is answered when a statement before it failed and nobody asked how it went.
    if (command === 'ROLLBACK') throw new AbortedTransactionError()
  }
  async rollbackTransaction(connection: ServerConnection): Promise<void> {
    await connection.rollback()
  }
  async releaseConnection(connection: ServerConnection): Promise<void> {
    connection.release()
  }
  async destroy(): Promise<void> {
    await this.#pool.end()
  }
}

type Waiting = { readonly statement: Statement<unknown>; readonly rows: unknown[] }

class ServerConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #stream: Pick<Duplex, 'cork' | 'uncork'>
  #waiting: Waiting[] = []
  #isBroken = false
  constructor(client: pg.PoolClient) {
    this.#client = client
    this.#stream = (client as unknown as { readonly connection: pg.Connection }).connection.stream
  }

  async executeQuery<Row>(statement: Statement<unknown>): Promise<QueryResult<Row>> {
    if (statement.isAhead) return { rows: this.ahead(statement) as Row[] }
    const { command, rowCount, rows } = await this.send(statement)
    return changing.has(command)
      ? { numAffectedRows: BigInt(rowCount ?? 0), rows: rows as Row[] }
      : { rows: rows as Row[] }
  }

  /** Its rows are there once something after it was sent. */
  ahead(statement: Statement<unknown>): unknown[] {
    const rows: unknown[] = []
    this.#waiting.push({ statement, rows })
    return rows
  }

  /** Sends what waits and this, in one go; throws what the first of them that failed throws. */
  async send(statement: Statement<unknown>): Promise<pg.QueryResult> {
    const before = this.#waiting
    this.#waiting = []
    // One write for all of them: each would wake the server by itself.
    this.#stream.cork()
    const answers = [...before.map((one) => one.statement), statement].map((one) => this.#ask(one))
    this.#stream.uncork()
    const settled = await Promise.allSettled(answers)
    const failed = settled.find((one) => one.status === 'rejected')
    if (failed !== undefined) throw failed.reason
    const results = settled.map((one) => (one as PromiseFulfilledResult<pg.QueryResult>).value)
    for (const [at, { rows }] of before.entries()) rows.push(...(results[at]?.rows ?? []))
    return results.at(-1) as pg.QueryResult
  }

  async rollback(): Promise<void> {
    this.#waiting = []
    try {
      await this.#ask(CompiledQuery.raw('rollback'))
    } catch (error) {
      this.#isBroken = true
      throw error
    }
  }

  release(): void {
    this.#client.release(this.#isBroken)
  }

  streamQuery(): never {
    throw new Error('nothing is streamed from the database')
  }

  #ask({ sql, parameters, isFixed }: Statement<unknown>): Promise<pg.QueryResult> {
    const values = [...parameters]
    return this.#client.query(isFixed ? { name: nameOf(sql), text: sql, values } : { text: sql, values })
  }
}

const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

/** Of prepared statements, by their text. There are as many as there are fixed statements in the program. */
const names = new Map<string, string>()
function nameOf(sql: string): string {
  const known = names.get(sql)
  if (known !== undefined) return known
  const name = `fixed_${names.size + 1}`
  names.set(sql, name)
  return name
}
