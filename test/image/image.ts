import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { constants, readFileSync } from 'node:fs'
import { chmod, chown, copyFile, cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { contextFiles, copied, environmentOf, only, readDockerfile, type Stage } from './dockerfile.ts'

const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '')
/** `node` of the official images. */
const nobody = 1000

/** What the Dockerfile would make, as folders of this machine: its files, its packages, its user, its environment. */
export type Image = AsyncDisposable & {
  /** The folder of the program. */
  readonly app: string
  /** Its one writable place. */
  readonly data: string
  /** Starts its CMD. */
  start(settings: Readonly<Record<string, string>>): Container
  /** Runs a command beside it, as `docker exec` would. */
  run(
    command: readonly string[],
    settings: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number | null; readonly written: string }>
  readonly healthCheck: readonly string[]
}
export type Container = {
  readonly written: () => string
  /** Resolves when something it wrote matches; rejects when it ends before. */
  says(what: RegExp): Promise<void>
  /** Sends what `docker stop` sends; answers its exit code. */
  stop(): Promise<number | null>
  kill(): Promise<void>
}

/**
 * Does what the Dockerfile says without an engine: copies what its COPY lines copy out of what .dockerignore lets in, runs
 * the RUN of its first stage there, and makes all of it readable only. Run as root, what it starts runs as the image's
 * user and cannot write beside its volume; as anybody else the folders are merely without write bits.
 */
export async function layImage(): Promise<Image> {
  const stages = readDockerfile(readFileSync(join(root, 'Dockerfile'), 'utf8'))
  const [packages, image] = stages
  if (packages === undefined || image === undefined || stages.length !== 2) throw new Error('two stages are expected')
  const place = await mkdtemp(join(tmpdir(), 'duibiao-image-'))
  const [app, bin, data] = ['app', 'bin', 'data'].map((name) => join(place, name)) as [string, string, string]
  await chmod(place, 0o755)
  await lay(packages, app)
  install(packages, app)
  await lay(image, app)
  await mkdir(bin)
  // The user of the image need not be able to reach where ours lies.
  await copyFile(process.execPath, join(bin, 'node'), constants.COPYFILE_FICLONE)
  await chmod(join(bin, 'node'), 0o755)
  await mkdir(data, { mode: 0o700 })
  const isRoot = process.getuid?.() === 0
  if (isRoot) await chown(data, nobody, nobody)
  spawnSync('chmod', ['-R', 'a-w,a+rX', app])
  const as = isRoot ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--no-new-privs'] : []
  const environment = (settings: Readonly<Record<string, string>>) => ({
    ...environmentOf(image),
    PATH: `${bin}:/usr/bin:/bin`,
    DATA_DIR: data,
    ...settings,
  })
  const argv = (command: readonly string[]) => {
    const [program = '', ...args] = [...as, ...command]
    return [program, args] as const
  }
  return {
    app,
    data,
    healthCheck: only(image, 'HEALTHCHECK').exec ?? [],
    start(settings) {
      const [program, args] = argv(only(image, 'CMD').exec ?? [])
      return container(
        spawn(program, args, { cwd: app, env: environment(settings), stdio: ['ignore', 'pipe', 'pipe'] }),
      )
    },
    async run(command, settings) {
      const [program, args] = argv(command)
      const child = spawn(program, args, { cwd: app, env: environment(settings), stdio: ['ignore', 'pipe', 'pipe'] })
      let written = ''
      const note = (chunk: Buffer) => {
        written += chunk.toString()
      }
      for (const stream of [child.stdout, child.stderr]) stream.on('data', note)
      const [status] = (await once(child, 'close')) as [number | null]
      return { status, written }
    },
    async [Symbol.asyncDispose]() {
      spawnSync('chmod', ['-R', 'u+w', app])
      await rm(place, { recursive: true, force: true })
    },
  }
}

async function lay(stage: Stage, app: string): Promise<void> {
  const ignore = readFileSync(join(root, '.dockerignore'), 'utf8')
  for (const { sources } of copied(stage)) {
    for (const file of sources.flatMap((source) => contextFiles(root, ignore, source))) {
      await mkdir(dirname(join(app, file)), { recursive: true })
      await cp(join(root, file), join(app, file))
    }
  }
}

/** Its own words; only that npm asks its cache first, and says what it would ask a person about on standard error. */
function install(stage: Stage, app: string): void {
  const env = { ...process.env, npm_config_prefer_offline: 'true' }
  const done = spawnSync('sh', ['-c', only(stage, 'RUN').rest], { cwd: app, env, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`the packages could not be installed: ${done.stderr}`)
}

function container(child: ReturnType<typeof spawn>): Container {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      child.emit('written')
    })
  }
  const exit = once(child, 'close')
  return {
    written: () => text,
    says: (what) =>
      new Promise((resolve, reject) => {
        const look = () => (what.test(text) ? resolve() : undefined)
        child.on('written', look)
        child.once('close', () => reject(new Error(`it ended, having written: ${text}`)))
        look()
      }),
    async stop() {
      child.kill('SIGTERM')
      await exit
      return child.exitCode
    },
    async kill() {
      child.kill('SIGKILL')
      await exit
    },
  }
}
