import pg from 'pg'
import { serialize } from 'pg-protocol'
import type { Statement } from './statement.ts'

/** What a statement did: which command it was, how many rows it touched, and the rows it answered. */
export type Landed = { readonly command: string; readonly rowCount: number; readonly rows: unknown[] }

type Column = { readonly name: string; read(text: string): unknown }
/** The statements a connection has prepared, by their names, and the columns each answers. */
export type Prepared = Map<string, readonly Column[]>

/**
 * Statements that go to a server in one write and come back in one answer: one Sync for all of them, where `pg` sends one
 * after each and has the server answer that often. They run in their order; if one fails, those after it do not run. A
 * prepared statement is described once on each connection.
 *
 * To `pg` this is a query of our own making ("submittable"), as its cursors are. One at a time on a connection.
 */
export class Flight {
  readonly statements: readonly Statement<unknown>[]
  /** What each of them did; rejects with what the first that failed says. */
  readonly landed: Promise<Landed[]>
  readonly #bytes: Buffer
  readonly #prepared: Prepared
  readonly #readers: ReadersOf
  readonly #end = Promise.withResolvers<Landed[]>()
  readonly #done: Landed[] = []
  #columns: readonly Column[] | null = null
  #rows: unknown[] = []
  #unreadable: Error | null = null

  constructor(statements: readonly Statement<unknown>[], prepared: Prepared, readers: ReadersOf) {
    this.statements = statements
    this.landed = this.#end.promise
    this.#prepared = prepared
    this.#readers = readers
    // Here, where it may throw: within `submit` the connection would wait for an answer for ever.
    this.#bytes = Buffer.concat([...statements.flatMap((one) => this.#messagesOf(one)), serialize.sync()])
  }

  submit(connection: pg.Connection): void {
    connection.stream.write(this.#bytes)
  }

  #messagesOf({ sql, parameters, isFixed }: Statement<unknown>): Buffer[] {
    const statement = isFixed ? nameOf(sql) : ''
    const bind = serialize.bind({ statement, values: [...parameters], valueMapper: toWire })
    if (this.#prepared.has(statement)) return [bind, serialize.execute()]
    return [
      // An attempt that failed may have left it there; where there is none this does nothing.
      serialize.close({ type: 'S', name: statement }),
      serialize.parse({ name: statement, text: sql }),
      bind,
      serialize.describe({ type: 'P' }),
      serialize.execute(),
    ]
  }

  // From here on what `pg` calls, message by message.

  handleRowDescription({ fields }: { readonly fields: readonly pg.FieldDef[] }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({
      name,
      read: this.#readers.getTypeParser(dataTypeID, 'text'),
    }))
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    try {
      this.#rows.push(rowOf(this.#columns ?? this.#columnsOfNext(), fields))
    } catch (error) {
      // Thrown here it would end the process.
      this.#unreadable = error as Error
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const { sql, isFixed } = this.statements[this.#done.length] as Statement<unknown>
    if (isFixed && !this.#prepared.has(nameOf(sql))) this.#prepared.set(nameOf(sql), this.#columns ?? [])
    // `SELECT 3`, `INSERT 0 1`, `CREATE TABLE`, `COMMIT`.
    const [command = '', ...more] = text.split(' ')
    this.#done.push({ command, rowCount: Number.parseInt(more.at(-1) ?? '', 10) || 0, rows: this.#rows })
    this.#columns = null
    this.#rows = []
  }

  /** In the place of the above where a text holds no statement. */
  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }

  handleError(error: Error & { readonly code?: unknown }): void {
    if (error.code === answersOtherwise || error.code === notPrepared) this.#prepared.clear()
    this.#end.reject(error)
  }

  handleReadyForQuery(): void {
    if (this.#unreadable === null) this.#end.resolve(this.#done)
    else this.#end.reject(this.#unreadable)
  }

  #columnsOfNext(): readonly Column[] {
    const { sql } = this.statements[this.#done.length] as Statement<unknown>
    const columns = this.#prepared.get(nameOf(sql))
    if (columns === undefined) throw new Error('a row of a statement that was not described')
    return columns
  }
}

/**
 * What a connection has prepared may hold no more: another process has changed the type of a column, or something in
 * between has forgotten it. The server says so at every use until it is prepared anew.
 */
const answersOtherwise = '0A000'
const notPrepared = '26000'

type ReadersOf = { getTypeParser(type: number, format: 'text'): (text: string) => unknown }

function rowOf(columns: readonly Column[], fields: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  let at = 0
  for (const { name, read } of columns) {
    const field = fields[at++] ?? null
    row[name] = field === null ? null : read(field)
  }
  return row
}

const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): string | Buffer | null } }).utils

/** As `pg` does, but a moment as such: it would write it by the machine's time zone. */
function toWire(value: unknown): string | Buffer | null {
  return value instanceof Date ? value.toISOString() : prepareValue(value)
}

/** Of prepared statements, by their text. There are as many as there are fixed statements in the program. */
const names = new Map<string, string>()
function nameOf(sql: string): string {
  const known = names.get(sql)
  if (known !== undefined) return known
  const name = `fixed_${names.size + 1}`
  names.set(sql, name)
  return name
}
