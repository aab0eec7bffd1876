import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../src/backup/main.ts', import.meta.url))

/** What one of the commands said, and how it ended. */
export type Ended = { readonly code: number | null; readonly said: string; readonly complained: string }

/**
 * Runs `npm run backup`, `restore` or `move` with these settings and nothing else in its environment. `mostKilobytes`: no
 * file it writes gets longer, as on a full disk.
 */
export async function runProcess(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  { cwd, mostKilobytes }: { readonly cwd: string; readonly mostKilobytes?: number | undefined },
): Promise<Ended> {
  const call = [process.execPath, main, ...words]
  const limited = ['-c', `trap '' XFSZ; ulimit -f ${mostKilobytes}; exec "$0" "$@"`, ...call]
  const [program, args] = mostKilobytes === undefined ? [process.execPath, call.slice(1)] : ['bash', limited]
  const child = spawn(program, args, {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [said, complained]: string[][] = [[], []]
  child.stdout.on('data', (chunk) => said?.push(String(chunk)))
  child.stderr.on('data', (chunk) => complained?.push(String(chunk)))
  const [code] = await once(child, 'close')
  return { code, said: said?.join('') ?? '', complained: complained?.join('') ?? '' }
}
