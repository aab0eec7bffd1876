import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Emulator, startEmulator } from '#src/emulator/start.ts'
import { addMessage } from '#src/emulator/world/chats.ts'
import { KeptWorldError, readWorld, saveWorld } from '#src/emulator/world/keep.ts'
import { keepSaving } from '#src/emulator/world/keep-saving.ts'
import { makeWorld, type World } from '#src/emulator/world/world.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'duibiao-keep-'))
})
afterAll(() => rm(root, { recursive: true }))

const at = new Date('2026-10-14T01:40:00Z')
const data = ({ ids, news: _, ...rest }: World) => ({ ...rest, seed: ids.seed })

/** A town with one of everything. */
async function town(): Promise<Emulator> {
  const emulator = await startEmulator({ now: () => at })
  const app = emulator.addApp({
    ...{ appId: 'cli_0123456789abcdef', appSecret: 's', verificationToken: 'v', botName: '对标' },
    scopes: ['im:chat'],
  })
  const department = emulator.addDepartment({ name: '教务处' })
  const person = emulator.addPerson({ name: '蔡佳', departments: [department], jobTitle: '英语教师' })
  const group = emulator.addGroup({ name: '教务处工作群', members: [person] })
  await emulator.addBot(group, app)
  person.stopBot(app)
  const root = await person.say(group, '今天下午{@}教研', { mention: app })
  await person.say(group, '收到', { replyTo: root, inThread: true })
  await person.sendFile(group, '记录.txt', Buffer.from([0, 255, 13, 10]))
  emulator.world.uuids.set(`${app.id} u`, { at: 1, messageId: root.id })
  emulator.world.readMarks.set(`${person.id} ${group.id}`, 2)
  return emulator
}

test('a town is the same after it was kept', async () => {
  await using emulator = await town()
  saveWorld({ world: emulator.world, at }, join(root, 'town'))
  const kept = await readWorld(join(root, 'town'))
  expect(kept.at).toEqual(at)
  expect(data(kept.world)).toEqual(data(emulator.world))
  const [file] = kept.world.files.values()
  expect(file?.bytes.equals(Buffer.from([0, 255, 13, 10]))).toBe(true)

  await using again = await startEmulator({ now: () => at, world: kept.world })
  const [person, group] = [[...kept.world.people.values()][0], [...kept.world.chats.values()][0]]
  if (person === undefined || group === undefined) throw new Error('the town is empty')
  expect(again.person(person).openId('cli_0123456789abcdef')).toBe(
    emulator.person(person).openId('cli_0123456789abcdef'),
  )
  await again.person(person).say(group, '继续')
  expect(again.messages(group).map(({ text }) => text)).toEqual([
    ...emulator.messages(group).map(({ text }) => text),
    '继续',
  ])
  // What came after the last save is known to the bot: those ids must not come again.
  const ids = (world: World) => Array.from({ length: 50 }, () => world.ids.next('om_'))
  const all = [...ids(kept.world), ...ids(emulator.world), ...kept.world.messages.keys()]
  expect(new Set(all).size).toBe(all.length)
})

test('whatever stands in messages and cards is kept', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ content: fc.string({ unit: 'binary' }), card: fc.dictionary(fc.string(), fc.jsonValue()) })),
      async (made) => {
        const world = makeWorld('any')
        for (const each of made) {
          addMessage(world, { chatId: 'oc_1', sender: { kind: 'app', id: 'cli_1' }, kind: 'interactive', ...each }, at)
        }
        saveWorld({ world, at }, join(root, 'any'))
        expect(data((await readWorld(join(root, 'any'))).world)).toEqual(data(world))
      },
    ),
    { numRuns: 8 },
  )
})

test('nobody waits for the answer to a press any more', async () => {
  const world = makeWorld()
  addMessage(
    world,
    { chatId: 'oc_1', sender: { kind: 'app', id: 'cli_1' }, kind: 'interactive', content: '{}' },
    at,
  ).openCallbacks = 1
  saveWorld({ world, at }, join(root, 'pressed'))
  const [message] = (await readWorld(join(root, 'pressed'))).world.messages.values()
  expect(message?.openCallbacks).toBe(0)
})

