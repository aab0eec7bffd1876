import { Worker } from 'node:worker_threads'

/** So long nothing of ours keeps the process from everything else: the longest paper takes a tenth of it. */
const mostSilenceMs = 30_000

/**
 * Ends a process that turns in circles. What has its thread to itself for ever is heard of by nobody in it: no timer runs,
 * no signal is handled, and a supervisor sees a process that lives. Another thread counts how long ours has said nothing;
 * it counts in its own seconds, so a machine that slept has missed none. The exit is a SIGKILL, after one line of the log.
 */
export function startWatchdog(silenceMs = mostSilenceMs): void {
  const beat = new Int32Array(new SharedArrayBuffer(4))
  const watcher = new Worker(watch, { eval: true, workerData: { beat, silenceMs } })
  watcher.unref()
  setInterval(() => Atomics.add(beat, 0, 1), silenceMs / 10).unref()
}

/** In the other thread; as text, so that it needs nothing that could be busy, and no file of its own. */
const watch = `
const { workerData: { beat, silenceMs } } = require('node:worker_threads')
const { writeSync } = require('node:fs')
let [last, silent] = [-1, 0]
setInterval(() => {
  const now = Atomics.load(beat, 0)
  silent = now === last ? silent + 1 : 0
  last = now
  if (silent < 10) return
  const line = { level: 'fatal', time: new Date().toISOString(), msg: 'the process turned in circles and is ended: is the disk of DATA_DIR full, or failing?' }
  writeSync(1, JSON.stringify(line) + '\\n')
  process.kill(process.pid, 'SIGKILL')
}, silenceMs / 10)
`
