import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { schema } from '#src/config.ts'
import { contextFiles, copied, environmentOf, only, readDockerfile, type Stage } from './dockerfile.ts'

const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const manifest = JSON.parse(read('package.json')) as {
  engines: { node: string }
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

describe('Dockerfile', () => {
  const stages = readDockerfile(read('Dockerfile'))
  const image = stages.at(-1) as Stage

  test('every stage begins with the Node the tests run on, by its major', () => {
    const major = manifest.devDependencies.node?.split('.')[0]
    expect(stages.map((one) => one.from.replace(/-.*$/, ''))).toEqual(stages.map(() => `node:${major}`))
  })

  test('what it copies is there, and neither secrets, data, tests nor the emulator come along', () => {
    const all = stages.flatMap((one) => copied(one).flatMap(({ sources }) => sources))
    for (const source of all)
      expect(contextFiles(root, read('.dockerignore'), source).length, source).toBeGreaterThan(0)
    const inside = copied(image).flatMap(({ sources }) =>
      sources.flatMap((source) => contextFiles(root, read('.dockerignore'), source)),
    )
    expect(inside).toContain('src/main.ts')
    expect(inside).toContain('src/doctor/main.js')
    expect(inside.filter((file) => /^(test|docs|data|src\/(emulator|demo))\/|^\.env/.test(file))).toEqual([])
    expect(contextFiles(root, read('.dockerignore'), '.env.example')).toEqual([])
  })

  test('it runs as nobody in particular, and only its volume is writable', () => {
    const names = image.instructions.map((one) => one.name)
    expect(only(image, 'USER').rest).toBe('node')
    expect(names.indexOf('USER')).toBeGreaterThan(names.lastIndexOf('COPY'))
    expect(names.indexOf('USER')).toBeGreaterThan(names.lastIndexOf('RUN'))
    expect(only(image, 'VOLUME').rest).toBe(environmentOf(image).DATA_DIR)
    const writable = image.instructions.flatMap((one) =>
      [...one.rest.matchAll(/chown \S+ (\S+)/g)].map(([, path]) => path),
    )
    expect(writable).toEqual(['/data'])
  })

  test('what it starts and asks are lists, so that signals arrive; its settings are settings', () => {
    expect(only(image, 'CMD').exec).toEqual(['node', 'src/main.ts'])
    expect(existsSync(join(root, 'src/main.ts'))).toBe(true)
    expect(only(image, 'HEALTHCHECK').exec?.[0]).toBe('node')
    const settings = Object.keys(environmentOf(image)).filter((name) => name !== 'NODE_ENV')
    expect(settings.filter((name) => !(name in schema.shape))).toEqual([])
    expect(only(image, 'EXPOSE').rest).toBe(environmentOf(image).PORT)
  })
})

describe('compose.yaml', () => {
  type Service = {
    readonly image: string
    readonly build?: string
    readonly env_file?: string
    readonly environment: Readonly<Record<string, string>>
    readonly ports?: readonly string[]
    readonly volumes: readonly string[]
    readonly networks: readonly string[]
    readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
    readonly healthcheck?: { readonly test: readonly string[] }
    readonly read_only: boolean
    readonly cap_drop: readonly string[]
    readonly security_opt: readonly string[]
    readonly restart: string
    readonly stop_grace_period: string
    readonly user?: string
  }
  // The YAML reader also resolves the anchor and refuses a key that stands twice.
  const compose = parse(read('compose.yaml'), { merge: true }) as {
    readonly services: Readonly<Record<'bot' | 'database', Service>>
    readonly volumes: object
    readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>
  }
  const { bot, database } = compose.services

  test.each(Object.entries(compose.services))('%s may do no more than it needs', (_, service) => {
    expect(service.read_only).toBe(true)
    expect(service.cap_drop).toEqual(['ALL'])
    expect(service.security_opt).toEqual(['no-new-privileges:true'])
    expect(service.restart).toBe('unless-stopped')
    for (const volume of service.volumes) expect(compose.volumes).toHaveProperty(volume.split(':')[0] ?? '')
    for (const network of service.networks) expect(compose.networks).toHaveProperty(network)
  })

  test('the database is reached by the bot alone, and is awaited', () => {
    expect(database.ports).toBeUndefined()
    expect(database.networks.map((name) => compose.networks[name]?.internal)).toEqual([true])
    expect(bot.networks).toEqual(expect.arrayContaining([...database.networks]))
    expect(bot.depends_on?.database?.condition).toBe('service_healthy')
    expect(database.healthcheck?.test[0]).toBe('CMD')
    expect(database.user).toBe('postgres')
  })

  test('the bot listens on this machine only, where its image does, and has time to stop', () => {
    expect(bot.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:.*:3000$/)])
    const image = readDockerfile(read('Dockerfile')).at(-1) as Stage
    expect(bot.environment.PORT).toBe(environmentOf(image).PORT)
    expect(bot.environment.DATA_DIR).toBe(environmentOf(image).DATA_DIR)
    expect(bot.volumes).toEqual([expect.stringMatching(/:\/data$/)])
    expect(Number.parseInt(bot.stop_grace_period, 10)).toBeGreaterThanOrEqual(12)
  })

  test('its settings are settings, both sides have one password, and none is written down', () => {
    expect(Object.keys(bot.environment).filter((name) => !(name in schema.shape))).toEqual([])
    expect(bot.env_file).toBe('.env')
    const asked = `\${DATABASE_PASSWORD:?add DATABASE_PASSWORD to .env}`
    expect(database.environment.POSTGRES_PASSWORD).toBe(asked)
    const { POSTGRES_USER: user, POSTGRES_DB: name } = database.environment
    expect(bot.environment.DATABASE_URL).toBe(`postgres://${user}:${asked}@database:5432/${name}`)
  })
})