test('what cannot be taken up again is refused with a sentence', async () => {
  const file = join(root, 'whole')
  saveWorld({ world: makeWorld(), at }, file)
  const whole = await readFile(file)
  const refused = async (name: string, bytes: Buffer, why: RegExp) => {
    await writeFile(join(root, name), bytes)
    await expect(readWorld(join(root, name))).rejects.toThrow(KeptWorldError)
    await expect(readWorld(join(root, name))).rejects.toThrow(why)
  }
  await expect(readWorld(join(root, 'nothing'))).rejects.toThrow(/cannot be read: start with --fresh/)
  await refused('empty', Buffer.alloc(0), /holds no world/)
  await refused('other', Buffer.from('{"world":1}'), /holds no world/)
  await refused('cut', whole.subarray(0, -1), /is damaged/)
  await refused('later', Buffer.from(whole.toString('latin1').replace(/ \d+ /, ' 999 '), 'latin1'), /is of version 999/)
})

test('the file is whole at every moment, and what a save that was cut off has left does not matter', async () => {
  const file = join(root, 'whole-always')
  await writeFile(`${file}.new`, 'half of a wor')
  saveWorld({ world: makeWorld('before'), at }, file)
  // Whoever has it open reads it to its end: it is never written into, another one takes its place.
  const opened = await open(file)
  saveWorld({ world: makeWorld('after'), at }, file)
  expect((await readWorld(file)).world.ids.seed).toBe('after')
  await writeFile(join(root, 'as-it-was'), await opened.readFile())
  await opened.close()
  expect((await readWorld(join(root, 'as-it-was'))).world.ids.seed).toBe('before')
})

test('every change is saved by itself, a burst of them once', async () => {
  await using emulator = await town()
  const file = join(root, 'by-itself')
  let saves = 0
  const now = () => {
    saves += 1
    return at
  }
  const keeping = keepSaving(emulator.world, file, { now, failed: (error) => expect(error).toBe(null) })
  const [person] = emulator.world.people.values()
  const [group] = emulator.world.chats.values()
  if (person === undefined || group === undefined) throw new Error('the town is empty')
  for (const text of ['一', '二', '三']) await emulator.person(person).say(group, text)
  const count = () =>
    readWorld(file).then(
      ({ world }) => world.messages.size,
      () => 0,
    )
  await expect.poll(count, { timeout: 20_000 }).toBe(emulator.world.messages.size)
  expect(saves).toBe(1)
  await emulator.person(person).say(group, '四')
  keeping.save()
  keeping.stop()
  expect(await count()).toBe(emulator.world.messages.size)
  expect(saves).toBe(2)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  emulator.world.news.tell({ kind: 'town' })
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

test('a save that fails is told, and the next one is tried', async () => {
  await using emulator = await town()
  const failures: unknown[] = []
  const keeping = keepSaving(emulator.world, join(root, 'missing', 'town'), {
    now: () => at,
    failed: (error) => failures.push(error),
  })
  emulator.world.news.tell({ kind: 'town' })
  await expect.poll(() => failures.length, { timeout: 20_000 }).toBe(1)
  expect(keeping.save).toThrow(/ENOENT/)
  emulator.world.news.tell({ kind: 'town' })
  await expect.poll(() => failures.length, { timeout: 20_000 }).toBe(2)
  keeping.stop()
})

test('this is what version 2 holds: whoever changes it raises the version', async () => {
  await using emulator = await town()
  const { seed: _, tenantKey: __, ...maps } = data(emulator.world)
  const fields = Object.entries(maps).map(([name, map]) => {
    const [first] = map.values()
    return `${name}: ${typeof first === 'object' ? Object.keys(first).toSorted().join(' ') : typeof first}`
  })
  expect(fields.toSorted()).toEqual([
    'apps: botAbility botName botOpenId callbackUrl cardCallback contactRange encryptKey eventUrl events id published scopes secret tokens verificationToken',
    'chats: bots botsMaySpeak createdAt dissolved id kind messages mode name owner people threadReplies',
    'departments: departmentId head id name order parent',
    'files: bytes fileType key kind mime name owner',
    'messages: card cardVersion chatId content createdAt deleted edits files id kind mentions n onlyFor openCallbacks parentId pinned rootId sender threadId updatedAt urgentFor version',
    'people: available departments email id jobTitle name resigned stopped timeZone unionId',
    'readMarks: number',
    'updateTokens: undefined',
    'uuids: at messageId',
  ])
})
