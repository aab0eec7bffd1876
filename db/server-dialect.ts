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
import { Flight, type Landed, type Prepared } from './flight.ts'
import type { Statement } from './statement.ts'

/**
 * Kysely's Postgres, with a driver of our own for what a press is worth (decision 0040): fixed statements are prepared, and
 * what nobody waits for by itself goes out with what comes next, so that many statements are one round trip. `begin` is
 * among them: a transaction begins with its first statement.
 */
export function serverDialect(driver: () => Driver): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

/** Connections of a pool, one for each transaction. `manners`: said first to each. */
export class ServerDriver implements Driver {
  readonly #pool: pg.Pool
  readonly #manners: string
  readonly #prepared = new WeakMap<pg.PoolClient, Prepared>()
  constructor(pool: pg.Pool, manners: string) {
    this.#pool = pool
    this.#manners = manners
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<ServerConnection> {
    return new ServerConnection(await this.openLine())
  }
  /** A client of the pool that was told our manners; throws what keeps it from being one. */
  async openLine(): Promise<Line> {
    const client = await this.#pool.connect()
    const known = this.#prepared.get(client)
    if (known !== undefined) return new ClientLine(client, known)
    try {
      await client.query(this.#manners)
    } catch (error) {
      client.release(true)
      throw error
    }
    const prepared: Prepared = new Map()
    this.#prepared.set(client, prepared)
    return new ClientLine(client, prepared)
  }
  async beginTransaction(connection: ServerConnection, settings: TransactionSettings): Promise<void> {
    const { isolationLevel, accessMode } = settings
    const level = isolationLevel === undefined ? '' : ` isolation level ${isolationLevel}`
    connection.ahead(bare(`begin${level}${accessMode === undefined ? '' : ` ${accessMode}`}`))
  }
  async commitTransaction(connection: ServerConnection): Promise<void> {
    await connection.commit()
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

export function bare(text: string): Statement<unknown> {
  return { ...CompiledQuery.raw(text), isFixed: true }
}

export const commit = bare('commit')

/** Where statements go: a client of the pool, or a place among others on one (ride.ts). */
export type Line = {
  /** All in one go, answered in their order; rejects with what the first that failed says. Throws when one cannot be written. */
  fly(statements: readonly Statement<unknown>[]): Promise<Landed[]>
  rollback(): Promise<void>
  release(): void
}

/** So a commit is answered when a statement before it failed and nobody asked how it went. */
async function assertCommitted(landing: Promise<Landed[]>): Promise<Landed[]> {
  const landed = await landing
  if (landed.at(-1)?.command === 'ROLLBACK') throw new AbortedTransactionError()
  return landed
}

/** A client for one alone. */
class ClientLine implements Line {
  readonly #client: pg.PoolClient
  readonly #prepared: Prepared
  #isBroken = false
  constructor(client: pg.PoolClient, prepared: Prepared) {
    this.#client = client
    this.#prepared = prepared
  }
  fly(statements: readonly Statement<unknown>[]): Promise<Landed[]> {
    return assertCommitted(this.#client.query(new Flight(statements, this.#prepared, this.#client)).landed)
  }
  async rollback(): Promise<void> {
    try {
      await this.#client.query('rollback')
    } catch (error) {
      this.#isBroken = true
      throw error
    }
  }
  release(): void {
    this.#client.release(this.#isBroken)
  }
}

type Waiting = { readonly statement: Statement<unknown>; readonly rows: unknown[] }

export class ServerConnection implements DatabaseConnection {
  readonly #line: Line
  #waiting: Waiting[] = []
  constructor(line: Line) {
    this.#line = line
  }

  async executeQuery<Row>(statement: Statement<unknown>): Promise<QueryResult<Row>> {
    if (statement.isAhead) return { rows: this.ahead(statement) as Row[] }
    const { command, rowCount, rows } = await this.#send(statement)
    return changing.has(command) ? { numAffectedRows: BigInt(rowCount), rows: rows as Row[] } : { rows: rows as Row[] }
  }

  /** Its rows are there once something after it was sent. */
  ahead(statement: Statement<unknown>): unknown[] {
    const rows: unknown[] = []
    this.#waiting.push({ statement, rows })
    return rows
  }

  async commit(): Promise<void> {
    await this.#send(commit)
  }

  /** Sends what waits and this, in one go; throws what the first of them that failed throws. */
  async #send(statement: Statement<unknown>): Promise<Landed> {
    const before = this.#waiting
    try {
      const flying = this.#line.fly([...before.map((one) => one.statement), statement])
      // Only now: what waits still waits, `begin` with it, when a value of this one cannot be written.
      this.#waiting = []
      const landed = await flying
      for (const [at, { rows }] of before.entries()) rows.push(...(landed[at]?.rows ?? []))
      return landed.at(-1) as Landed
    } catch (error) {
      // From here, not from the socket that brought it.
      if (error instanceof Error) Error.captureStackTrace(error)
      throw error
    }
  }

  async rollback(): Promise<void> {
    this.#waiting = []
    await this.#line.rollback()
  }

  release(): void {
    this.#line.release()
  }

  streamQuery(): never {
    throw new Error('nothing is streamed from the database')
  }
}

const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])
