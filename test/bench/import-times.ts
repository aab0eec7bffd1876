import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
/** The names under which the bot asks for packages, where it is not their own. */
const asked: Readonly<Record<string, string>> = { 'write-excel-file': 'write-excel-file/node' }

export type ImportTime = { readonly name: string; readonly ms: number; readonly rssMiB: number }

/** Each production dependency loaded in a process of its own, with all it loads itself; the dearest first. Then the bot. */
export async function importTimes(): Promise<ImportTime[]> {
  const read = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as { dependencies: Record<string, string> }
  const times: ImportTime[] = []
  for (const name of Object.keys(read.dependencies)) times.push(await timeOf(asked[name] ?? name))
  return [await timeOf('#src/start.ts'), ...times.toSorted((a, b) => b.ms - a.ms)]
}

async function timeOf(name: string): Promise<ImportTime> {
  const program = `const rss = process.memoryUsage.rss(), from = process.cpuUsage()
    await import(${JSON.stringify(name)})
    const { user, system } = process.cpuUsage(from)
    console.log(JSON.stringify([(user + system) / 1000, (process.memoryUsage.rss() - rss) / 1048576]))`
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd: root })
  const [ms, rssMiB] = JSON.parse(stdout) as [number, number]
  return { name, ms, rssMiB }
}
