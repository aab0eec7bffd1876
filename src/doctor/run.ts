import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { readEnvironment } from '../config.ts'
import { examine } from './examine.ts'
import type { Mark } from './finding.ts'
import { chooseLanguage, sayEnd, sayFinding, usage } from './say.ts'

const env = readEnvironment()
const { values } = readArguments()
const language = chooseLanguage(values.lang, env)
if (values.help) {
  console.log(usage[language])
  process.exit(0)
}
const counts: Record<Mark, number> = { fine: 0, look: 0, wrong: 0, skipped: 0 }
const findings = examine(env, {
  now: () => new Date(),
  to: values.to?.trim() || null,
  looks: Number(values.wait),
  pause: () => sleep(1_000),
  tell: (words) => console.log(`… ${words[language]}`),
})
for await (const finding of findings) {
  counts[finding.mark] += 1
  console.log(sayFinding(finding, language))
}
console.log(sayEnd(counts, language))
process.exit(counts.wrong > 0 ? 1 : 0)

function readArguments() {
  try {
    const read = parseArgs({
      options: {
        to: { type: 'string' },
        lang: { type: 'string' },
        wait: { type: 'string', default: '180' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (!/^\d{1,4}$/.test(read.values.wait)) throw new Error('--wait has to be a number of seconds')
    return read
  } catch (error) {
    console.log(`${(error as Error).message}\n${usage[chooseLanguage(undefined, env)]}`)
    process.exit(2)
  }
}
