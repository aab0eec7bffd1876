import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { InboundEvent } from './events.ts'
import type { JobName } from './ports.ts'

/** What `/metrics` shows: numbers about the bot, none about people. */
export type Metrics = {
  readonly registry: Registry
  /** Runs what takes an event, and notes how long that took: until it is durable, for a press until it is answered. */
  timed<T>(event: InboundEvent, take: () => Promise<T>): Promise<T>
  delivered(outcome: 'sent' | 'failed' | 'refused'): void
}

/** The jobs that wait or run are counted whenever somebody reads the metrics. */
export function makeMetrics(queue: { depth(): Promise<Readonly<Record<JobName, number>>> }): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const events = new Histogram({
    name: 'duibiao_event_seconds',
    help: 'How long an event took to be durable, a press to be answered; the platform waits three seconds.',
    labelNames: ['kind', 'outcome'],
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
    registers,
  })
  const deliveries = new Counter({
    name: 'duibiao_deliveries_total',
    help: 'Attempts to send a message: sent, failed for good, or refused and tried again.',
    labelNames: ['outcome'],
    registers,
  })
  new Gauge({
    name: 'duibiao_jobs',
    help: 'Jobs that wait or run, in all processes.',
    labelNames: ['queue'],
    registers,
    async collect() {
      this.reset()
      // Without an answer the other numbers are still worth reading; /readyz says that the queue is down.
      const depth = await queue.depth().catch(() => ({}))
      for (const [name, jobs] of Object.entries(depth)) this.set({ queue: name }, jobs)
    },
  })
  return {
    registry,
    async timed({ kind }, take) {
      const end = events.startTimer({ kind })
      try {
        const taken = await take()
        end({ outcome: 'taken' })
        return taken
      } catch (error) {
        end({ outcome: 'failed' })
        throw error
      }
    },
    delivered: (outcome) => deliveries.inc({ outcome }),
  }
}
