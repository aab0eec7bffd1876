import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { JobName } from './ports.ts'

/** What `/metrics` shows: numbers about the bot, none about people. */
export type Metrics = {
  readonly registry: Registry
  /** Refused requests since the start, by reason. */
  refusals(): Promise<Readonly<Record<string, number>>>
  /** A press was answered, or could not be, after so many seconds. */
  press(seconds: number, outcome: 'answered' | 'failed'): void
  delivery(outcome: 'sent' | 'failed' | 'refused'): void
  /** A request to the webhook that is not from the platform, as far as we can tell; one of few sentences. */
  refused(why: string): void
  /** A job that will not be tried again. */
  gaveUp(job: JobName): void
  /** Where events come by the long connection: whether it is open, asked whenever somebody reads the metrics. */
  watchLine(isConnected: () => boolean): void
}

/** What has to be asked when somebody reads the metrics; each is one indexed query. */
export type Asked = {
  /** Jobs that wait or run, by kind. */
  readonly depth: () => Promise<Readonly<Record<JobName, number>>>
  /** Seconds since the schedule was last looked at to the end, by whatever process; null: not within the last hour. */
  readonly tickAge: () => Promise<number | null>
  readonly standing: () => Promise<{
    /** Letters that remind somebody, posted and not yet sent or given up. */
    readonly reminders: number
    /** Since when the oldest letter waits that is not sent or given up; null: none waits. */
    readonly oldestLetter: Date | null
    /** When the oldest card was sent on which somebody has still to answer; null: there is none. */
    readonly oldestCard: Date | null
    /** How many of those were sent more than twelve days ago. */
    readonly cardsNearEnd: number
  }>
  /** Connections of this process to the database server; null on the embedded database. */
  readonly pool: () => { readonly open: number; readonly idle: number; readonly waiting: number } | null
  readonly build: { readonly version: string; readonly node: string; readonly database: 'embedded' | 'server' }
  readonly now: () => Date
}

/** A database that takes longer is down, which /readyz says; the other numbers are still worth reading. */
const waitMs = 2_000

export function makeMetrics(asked: Asked): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const presses = new Histogram({
    name: 'duibiao_press_seconds',
    help: 'How long presses took to be answered; after 2.5 s people are told to wait, the platform waits three.',
    labelNames: ['outcome'],
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 2.5, 3],
    registers,
  })
  const counter = <Label extends string>(name: string, label: Label, help: string) =>
    new Counter({ name, help, labelNames: [label], registers })
  const deliveries = counter(
    'duibiao_deliveries_total',
    'outcome',
    'Attempts to send a message: sent, failed for good, or refused and tried again.',
  )
  const refusals = counter('duibiao_webhook_refused_total', 'why', 'Requests to the webhook answered with 401.')
  const givenUp = counter('duibiao_jobs_given_up_total', 'queue', 'Jobs that failed too often and are over.')
  addBuild(registers, asked)
  addQueue(registers, asked)
  addStanding(registers, asked)
  addPool(registers, asked)
  return {
    registry,
    async refusals() {
      const { values } = await refusals.get()
      return Object.fromEntries(values.map(({ labels, value }) => [String(labels.why), value]))
    },
    press: (seconds, outcome) => presses.observe({ outcome }, seconds),
    delivery: (outcome) => deliveries.inc({ outcome }),
    refused: (why) => refusals.inc({ why }),
    gaveUp: (queue) => givenUp.inc({ queue }),
    watchLine: (isConnected) => addLine(registers, isConnected),
  }
}

function addLine(registers: Registry[], isConnected: () => boolean): void {
  new Gauge({
    name: 'duibiao_line_connected',
    help: 'Whether the long connection of this process to the platform is open: 1 or 0.',
    registers,
    collect() {
      this.set(isConnected() ? 1 : 0)
    },
  })
}

function addBuild(registers: Registry[], { build }: Asked): void {
  const labelNames = ['version', 'node', 'database'] as const
  new Gauge({ name: 'duibiao_build_info', help: 'What runs here; always 1.', labelNames, registers }).set(build, 1)
}

function addQueue(registers: Registry[], asked: Asked): void {
  const depth = calmly(asked.depth)
  new Gauge({
    name: 'duibiao_jobs',
    help: 'Jobs that wait or run, in all processes.',
    labelNames: ['queue'],
    registers,
    async collect() {
      this.reset()
      for (const [queue, count] of Object.entries((await depth()) ?? {})) this.set({ queue }, count)
    },
  })
  addAsked(registers, calmly(asked.tickAge), {
    duibiao_tick_age_seconds: [
      'Seconds since some process last did what is due; absent when that was more than an hour ago.',
      (age) => age,
    ],
  })
}

function addStanding(registers: Registry[], asked: Asked): void {
  const age = (since: Date | null) =>
    since === null ? 0 : Math.max(0, (asked.now().getTime() - since.getTime()) / 1_000)
  addAsked(registers, calmly(asked.standing), {
    duibiao_reminders_outstanding: ['Reminders that were posted and are not sent yet.', (one) => one.reminders],
    duibiao_letter_age_seconds: [
      'How long the oldest message waits that is not sent yet; 0: none waits.',
      (one) => age(one.oldestLetter),
    ],
    duibiao_card_age_seconds: [
      'Age of the oldest card somebody has still to answer; it can be pressed for fourteen days. 0: there is none.',
      (one) => age(one.oldestCard),
    ],
    duibiao_cards_near_end: ['Such cards that are older than twelve days.', (one) => one.cardsNearEnd],
  })
}

function addPool(registers: Registry[], asked: Asked): void {
  new Gauge({
    name: 'duibiao_database_connections',
    help: 'This process and its database server: connections open, of them idle, and how many wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      this.reset()
      for (const [state, count] of Object.entries(asked.pool() ?? {})) this.set({ state }, count)
    },
  })
}

/** Gauges of one question; without an answer they are absent, not 0. */
function addAsked<T>(
  registers: Registry[],
  ask: () => Promise<T | null>,
  gauges: Readonly<Record<string, readonly [help: string, read: (answer: T) => number | null]>>,
): void {
  for (const [name, [help, read]] of Object.entries(gauges)) {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const answer = await ask()
        const value = answer === null ? null : read(answer)
        this.remove()
        if (value !== null) this.set(value)
      },
    })
  }
}

/**
 * Asked once at a time, however many look and however many numbers are made of the answer: whoever comes meanwhile gets
 * the same one. Null when it fails or takes too long.
 */
function calmly<T>(ask: () => Promise<T>): () => Promise<T | null> {
  let asking: Promise<T | null> | null = null
  return () => {
    asking ??= ask()
      .catch(() => null)
      .finally(() => {
        asking = null
      })
    return within(asking)
  }
}

async function within<T>(answer: Promise<T | null>): Promise<T | null> {
  const late = Promise.withResolvers<null>()
  const timer = setTimeout(() => late.resolve(null), waitMs)
  try {
    return await Promise.race([answer, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
