import { KeptWorldError } from '#src/emulator/world/keep.ts'
import { StartError } from '#src/start-error.ts'
import { askToStop } from './ask-to-stop.ts'
import { startDemo } from './demo.ts'
import { DemoError } from './demo-error.ts'
import { claimDirectory } from './directory.ts'
import { readFlags } from './flags.ts'
import { cannotOpen, howToStop, makingPast, notSaved, starting } from './words.ts'

const stopping = new AbortController()
const onSignal = askToStop({
  now: () => performance.now(),
  stop: () => stopping.abort(),
  end: () => process.exit(130),
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)

try {
  await run()
} catch (error) {
  giveUp(error)
}
process.exit(0)

async function run(): Promise<void> {
  const { port, data, fresh } = readFlags(process.argv.slice(2))
  const demo = await startDemo({
    ...{ port, fresh, directory: await claimDirectory(data), stopping: stopping.signal },
    preparing: (what) => say(what === 'past' ? makingPast : starting),
    unsaved: () => complain(notSaved),
  }).catch((error: unknown) => {
    throw error instanceof KeptWorldError ? new DemoError(cannotOpen(error.message, data)) : error
  })
  if (!stopping.signal.aborted) {
    say(`\n${demo.url}\n\n${howToStop(data)}`)
    await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve))
  }
  await demo.stop()
}

/** What was broken off by Ctrl-C is no failure; what somebody can mend is a sentence; the rest is a bug and ends as one. */
function giveUp(error: unknown): never {
  if (stopping.signal.aborted && error === stopping.signal.reason) process.exit(0)
  if (error instanceof DemoError || error instanceof StartError) complain(error.message)
  else if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') complain(notSaved)
  else throw error
  process.exit(1)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`)
}
