import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '#src/emulator/start.ts'
import { freePort } from '#test/support/free-port.ts'
import { person } from '#test/support/person.ts'
import { type Image, layImage } from './image.ts'

let image: Image
let emulator: Emulator
beforeAll(async () => {
  image = await layImage()
  emulator = await startEmulator()
})
afterAll(async () => {
  await emulator.stop()
  await image[Symbol.asyncDispose]()
})

const settings = async () => ({
  FEISHU_APP_ID: 'cli_0123456789abcdef',
  FEISHU_APP_SECRET: 'secret-of-the-app',
  FEISHU_ENCRYPT_KEY: 'key-of-the-app',
  FEISHU_VERIFICATION_TOKEN: 'token-of-the-app',
  FEISHU_DOMAIN: emulator.url,
  PORT: String(await freePort()),
})

const addApp = () =>
  emulator.addApp({
    appId: 'cli_0123456789abcdef',
    appSecret: 'secret-of-the-app',
    encryptKey: 'key-of-the-app',
    verificationToken: 'token-of-the-app',
    botName: '对标',
  })

test('no development dependency is installed, and every dependency is', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(image.app, 'package.json'), 'utf8')) as {
    readonly dependencies: object
    readonly devDependencies: object
  }
  const isThere = (name: string) => existsSync(join(image.app, 'node_modules', name))
  expect(Object.keys(dependencies).filter((name) => !isThere(name))).toEqual([])
  // Those that others bring along for themselves may be there.
  expect(Object.keys(devDependencies).filter((name) => isThere(name) && !name.startsWith('@types/'))).toEqual([])
})

test('started as the image starts it: well, by its own check; a press is answered; SIGTERM ends it with 0', async () => {
  const app = addApp()
  const set = await settings()
  expect((await image.run(image.healthCheck, set)).status).toBe(1)
  const bot = image.start(set)
  try {
    await bot.says(/duibiao takes events/)
    const ready = await fetch(`http://127.0.0.1:${set.PORT}/readyz`)
    expect(await ready.json()).toEqual({ database: 'answers', queue: 'answers' })
    expect((await image.run(image.healthCheck, set)).status).toBe(0)

    await app.setRequestUrl(`http://127.0.0.1:${set.PORT}/webhook/feishu`)
    const office = emulator.addDepartment({ name: '办公室' })
    const zhao = person(emulator, app, emulator.addPerson({ name: '赵主任', departments: [office] }))
    const group = emulator.addGroup({ name: '领导小组', members: [zhao.handle] })
    await emulator.addBot(group, app)
    const here = zhao.in(group)
    await expect.poll(() => here.cards().length, { timeout: 60_000 }).toBe(1)
    const pressed = await here.on().press('开始设置')
    expect(pressed.kind).toBe('answered')
    expect(here.lastCard().buttons.map((one) => one.label)).toContain('创建活动')

    // What an administrator runs beside it needs nothing that is not in the image either.
    const doctor = await image.run(['node', 'src/doctor/main.js'], set)
    expect(doctor.written).toContain('✓ 端口：机器人正在')
    expect(doctor.status, doctor.written).toBe(0)

    expect(await bot.stop()).toBe(0)
    expect(bot.written()).toContain('"msg":"stopping"')
  } finally {
    await bot.kill()
  }
  // All it has written lies in its volume.
  expect(readdirSync(image.data).length).toBeGreaterThan(0)
  const writable = globSync('**/*', { cwd: image.app }).filter(
    (one) => (statSync(join(image.app, one)).mode & 0o222) !== 0,
  )
  expect(writable).toEqual([])
})

test('a folder it may not write to as its volume ends the start with its sentence', async () => {
  const bot = image.start({ ...(await settings()), DATA_DIR: join(image.app, 'data') })
  await expect(bot.says(/takes events/)).rejects.toThrow(/The embedded database in DATA_DIR .+ cannot be opened/)
})
