import { execFile } from 'node:child_process'
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '#test/support/free-port.ts'

const run = promisify(execFile)
const programs = '/usr/lib/postgresql'

/** A PostgreSQL server to measure on; `pid` of its first process, null when it is somebody else's. */
export type Server = AsyncDisposable & { readonly url: string; readonly pid: number | null }

/**
 * The server of DATABASE_URL, else one of our own that is gone afterwards, with the settings it is delivered with: what
 * is committed is on the disk.
 */
export async function openServer(): Promise<Server> {
  const given = process.env.DATABASE_URL ?? ''
  if (given !== '') return { url: given, pid: null, [Symbol.asyncDispose]: async () => {} }
  const newest = (await readdir(programs)).toSorted((a, b) => Number(a) - Number(b)).at(-1)
  const bin = join(programs, newest ?? '', 'bin')
  const directory = await mkdtemp(join(tmpdir(), 'duibiao-bench-'))
  const data = join(directory, 'data')
  const port = await freePort()
  const as = await postgresUser(directory)
  await run(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8'], as)
  const options = `-p ${port} -k ${directory} -c listen_addresses=127.0.0.1`
  const control = (...args: string[]) => run(join(bin, 'pg_ctl'), ['-D', data, '-w', ...args], as)
  await control('-l', join(directory, 'log'), '-o', options, 'start')
  const { stdout } = await run('head', ['-n', '1', join(data, 'postmaster.pid')])
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    pid: Number(stdout),
    async [Symbol.asyncDispose]() {
      await control('-m', 'immediate', 'stop')
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL does not run as root; its package comes with a user for it. */
async function postgresUser(directory: string): Promise<{ uid?: number; gid?: number; cwd: string }> {
  if (process.getuid?.() !== 0) return { cwd: directory }
  const [uid = 0, gid = 0] = await Promise.all(
    ['-u', '-g'].map(async (which) => Number((await run('id', [which, 'postgres'])).stdout)),
  )
  await chown(directory, uid, gid)
  return { uid, gid, cwd: directory }
}
