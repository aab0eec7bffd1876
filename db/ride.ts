import { AbortedTransactionError, type Driver, type TransactionSettings } from 'kysely'
import pg from 'pg'
import type { Landed } from './flight.ts'
import { bare, commit, type Line, ServerConnection } from './server-dialect.ts'
import type { Statement } from './statement.ts'

/** The transaction was shared, and is undone for no fault of whoever is told this: alone the same may succeed. */
export class SharedInVainError extends Error {
  constructor(cause: unknown) {
    super('a shared transaction came to nothing', { cause })
    this.name = 'SharedInVainError'
  }
}

/** More share little more (docs/proof.md), and each may be the one for whom all of them have to begin anew. */
const mostAboard = 8
/** At the same time. With more of them nobody would have to wait, and nobody would share. */
const mostRides = 2
/** Where rides get stuck (a line gone silent) whoever waits for one goes alone, with most of their time left. */
const seatWithinMs = 500
/** Nobody's rows are worth that all the others wait for them: whose they are waits for them alone. */
const patience = bare(`set local lock_timeout = '100ms'`)
const begin = bare('begin')

type Lines = { openLine(): Promise<Line> }

/**
 * Transactions that come at the same time, as one: what they begin with goes to the server together, then what they do, and
 * one commit stands for all. Half of what a press costs is spent on a transaction and on a round trip, not on its rows.
 *
 * Whoever comes while enough rides are under way waits for the next one. So nobody waits when little is done.
 */
