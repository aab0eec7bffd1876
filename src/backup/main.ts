import { readEnvironment } from '../config.ts'
import { makeLog } from '../log.ts'
import { runCommand } from './command.ts'

process.exitCode = await runCommand(process.argv.slice(2), readEnvironment(), {
  say: (text) => void process.stdout.write(`${text}\n`),
  complain: (text) => void process.stderr.write(`${text}\n`),
  log: makeLog('error'),
})
