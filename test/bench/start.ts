import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { freePort } from '#test/support/free-port.ts'
import { onServer, urlOf } from '#test/support/server.ts'
import { importTimes } from './import-times.ts'
import { openSchool, type School } from './load.ts'
import { credentials } from './platform.ts'

// From the start command to ready, what it takes in memory then, and how large what is installed is. `--rounds` of each;
// `--install` does `npm ci --omit=dev` in a folder of its own, which needs the registry or a full cache.

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    presses: { type: 'string', default: '500' },
    install: { type: 'boolean', default: false },
  },
})
const rounds = Number(values.rounds)
const presses = Number(values.presses)
const server = process.env.DATABASE_URL ?? ''
const root = fileURLToPath(new URL('../..', import.meta.url))
const main = join(root, 'src/main.ts')
const run = promisify(execFile)
const mebibyte = 1024 * 1024

type Start = { readonly ms: number; readonly rssMiB: number }

/** Starts the command, waits until /readyz says so, looks at its memory a moment later and ends it. */
async function start(directory: string, more: Readonly<Record<string, string>>): Promise<Start> {
  const port = await freePort()
  const env = { ...credentials, FEISHU_DOMAIN: 'http://127.0.0.1:9', LOG_LEVEL: 'silent', PORT: String(port), ...more }
  const began = performance.now()
  const child = spawn(process.execPath, [main], { cwd: directory, env, stdio: 'inherit' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error('the bot did not start')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const ms = performance.now() - began
  // What is thrown away after the start is gone by then; nothing else happens.
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  const rssMiB = await memoryOf(child.pid ?? 0)
  child.kill('SIGTERM')
  await ended
  return { ms, rssMiB }
}

async function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** Resident memory by Linux, which counts what the process has touched, its code too. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024
}

async function starts(name: string, prepare: () => Promise<readonly [string, Readonly<Record<string, string>>]>) {
  const all: Start[] = []
  for (let round = 0; round < rounds; round += 1) {
    const [directory, env] = await prepare()
    all.push(await start(directory, env))
  }
  console.log(
    `${name.padEnd(34)} ready in ${spread(
      all.map((one) => one.ms / 1000),
      's',
    )}; memory at rest ${spread(
      all.map((one) => one.rssMiB),
      'MiB',
    )}`,
  )
}

function spread(numbers: readonly number[], unit: string): string {
  const sorted = numbers.toSorted((a, b) => a - b)
  const say = (at: number) => (sorted[at] ?? 0).toFixed(unit === 's' ? 2 : 0)
  return `${say(sorted.length >> 1)} ${unit} (${say(0)} to ${say(sorted.length - 1)})`
}

/** What the bot says of itself in /metrics. */
async function memoryAt(port: number): Promise<readonly [rss: number, heap: number]> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const read = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? 0) / mebibyte
  return [read('process_resident_memory_bytes'), read('nodejs_heap_size_used_bytes')]
}

/** Memory of a bot whose school presses its cards, and presses as often again. */
async function load(name: string, directory: string, more: Readonly<Record<string, string>>, school: School) {
  const port = await freePort()
  const env = { ...credentials, FEISHU_DOMAIN: school.url, LOG_LEVEL: 'fatal', PORT: String(port), ...more }
  const child = spawn(process.execPath, [main], { cwd: directory, env, stdio: 'inherit' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  while (!(await isReady(port))) await new Promise((resolve) => setTimeout(resolve, 10))
  await school.meet(port)
  const said: string[] = []
  for (const count of [0, presses, presses]) {
    await school.press(count)
    const [rss, heap] = await memoryAt(port)
    said.push(`${rss.toFixed(0)} MiB, of it heap ${heap.toFixed(0)}`)
  }
  console.log(`${name.padEnd(34)} memory at first, after ${presses} presses and ${presses} more: ${said.join('; ')}`)
  child.kill('SIGTERM')
  await ended
}

async function allStarts(): Promise<void> {
  await starts('embedded, an empty directory', async () => [await mkdtemp(join(scratch, 'empty-')), {}])
  const kept = await mkdtemp(join(scratch, 'kept-'))
  await start(kept, {})
  await starts('embedded, data that is there', async () => [kept, {}])
  if (server === '') return console.log('PostgreSQL: not measured, DATABASE_URL is not set')
  await onNewDatabase(async (url) => {
    await start(kept, { DATABASE_URL: url })
    await starts('PostgreSQL, tables that are there', async () => [kept, { DATABASE_URL: url }])
  })
}

const scratch = await mkdtemp(join(tmpdir(), 'duibiao-bench-'))
try {
  if (rounds > 0) await allStarts()
  const pressed = await mkdtemp(join(scratch, 'pressed-'))
  {
    await using school = await openSchool({ directory: join(pressed, 'data') })
    await load('embedded, under load', pressed, {}, school)
  }
  if (server !== '') {
    await onNewDatabase(async (url) => {
      await using school = await openSchool({ url })
      await load('PostgreSQL, under load', pressed, { DATABASE_URL: url }, school)
    })
  }
  console.log('\nwhat loading takes, each in a process of its own with all it loads itself: CPU and memory')
  for (const { name, ms, rssMiB } of await importTimes())
    console.log(`  ${ms.toFixed(0).padStart(5)} ms ${rssMiB.toFixed(0).padStart(4)} MiB  ${name}`)
  if (values.install) await installed()
} finally {
  await rm(scratch, { recursive: true, force: true })
}

async function onNewDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const name = `duibiao_start_${randomBytes(4).toString('hex')}`
  await onServer(server, `create database ${name}`)
  try {
    await work(urlOf(server, name))
  } finally {
    await onServer(server, `drop database ${name} with (force)`)
  }
}

/** What `npm ci --omit=dev` leaves, by the largest packages. */
async function installed(): Promise<void> {
  const folder = join(scratch, 'install')
  await mkdir(folder)
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    await cp(join(root, file), join(folder, file)).catch(() => {})
  await run('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder })
  // Apart: what du has counted once it leaves out.
  const all = await run('du', ['-sk', 'node_modules'], { cwd: folder })
  const each = await run('du', ['-sk', ...(await packagesIn(folder))], { cwd: folder })
  const sizes = `${all.stdout}${each.stdout}`
    .trim()
    .split('\n')
    .map((line) => line.split('\t') as [string, string])
  console.log('\nwhat npm ci --omit=dev installs, MiB on disk:')
  for (const [kibibytes, name] of sizes.toSorted((a, b) => Number(b[0]) - Number(a[0])).slice(0, 13))
    console.log(`  ${(Number(kibibytes) / 1024).toFixed(1).padStart(6)}  ${name.replace('node_modules/', '')}`)
}

async function packagesIn(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, 'node_modules'))
  const each = names.map(async (name) => {
    const path = `node_modules/${name}`
    return name.startsWith('@') ? (await readdir(join(folder, path))).map((inner) => `${path}/${inner}`) : [path]
  })
  return (await Promise.all(each)).flat().filter((path) => !path.includes('/.'))
}