export class RideDriver implements Driver {
  readonly #server: Lines
  #waiting: PromiseWithResolvers<ServerConnection>[] = []
  #underWay = 0
  constructor(server: Lines) {
    this.#server = server
  }
  async init(): Promise<void> {}
  /** How many wait for the next ride. */
  get waiting(): number {
    return this.#waiting.length
  }
  acquireConnection(): Promise<ServerConnection> {
    const waiting = Promise.withResolvers<ServerConnection>()
    this.#waiting.push(waiting)
    if (this.#underWay < mostRides) void this.#ride()
    const timer = setTimeout(() => {
      this.#waiting = this.#waiting.filter((one) => one !== waiting)
      waiting.reject(new SharedInVainError(null))
    }, seatWithinMs)
    return waiting.promise.finally(() => clearTimeout(timer))
  }
  async #ride(): Promise<void> {
    this.#underWay += 1
    try {
      const line = await this.#server.openLine()
      const ride = new Ride(line)
      for (const { resolve } of this.#waiting.splice(0, mostAboard)) resolve(ride.seat())
      await ride.over().finally(() => line.release())
    } catch (error) {
      // One connection less is not the end of all: each may find another.
      for (const { reject } of this.#waiting.splice(0, mostAboard)) reject(new SharedInVainError(error))
    } finally {
      this.#underWay -= 1
      if (this.#waiting.length > 0) void this.#ride()
    }
  }
  /** With the ride, which is of one kind for all. */
  async beginTransaction(_: ServerConnection, { isolationLevel, accessMode }: TransactionSettings): Promise<void> {
    if (isolationLevel !== undefined || accessMode !== undefined)
      throw new Error('a shared transaction has no settings')
  }
  async commitTransaction(seat: ServerConnection): Promise<void> {
    await seat.commit()
  }
  async rollbackTransaction(seat: ServerConnection): Promise<void> {
    await seat.rollback()
  }
  async releaseConnection(seat: ServerConnection): Promise<void> {
    seat.release()
  }
  /** The pool is the other driver's. */
  async destroy(): Promise<void> {}
}

type Asking = PromiseWithResolvers<Landed[]> & { readonly statements: readonly Statement<unknown>[] }

/**
 * One transaction and those who share it. It goes on whenever all of them have said what they want next. First goes all that
 * they begin with; then what they do, and the commit, once nobody wants to know more. Who does is answered before that,
 * one after the other, each until they are done, and sees what was done before: as if the others had been first.
 */
class Ride {
  readonly #line: Line
  readonly #end = Promise.withResolvers<void>()
  readonly #aboard = new Set<Line>()
  readonly #asking = new Map<Line, Asking>()
  /** What became of statements that were sent before the commit which their owner waits for. */
  readonly #landed = new Map<Line, Landed[]>()
  /** Who wants to know more, and is not done yet. */
  #turn: Line | null = null
  #state: 'boarding' | 'begun' | 'committed' | 'undone' = 'boarding'
  #isFlying = false

  constructor(line: Line) {
    this.#line = line
  }

  /** A connection of one's own, to whoever gets it. */
  seat(): ServerConnection {
    const line: Line = {
      fly: (statements) => this.#fly(line, statements),
      rollback: () => this.#undo(line),
      release: () => this.#leave(line),
    }
    this.#aboard.add(line)
    return new ServerConnection(line)
  }

  /** When everybody has left, and nothing is left of it on the connection. */
  async over(): Promise<void> {
    if (this.#aboard.size > 0) await this.#end.promise
    if (this.#state === 'begun') await this.#line.rollback()
  }

  #fly(line: Line, statements: readonly Statement<unknown>[]): Promise<Landed[]> {
    if (!this.#aboard.has(line) || this.#state === 'undone') return Promise.reject(new SharedInVainError(null))
    const asking = { ...Promise.withResolvers<Landed[]>(), statements }
    this.#asking.set(line, asking)
    this.#goOn()
    return asking.promise
  }

  /** What one of them has done cannot be undone alone. */
  async #undo(line: Line): Promise<void> {
    if (!this.#aboard.has(line) || this.#state !== 'begun') return
    this.#state = 'undone'
    const told = [...this.#asking.values()]
    this.#asking.clear()
    try {
      await this.#line.rollback()
    } finally {
      for (const { reject } of told) reject(new SharedInVainError(null))
    }
  }

  #leave(line: Line): void {
    this.#aboard.delete(line)
    this.#asking.delete(line)
    if (this.#aboard.size === 0) this.#end.resolve()
    else this.#goOn()
  }

  #goOn(): void {
    if (this.#isFlying || this.#asking.size < this.#aboard.size || this.#asking.size === 0) return
    if (this.#state === 'boarding') void this.#begin()
    else void this.#proceed()
  }

  async #begin(): Promise<void> {
    const { together, apart } = this.#part()
    if (together.length > 0) await this.#sendFirst(together)
    // Only now: who came first has the rows, and is first.
    for (const { reject } of apart) reject(new SharedInVainError(null))
  }

  async #sendFirst(together: readonly Asking[]): Promise<void> {
    this.#state = 'begun'
    const landed = await this.#send([begin, patience, ...together.flatMap((one) => one.statements)], false)
    if (landed === null) return
    landed.splice(0, 2)
    this.#asking.clear()
    for (const { statements, resolve } of together) resolve(landed.splice(0, statements.length))
  }

  /** Of those who are about the same only who came first stays; in one order, so that no two rides wait for each other. */
  #part(): { readonly together: Asking[]; readonly apart: Asking[] } {
    const held = new Set<string>()
    const apart: Asking[] = []
    for (const [line, asking] of this.#asking) {
      const holds = holdsOf(asking)
      if (holds.length === 0 || isDone(asking) || holds.some((one) => held.has(one))) {
        this.#aboard.delete(line)
        this.#asking.delete(line)
        apart.push(asking)
      } else for (const one of holds) held.add(one)
    }
    const orderOf = (one: Asking) => holdsOf(one).join()
    const together = [...this.#asking.values()].toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))
    return { together, apart }
  }

  async #proceed(): Promise<void> {
    const all = [...this.#asking]
    const curious = all.filter(([, asking]) => !isDone(asking))
    const next = curious.find(([line]) => line === this.#turn) ?? curious[0]
    this.#turn = next?.[0] ?? null
    const done = all.filter(([line, asking]) => isDone(asking) && !this.#landed.has(line))
    const before = done.flatMap(([, { statements }]) => statements.slice(0, -1))
    const landed = await this.#send([...before, ...(next?.[1].statements ?? [commit])], next === undefined)
    if (landed === null) return
    for (const [line, { statements }] of done) this.#landed.set(line, landed.splice(0, statements.length - 1))
    if (next !== undefined) {
      const [line, { resolve }] = next
      this.#asking.delete(line)
      return resolve(landed)
    }
    this.#state = 'committed'
    this.#asking.clear()
    for (const [line, { resolve }] of all) resolve([...(this.#landed.get(line) ?? []), ...landed])
  }

  /** Null: it came to nothing, and all have been told. */
  async #send(statements: readonly Statement<unknown>[], isLast: boolean): Promise<Landed[] | null> {
    let isSent = false
    this.#isFlying = true
    try {
      const landing = this.#line.fly(statements)
      isSent = true
      return await landing
    } catch (error) {
      this.#state = 'undone'
      const goesOn = await this.#line.rollback().then(
        () => true,
        () => false,
      )
      // Whether a commit took place that broke off nobody knows: that must not be done again.
      const mayStand = isSent && isLast && !(goesOn && isRefusal(error))
      const told = [...this.#asking.values()]
      this.#asking.clear()
      for (const { reject } of told) reject(mayStand ? error : new SharedInVainError(error))
      return null
    } finally {
      this.#isFlying = false
    }
  }
}

function isDone({ statements }: Asking): boolean {
  return statements.at(-1) === commit
}

function holdsOf({ statements }: Asking): readonly string[] {
  return statements.flatMap((one) => one.holds ?? [])
}

/** Whether the server says that it did nothing; one that ended the connection too may have done it before. */
function isRefusal(error: unknown): boolean {
  return error instanceof AbortedTransactionError || error instanceof pg.DatabaseError
}