/** What `/usr/bin/env NAME=value … program` sets, and what it runs. */
const setIn = (line = '') =>
  Object.fromEntries(
    [...line.matchAll(/(?<=^\/usr\/bin\/env .*)\b([A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name, value]),
  )
const commandOf = (line = '') => line.split(' ').filter((word) => word !== '/usr/bin/env' && !word.includes('='))

describe('deploy/duibiao.service', () => {
  const unit = read('deploy/duibiao.service')
  const setting = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1]

  test('it starts what `npm start` starts, with the Node that npm ci brings, and has time to stop', () => {
    expect(setting('WorkingDirectory')).toBe('/opt/duibiao')
    const [node = '', ...program] = commandOf(setting('ExecStart'))
    expect(node.replace('/opt/duibiao', root)).toBe(join(root, 'node_modules/.bin/node'))
    expect(program.join(' ')).toBe(
      (JSON.parse(read('package.json')) as { scripts: { start: string } }).scripts.start.replace(/^node /, ''),
    )
    expect(Number(setting('TimeoutStopSec'))).toBeGreaterThanOrEqual(12)
  })

  // What a file of settings says is stronger than Environment= (systemd.exec), and than ENV of an image.
  test('with .env.example as it is, the data lie where it may write; also of the doctor and of a container', () => {
    const writable = `/var/lib/${setting('StateDirectory')}`
    expect(setIn(setting('ExecStart')).DATA_DIR).toBe(writable)
    const operating = read('docs/operating.md')
    const asService = [...operating.matchAll(/systemd-run [^`\n]*/g)].map(([line]) => line)
    expect(asService.length).toBeGreaterThan(1)
    for (const line of asService) expect(setIn(line.slice(line.indexOf('/usr/bin/env'))).DATA_DIR, line).toBe(writable)
    const alone = /`docker run [^`]*--env-file[^`]*`/.exec(read('README.md'))?.[0] ?? ''
    const image = environmentOf(readDockerfile(read('Dockerfile')).at(-1) as Stage)
    const given = Object.fromEntries([...alone.matchAll(/-e (\w+)=(\S+)/g)].map(([, name, value]) => [name, value]))
    expect({ ...image, ...parseEnv(read('.env.example')), ...given }).toMatchObject(image)
  })

  const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0
  test.skipIf(!hasSystemd)('systemd understands it, every line of it, and finds it well shut', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'duibiao-unit-'))
    const file = join(directory, 'duibiao.service')
    await writeFile(file, unit.replaceAll('/opt/duibiao', root))
    const verified = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' })
    expect(verified.stdout + verified.stderr).toBe('')
    expect(verified.status).toBe(0)
    // Of ten, the lower the better; a service without any of this has 9.6.
    const security = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', file], {
      encoding: 'utf8',
    })
    expect(security.status, security.stdout).toBe(0)
    await rm(directory, { recursive: true })
  })
})
