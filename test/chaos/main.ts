import { runEmbedded } from './embedded.ts'
import { readFlags } from './flags.ts'
import { runOnServer } from './server.ts'

// Everything goes wrong at once, and afterwards it is recounted what people were told. See docs/proof.md.
const flags = readFlags(process.argv.slice(2))
const write = (line: string) => void process.stdout.write(`${line}\n`)
const began = performance.now()
const what = flags.embedded ? 'embedded data' : `${flags.minutes} minutes on PostgreSQL`
write(`seed ${flags.seed}: ${flags.people} people, ${flags.kills} kills, ${what}`)
const { text, differing } = await (flags.embedded ? runEmbedded : runOnServer)(flags, write)
write(text)
write(`seed ${flags.seed}: ${differing} lines differ; ${Math.round((performance.now() - began) / 1_000)} s in all`)
process.exitCode = differing === 0 ? 0 : 1
