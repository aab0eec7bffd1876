import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { JobName } from './ports.ts'

/** What `/metrics` shows: numbers about the bot, none about people. */
export type Metrics = {
  readonly registry: Registry
  /** A press was answered, or could not be, after so many seconds. */
  press(seconds: number, outcome: 'answered' | 'failed'): void
  delivery(outcome: 'sent' | 'failed' | 'refused'): void
}

/** `depth` counts the jobs that wait or run; it is asked whenever somebody reads the metrics. */
export function makeMetrics(depth: () => Promise<Readonly<Record<JobName, number>>>): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const presses = new Histogram({
    name: 'duibiao_press_seconds',
    help: 'How long presses took to be answered; the platform waits three seconds.',
    labelNames: ['outcome'],
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
      const jobs = await depth().catch(() => ({}))
      for (const [queue, count] of Object.entries(jobs)) this.set({ queue }, count)
    },
  })
  return {
    registry,
    press: (seconds, outcome) => presses.observe({ outcome }, seconds),
    delivery: (outcome) => deliveries.inc({ outcome }),
  }
}
