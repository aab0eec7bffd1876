import { AbortedTransactionError, type Driver } from 'kysely'
import pg from 'pg'
import type { Landed } from './flight.ts'
import { bare, type ClientLine, commit, type Line, ServerConnection, type ServerDriver } from './server-dialect.ts'
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
/** Nobody's rows are worth that all the others wait for them: whose they are waits for them alone. */
const patience = bare(`set local lock_timeout = '100ms'`)
const begin = bare('begin')

/**
 * Transactions that come at the same time, as one: what they begin with goes to the server together, then what they do, and
 * one commit stands for all. Half of what a press costs is spent on a transaction and on a round trip, not on its rows.
 *
 * Whoever comes while enough rides are under way waits for the next one. So nobody waits when little is done.
 */
export class RideDriver implements Driver {
  readonly #server: ServerDriver
  #waiting: PromiseWithResolvers<ServerConnection>[] = []
  #underWay = 0
  constructor(server: ServerDriver) {
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
    return waiting.promise
  }
  async #ride(): Promise<void> {
    this.#underWay += 1
    try {
      const client = await this.#server.openLine()
      const ride = new Ride(client)
      for (const { resolve } of this.#waiting.splice(0, mostAboard)) resolve(ride.seat())
      await ride.over()
      client.release()
    } catch (error) {
      for (const { reject } of this.#waiting.splice(0)) reject(error)
    } finally {
      this.#underWay -= 1
      if (this.#waiting.length > 0) void this.#ride()
    }
  }
  /** With the ride. */
  async beginTransaction(): Promise<void> {}
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
  readonly #client: ClientLine
  readonly #end = Promise.withResolvers<void>()
  readonly #aboard = new Set<Line>()
  readonly #asking = new Map<Line, Asking>()
  /** What became of statements that were sent before the commit which their owner waits for. */
  readonly #landed = new Map<Line, Landed[]>()
  /** Who wants to know more, and is not done yet. */
  #turn: Line | null = null
  #state: 'boarding' | 'begun' | 'undone' = 'boarding'
  #isFlying = false

  constructor(client: ClientLine) {
    this.#client = client
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

  /** When everybody has left. */
  async over(): Promise<void> {
    if (this.#aboard.size > 0) await this.#end.promise
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
    try {
      await this.#client.rollback()
    } finally {
      this.#tellAll(new SharedInVainError(null))
    }
  }

  #leave(line: Line): void {
    this.#aboard.delete(line)
    if (this.#aboard.size === 0) this.#end.resolve()
    else this.#goOn()
  }

  #goOn(): void {
    if (this.#isFlying || this.#asking.size < this.#aboard.size || this.#asking.size === 0) return
    if (this.#state === 'boarding') void this.#begin()
    else void this.#proceed()
  }

  async #begin(): Promise<void> {
    const together = this.#withoutConflict()
    if (together.length === 0) return
    this.#state = 'begun'
    const landed = await this.#send([begin, patience, ...together.flatMap(([, { statements }]) => statements)], false)
    if (landed === null) return
    landed.splice(0, 2)
    this.#asking.clear()
    for (const [, { statements, resolve }] of together) resolve(landed.splice(0, statements.length))
  }

  /** Of those who hold the same only the first may stay. In one order, so that no two rides wait for each other. */
  #withoutConflict(): [Line, Asking][] {
    const held = new Set<string>()
    const sorted = [...this.#asking].toSorted(([, one], [, other]) => (holdsOf(one) < holdsOf(other) ? -1 : 1))
    return sorted.filter(([line, asking]) => {
      const holds = holdsOf(asking)
      const isAlone = holds.length > 0 && !holds.some((one) => held.has(one))
      for (const one of holds) held.add(one)
      if (!isAlone) {
        this.#aboard.delete(line)
        this.#asking.delete(line)
        asking.reject(new SharedInVainError(null))
      }
      return isAlone
    })
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
    this.#asking.clear()
    for (const [line, { resolve }] of all) resolve([...(this.#landed.get(line) ?? []), ...landed])
  }

  /** Null: it came to nothing, and all have been told. */
  async #send(statements: readonly Statement<unknown>[], isLast: boolean): Promise<Landed[] | null> {
    let isSent = false
    this.#isFlying = true
    try {
      const landing = this.#client.fly(statements)
      isSent = true
      return await landing
    } catch (error) {
      this.#state = 'undone'
      await this.#client.rollback().catch(() => {})
      // Whether a commit took place that broke off nobody knows: that must not be done again.
      this.#tellAll(isSent && isLast && !isRefused(error) ? error : new SharedInVainError(error))
      return null
    } finally {
      this.#isFlying = false
    }
  }

  #tellAll(error: unknown): void {
    const all = [...this.#asking.values()]
    this.#asking.clear()
    for (const { reject } of all) reject(error)
  }
}

function isDone({ statements }: Asking): boolean {
  return statements.at(-1) === commit
}

function holdsOf({ statements }: Asking): readonly string[] {
  return statements.flatMap((one) => one.holds ?? [])
}

/** Whether a server that goes on has said that it did nothing. */
function isRefused(error: unknown): boolean {
  return error instanceof AbortedTransactionError || (error instanceof pg.DatabaseError && error.severity === 'ERROR')
}
