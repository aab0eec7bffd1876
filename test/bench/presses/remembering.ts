import type { DatabaseConnection, Dialect, Driver, QueryResult, TransactionSettings } from 'kysely'
import type { Statement } from '#db/statement.ts'

/** What each press was answered by its database, in the order in which it asked. */
type Memory = { readonly told: Map<string, QueryResult<unknown>[]>; isAll: boolean }

/**
 * A dialect that keeps what presses are answered; once `forgetDatabase` was called it answers the same presses with that,
 * and asks no database at all: what is left is what the process itself costs.
 */
export function remembering(dialect: Dialect): Dialect & { forgetDatabase(): void } {
  const memory: Memory = { told: new Map(), isAll: false }
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => new RememberingDriver(dialect.createDriver(), memory),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    forgetDatabase() {
      memory.isAll = true
    },
  }
}

class RememberingDriver implements Driver {
  readonly #driver: Driver
  readonly #memory: Memory
  constructor(driver: Driver, memory: Memory) {
    this.#driver = driver
    this.#memory = memory
  }
  init(): Promise<void> {
    return this.#driver.init()
  }
  async acquireConnection(): Promise<RememberingConnection> {
    return new RememberingConnection(this.#memory, this.#memory.isAll ? null : await this.#driver.acquireConnection())
  }
  async beginTransaction({ asked }: RememberingConnection, settings: TransactionSettings): Promise<void> {
    if (asked !== null) await this.#driver.beginTransaction(asked, settings)
  }
  async commitTransaction({ asked }: RememberingConnection): Promise<void> {
    if (asked !== null) await this.#driver.commitTransaction(asked)
  }
  async rollbackTransaction({ asked }: RememberingConnection): Promise<void> {
    if (asked !== null) await this.#driver.rollbackTransaction(asked)
  }
  async releaseConnection({ asked }: RememberingConnection): Promise<void> {
    if (asked !== null) await this.#driver.releaseConnection(asked)
  }
  destroy(): Promise<void> {
    return this.#driver.destroy()
  }
}

class RememberingConnection implements DatabaseConnection {
  /** Null: nobody is asked any more. */
  readonly asked: DatabaseConnection | null
  readonly #memory: Memory
  #told: QueryResult<unknown>[] | null = null
  #next = 0
  constructor(memory: Memory, asked: DatabaseConnection | null) {
    this.#memory = memory
    this.asked = asked
  }

  async executeQuery<Row>(statement: Statement<unknown>): Promise<QueryResult<Row>> {
    this.#told ??= this.#toldOf(statement)
    if (this.asked === null) {
      const result = this.#told?.[this.#next++]
      if (result === undefined) throw new Error('only what was asked before can be answered')
      return result as QueryResult<Row>
    }
    const result = await this.asked.executeQuery<Row>(statement)
    this.#told?.push(result)
    return result
  }

  /** A transaction of a press claims it first. */
  #toldOf({ parameters }: Statement<unknown>): QueryResult<unknown>[] | null {
    const press = parameters.find((one) => typeof one === 'string' && one.startsWith('press:')) as string | undefined
    if (press === undefined) return null
    const told = this.#memory.told.get(press) ?? []
    this.#memory.told.set(press, told)
    return told
  }

  streamQuery(): never {
    throw new Error('nothing is streamed from the database')
  }
}
