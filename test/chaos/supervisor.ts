import { setTimeout as wait } from 'node:timers/promises'
import { type DistantBot, forkBot } from '#test/support/bot-at-a-distance.ts'

/** Keeps bot processes running, as systemd does: what has ended is started again after a moment. */
export type Supervisor = {
  /** Resolves when all of them take requests; rejects when that does not come about. */
  running(): Promise<void>
  /** Those that take requests now. */
  alive(): readonly DistantBot[]
  /** SIGKILL to one of them, also while it starts; false when there was none to kill. */
  kill(which: number): boolean
  /** Sets the clock of all there are and will be. */
  setClock(now: Date): Promise<void>
  /** Lets all of them look at the clock at the same moment; what fails by a fault will be done by a later one. */
  tick(): Promise<void>
  /** What went wrong with the processes themselves, one sentence each. */
  readonly faults: readonly string[]
  readonly starts: () => number
  /** How long the last start took that came to its end, in milliseconds. */
  readonly startMs: () => number
  /** Starts that ended for want of a database, and were repeated. */
  readonly startsWithoutDatabase: () => number
  log(): string
  stop(): Promise<void>
}

type Options = {
  readonly ports: readonly number[]
  readonly settings: (port: number) => Readonly<Record<string, string>>
  readonly now: Date
  /** Whether a start that ended may be put down to the database, which was away at some time since then. */
  readonly databaseWasAway: (since: number) => boolean
}

type Slot = { readonly port: number; bot: DistantBot | null; isReady: boolean; isKilled: boolean }

const restartMs = 300
/** Nobody waits longer for a process that says nothing. */
const hungMs = 15_000
const askMs = 1_000
const patienceMs = 120_000

export function supervise({ ports, settings, now, databaseWasAway }: Options): Supervisor {
  const slots = ports.map((port): Slot => ({ port, bot: null, isReady: false, isKilled: false }))
  const ever: DistantBot[] = []
  const faults: string[] = []
  let clock = now
  let stopping = false
  let startsWithoutDatabase = 0
  let lastStartMs = 1_000

  async function keep(slot: Slot): Promise<void> {
    while (!stopping) {
      const began = performance.now()
      const bot = forkBot(settings(slot.port), clock, { everyMinute: true })
      ever.push(bot)
      Object.assign(slot, { bot, isReady: false, isKilled: false })
      bot.ready
        .then(() => {
          lastStartMs = performance.now() - began
          return bot.setClock(clock)
        })
        .then(() => {
          slot.isReady = slot.bot === bot && !slot.isKilled
        })
        .catch(() => {})
      const how = await bot.ended
      const wasReady = slot.isReady
      Object.assign(slot, { bot: null, isReady: false })
      if (stopping) return
      if (!slot.isKilled) {
        const isExcused = !wasReady && how.code === 1 && databaseWasAway(began)
        if (isExcused) startsWithoutDatabase += 1
        else faults.push(`a process ended by itself (${how.signal ?? how.code}): ${lastWords(bot.log())}`)
      }
      await wait(restartMs)
    }
  }

  async function watch(slot: Slot): Promise<void> {
    while (!stopping) {
      const { bot, isReady } = slot
      if (bot !== null && isReady && !(await isWell(slot.port)) && slot.bot === bot && !slot.isKilled) {
        faults.push(`a process does not answer /healthz for ${hungMs / 1_000} s`)
        await bot.kill()
      }
      await wait(askMs)
    }
  }

  const kept = slots.map(keep)
  for (const slot of slots) void watch(slot)
  return {
    async running() {
      const until = performance.now() + patienceMs
      while (!slots.every((slot) => slot.isReady)) {
        if (performance.now() > until) throw new Error(`a bot does not start: ${lastWords(ever.at(-1)?.log() ?? '')}`)
        await wait(50)
      }
    },
    alive: () => slots.flatMap((slot) => (slot.bot !== null && slot.isReady ? [slot.bot] : [])),
    kill(which) {
      const slot = slots[which % slots.length]
      if (slot?.bot == null || slot.isKilled) return false
      slot.isKilled = true
      slot.isReady = false
      void slot.bot.kill()
      return true
    },
    async setClock(to) {
      clock = to
      await Promise.allSettled(slots.map((slot) => slot.bot?.setClock(to)))
    },
    async tick() {
      await Promise.allSettled(slots.flatMap((slot) => (slot.isReady && slot.bot !== null ? [slot.bot.tick()] : [])))
    },
    faults,
    starts: () => ever.length,
    startMs: () => lastStartMs,
    startsWithoutDatabase: () => startsWithoutDatabase,
    log: () => ever.map((bot) => bot.log()).join(''),
    async stop() {
      stopping = true
      await Promise.all(slots.map((slot) => slot.bot?.stop()))
      await Promise.all(kept)
    },
  }
}

async function isWell(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(hungMs) })
    await answer.arrayBuffer()
    return answer.status === 200
  } catch {
    return false
  }
}

function lastWords(log: string): string {
  return log.trim().split('\n').slice(-6).join(' ⏎ ').slice(-1_500)
}
