import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { type Config, readConfig, readEnvironment } from './config.ts'
import { makeLog } from './log.ts'
import type { Running } from './start.ts'
import { StartError } from './start-error.ts'
import { startWatchdog } from './watchdog.ts'

// Node itself would write such an error in full, with whatever it quotes. Who restarts the process goes by the exit code.
process.on('uncaughtException', (err) => {
  makeLog('fatal').fatal({ err }, 'a bug ended the process; please report it with this line')
  process.exit(1)
})
const config = readSettings()
const log = makeLog(config.logLevel)
// A server turns in circles by itself, if at all.
if ('directory' in config.database) startWatchdog()
// Most of a start is reading our own code and others': what was made of it is kept for the next one. Beside the packages,
// because whoever can write there chooses what runs anyway; where nothing can be written, nothing is kept.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/duibiao'))
const { start } = await import('./start.ts')
const running = await start(config, { log, now: () => new Date(), everyMinute: true }).catch(giveUp)
let isStopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  // Under npm one Ctrl-C may come twice, from the terminal and from npm; the second must not cut off what the first began.
  process.on(signal, () => {
    if (isStopping) return
    isStopping = true
    void stop(running, signal)
  })
}
flushCompileCache()
const way = config.feishu.webhook === null ? 'by the long connection' : 'at /webhook/feishu'
log.info({ port: running.port }, `duibiao takes events ${way}`)

function readSettings(): Config {
  try {
    return readConfig(readEnvironment())
  } catch (error) {
    return giveUp(error)
  }
}

async function stop({ stop }: Running, signal: string): Promise<void> {
  log.info({ signal }, 'stopping')
  await stop()
  process.exit(0)
}

/** A start that cannot succeed ends with one sentence that says what to do; a bug ends as one. */
function giveUp(error: unknown): never {
  if (!(error instanceof StartError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
