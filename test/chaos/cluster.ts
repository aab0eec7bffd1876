import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from '#test/support/free-port.ts'

const run = promisify(execFile)

/** A PostgreSQL of one's own, as careful with its disk as a school's: fsync and full pages are on. */
export type Cluster = {
  readonly port: number
  readonly url: string
  /** `fast` lets what runs break off in order, `immediate` is as if the power had gone; answers when it is back. */
  restart(how: 'fast' | 'immediate'): Promise<void>
  /** Ends so many connections of others, any; answers how many there were to end. */
  terminate(most: number): Promise<number>
  stop(): Promise<void>
}

const home = '/usr/lib/postgresql'

/** Makes and starts one in a directory of its own. Throws a sentence when PostgreSQL is not installed. */
export async function startCluster(): Promise<Cluster> {
  const bin = await newest()
  const directory = await mkdtemp(join(tmpdir(), 'duibiao-chaos-pg-'))
  const data = join(directory, 'data')
  const asPostgres = userInfo().uid === 0
  // It refuses to run as root; Debian's package brings a user for it.
  if (asPostgres) await chown(directory, ...(await idsOf('postgres')))
  const call = async (program: string, args: readonly string[]) => {
    const line = [join(bin, program), ...args]
    if (!asPostgres) return run(line[0] ?? '', line.slice(1))
    return run('su', ['postgres', '-c', line.map((each) => `'${each}'`).join(' ')])
  }
  const port = await freePort()
  const options = `-p ${port} -k ${directory} -c listen_addresses=127.0.0.1 -c max_connections=100`
  await call('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--locale=C.UTF-8', '-E', 'UTF8'])
  await call('pg_ctl', ['-D', data, '-w', '-l', join(directory, 'log'), '-o', options, 'start'])
  const server = `postgres://postgres@127.0.0.1:${port}/postgres`
  await ask(server, 'create database duibiao')
  return {
    port,
    url: `postgres://postgres@127.0.0.1:${port}/duibiao`,
    async restart(how) {
      await call('pg_ctl', ['-D', data, '-w', '-l', join(directory, 'log'), '-m', how, 'restart'])
    },
    async terminate(most) {
      const ended = await ask(
        server,
        `select pg_terminate_backend(pid) from (select pid from pg_stat_activity
          where datname = 'duibiao' order by (state like 'idle in%') desc, random() limit ${most}) chosen`,
      )
      return ended.rowCount ?? 0
    },
    async stop() {
      await call('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop'])
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function newest(): Promise<string> {
  const versions = existsSync(home) ? await readdir(home) : []
  const found = versions
    .filter((one) => existsSync(join(home, one, 'bin', 'initdb')))
    .toSorted((one, other) => Number(one) - Number(other))
    .at(-1)
  if (found === undefined) {
    throw new Error(`PostgreSQL is not installed under ${home}: apt install postgresql, or run with --embedded.`)
  }
  return join(home, found, 'bin')
}

async function idsOf(user: string): Promise<[number, number]> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (which) => (await run('id', [which, user])).stdout))
  return [Number(uid), Number(gid)]
}

async function ask(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url })
  // A restart of the database may end this connection too.
  client.on('error', () => {})
  await client.connect()
  try {
    return await client.query(statement)
  } finally {
    await client.end().catch(() => {})
  }
}
