import { readFileSync } from 'node:fs'
import { z } from 'zod'

const samples = z.object({
  source: z.string().min(1),
  date: z.string().min(1),
  samples: z.record(z.string(), z.record(z.string(), z.unknown())),
})

/** One documented sample by file and name. */
export function sample(file: string, name: string): Record<string, unknown> {
  const found = samples.parse(JSON.parse(readFixture(file))).samples[name]
  if (found === undefined) throw new Error(`no sample ${name} in ${file}`)
  return found
}

export function readFixture(file: string): string {
  return readFileSync(new URL(`../../fixtures/feishu/${file}.json`, import.meta.url), 'utf8')
}
