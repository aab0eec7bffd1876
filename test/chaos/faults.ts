import { setTimeout as wait } from 'node:timers/promises'
import type { Switches } from '#src/emulator/switches.ts'
import type { Cluster } from './cluster.ts'
import type { EventFault, Fault } from './plan.ts'
import type { TcpProxy } from './tcp-proxy.ts'
import type { ChaosTown } from './town.ts'

/** The database that things happen to, and since when it has not been itself. */
export type Database = {
  readonly cluster: Cluster
  readonly wire: TcpProxy
  /** Whether it was away, or connections to it were ended, at some time since then. */
  wasAway(since: number): boolean
  during<T>(work: () => Promise<T>): Promise<T>
}

/** How often each kind of fault was planned, and how often it really came about. */
export type Injected = ReadonlyMap<string, { readonly planned: number; readonly happened: number }>

export function holdDatabase(cluster: Cluster, wire: TcpProxy): Database {
  let lastAway = -1
  let underWay = 0
  return {
    cluster,
    wire,
    wasAway: (since) => underWay > 0 || lastAway >= since,
    async during(work) {
      underWay += 1
      try {
        return await work()
      } finally {
        underWay -= 1
        lastAway = performance.now()
      }
    },
  }
}

export type Tally = { plan(kind: string): void; happen(kind: string, times?: number): void; readonly counts: Injected }

export function openTally(): Tally {
  const counts = new Map<string, { planned: number; happened: number }>()
  const of = (kind: string) => {
    const known = counts.get(kind) ?? { planned: 0, happened: 0 }
    counts.set(kind, known)
    return known
  }
  return {
    plan(kind) {
      of(kind).planned += 1
    },
    happen(kind, times = 1) {
      of(kind).happened += times
    },
    counts,
  }
}

/** Lets all of a day's faults happen at their times; resolves when the last of them is over. */
export async function inject(
  faults: readonly Fault[],
  town: ChaosTown,
  database: Database,
  tally: Tally,
): Promise<void> {
  const began = performance.now()
  const under: Promise<void>[] = []
  let restarts = Promise.resolve()
  for (const fault of faults) {
    tally.plan(nameOf(fault))
    await wait(Math.max(0, began + fault.atMs - performance.now()))
    if (fault.kind === 'restart') {
      // One after the other: a server that is not there cannot be stopped.
      restarts = restarts.then(() => happen(fault, town, database, tally))
      under.push(restarts)
    } else under.push(happen(fault, town, database, tally))
  }
  await Promise.all(under)
}

/** What a fault is called in the table. */
export function nameOf(fault: Fault): string {
  switch (fault.kind) {
    case 'kill':
      return 'process killed by SIGKILL'
    case 'restart':
      return `database restarted (${fault.how})`
    case 'terminate':
      return 'database connections ended by the server'
    case 'cut':
      return `${fault.wire} connections reset`
    case 'platform':
      return `platform: ${fault.fault}`
    case 'events':
      return `events ${fault.fault}`
    case 'tick':
      return 'all processes look at the clock at once'
  }
}

async function happen(fault: Fault, town: ChaosTown, database: Database, tally: Tally): Promise<void> {
  const name = nameOf(fault)
  switch (fault.kind) {
    case 'kill':
      if (await killOne(town, fault.which)) tally.happen(name)
      return
    case 'restart':
      await database.during(() => database.cluster.restart(fault.how))
      return tally.happen(name)
    case 'terminate':
      // Also while it is being restarted: then there is nobody to be asked.
      return tally.happen(name, await database.during(() => database.cluster.terminate(fault.most)).catch(() => 0))
    case 'cut':
      if (fault.wire === 'platform') return tally.happen(name, town.platform.cut())
      return tally.happen(name, await database.during(async () => database.wire.cut()))
    case 'platform':
      // Counted where it happens.
      return town.platform.order(fault.fault, fault.times)
    case 'events':
      Object.assign(town.emulator.switches, switched[fault.fault])
      await wait(fault.forMs)
      // Where nobody happened to write meanwhile it goes on until somebody does, within reason.
      for (let tries = 0; tries < 100 && town.watch.delivered(fault.fault) === 0; tries += 1) await wait(200)
      Object.assign(town.emulator.switches, usual[fault.fault])
      return
    case 'tick':
      tally.happen(name)
      return town.bots.tick()
  }
}

/** Whichever it is meant for may be dead already: then the next one, or a moment later. */
async function killOne(town: ChaosTown, which: number): Promise<boolean> {
  for (let tries = 0; tries < 20; tries += 1) {
    if (town.bots.kill(which + tries)) return true
    await wait(100)
  }
  return false
}

const switched: Record<EventFault, Partial<Switches>> = {
  twice: { duplicates: 1 },
  'with a new id': { duplicatesWithNewId: 1 },
  'out of order': { swapPairs: true },
  late: { eventDelayMs: 1_500 },
}
const usual: Record<EventFault, Partial<Switches>> = {
  twice: { duplicates: 0 },
  'with a new id': { duplicatesWithNewId: 0 },
  'out of order': { swapPairs: false },
  late: { eventDelayMs: 0 },
}
