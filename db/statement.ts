import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryCreator,
  type QueryResult,
} from 'kysely'
import type { Database } from './schema.ts'
import type { Tx } from './tx.ts'

/** A statement with its values, ready to be sent. */
export type Statement<Row> = CompiledQuery<Row> & {
  /** Its text is one of a few that come again and again: a connection has it parsed and planned once. */
  readonly isFixed?: true
  /** Nobody waits for it by itself: a connection to a server sends it with whatever comes next (server-dialect.ts). */
  readonly isAhead?: true
  /** What those who share a transaction may not both be about; without it a transaction is not shared (ride.ts). */
  readonly holds?: readonly string[]
}

/** Stands in a fixed statement for a value that is given later. */
class Place {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** Builds and compiles without a database. */
const builder = new Kysely<Database>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/**
 * A statement whose text never changes, only its values: built and compiled at its first use and prepared once on each
 * connection, which is most of what a small statement costs. `given` holds no values while it is built, so `build` may put
 * them into the statement by name, but neither look at them nor spread them. No `*`: what that stands for changes under a prepared statement when a
 * newer release brings the tables up to date.
 */
export function fixed<Given extends object, Row>(
  build: (db: QueryCreator<Database>, given: Given) => { compile(on: Kysely<Database>): CompiledQuery<Row> },
): (given: Given) => Statement<Row> {
  let text: CompiledQuery<Row> | null = null
  return (given) => {
    text ??= build(builder, new Proxy({}, { get: (_, name) => new Place(String(name)) }) as Given).compile(builder)
    const values = given as Readonly<Record<string, unknown>>
    const parameters = text.parameters.map((one) => (one instanceof Place ? values[one.name] : one))
    return { ...text, parameters, isFixed: true }
  }
}

/** The same, and that its transaction may be shared with whoever is about none of these. */
export function sharing<Row>(statement: Statement<Row>, holds: readonly string[]): Statement<Row> {
  return { ...statement, holds }
}

type Statements<Rows extends readonly unknown[]> = { readonly [at in keyof Rows]: Statement<Rows[at]> }
/** What statements answer, each a list of rows. */
export type RowsOf<Asked extends readonly unknown[]> = {
  readonly [at in keyof Asked]: Asked[at] extends Statement<infer Row> ? readonly Row[] : never
}
type Answers<Rows extends readonly unknown[]> = { readonly [at in keyof Rows]: Rows[at][] }

/**
 * Runs statements one after the other, each seeing what those before it did, in one round trip to the server. They are
 * fixed before the first of them is run: what one answers cannot go into the next.
 */
export async function together<Rows extends readonly unknown[]>(
  tx: Tx,
  ...statements: Statements<Rows>
): Promise<Answers<Rows>> {
  const results: { readonly rows: unknown[] }[] = []
  for (const [at, one] of statements.entries()) {
    const isLast = at === statements.length - 1
    results.push(await send(tx, isLast ? one : { ...one, isAhead: true }))
  }
  return results.map(({ rows }) => rows) as unknown as Answers<Rows>
}

export async function first<Row>(tx: Tx, statement: Statement<Row>): Promise<Row | null> {
  return (await send(tx, statement)).rows[0] ?? null
}

/**
 * Asks for something that is needed only once the transaction is over: on a server it goes out with the next statement, the
 * commit at the latest, and its rows are there from then on.
 */
export async function ahead<Row>(tx: Tx, statement: Statement<Row>): Promise<readonly Row[]> {
  return (await send<Row>(tx, { ...statement, isAhead: true })).rows
}

/**
 * Writes something whose answer nobody needs. On a server it goes out with the next statement, the commit at the latest; if
 * it fails so does that, and nothing is committed.
 */
export async function write(tx: Tx, statement: Statement<unknown>): Promise<void> {
  await send(tx, { ...statement, isAhead: true })
}

function send<Row>(tx: Tx, statement: Statement<Row>): Promise<QueryResult<Row>> {
  // As for every other statement: plugins see it before it is sent.
  tx.getExecutor().transformQuery(statement.query, statement.queryId)
  return tx.executeQuery(statement)
}
