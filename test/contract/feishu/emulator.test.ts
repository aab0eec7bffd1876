import { describe, expect, test } from 'vitest'
import { card, form, input, submit } from '#cards/card.ts'
import type { AssignmentId, ChatId, MessageId, OpenId } from '#src/domain/ids.ts'
import { startEmulator } from '#src/emulator/start.ts'
import type { Switches } from '#src/emulator/switches.ts'
import type { InboundEvent, Reply } from '#src/events.ts'
import { makeMessenger } from '#src/feishu/client.ts'
import { connect } from '#src/feishu/connection.ts'
import { makeDirectory } from '#src/feishu/directory.ts'
import type { ByteFlow } from '#src/ports.ts'
import { openDoor } from './door.ts'
import { secret } from './fake-platform.ts'
import { monday, seal } from './sealed.ts'

const press = { v: 1, do: 'submit-answer', assignment: 12 as AssignmentId, seen: 3 } as const
const question = card('第17条', 'blue', [
  form('answer', [input({ name: 'fact', label: '工作情况', value: null }), submit('提交并继续', press)]),
])
const next = card('第18条', 'blue', [
  form('answer', [input({ name: 'fact', label: '工作情况', value: null }), submit('提交并继续', press)]),
])
const hello = { kind: 'text', text: '您好' } as const

type Options = { switches?: Partial<Switches>; receive?: (event: InboundEvent) => Promise<Reply | null> }

/** A school of two on the emulated platform, our door at its request URL, and our client pointed at it. */
async function openSchool({ switches = {}, receive = () => Promise.resolve(null) }: Options = {}) {
  const emulator = await startEmulator({ switches, now: () => monday })
  const door = await openDoor(receive)
  const office = emulator.addDepartment({ name: '办公室' })
  const lin = emulator.addPerson({ name: '林老师', departments: [office] })
  const chen = emulator.addPerson({ name: '陈老师', departments: [office] })
  emulator.setHead(office, chen)
  const group = emulator.addGroup({ name: '领导小组', members: [lin, chen] })
  const app = emulator.addApp({ ...seal, appSecret: secret, botName: '对标' })
  await app.setRequestUrl(`${door.url}/webhook/feishu`)
  const connection = connect({ appId: seal.appId, appSecret: secret, domain: emulator.url }, { now: () => monday })
  return {
    ...{ emulator, door, office, lin, chen, app, group },
    linId: lin.openId(app) as OpenId,
    chenId: chen.openId(app) as OpenId,
    chat: group.id as ChatId,
    messenger: makeMessenger(connection),
    directory: makeDirectory(connection),
    async [Symbol.asyncDispose]() {
      await emulator.stop()
      await door[Symbol.asyncDispose]()
    },
  }
}

describe('what people do comes in', () => {
  test('a message in private, and one in a group by whom the bot is mentioned', async () => {
    await using school = await openSchool()
    await school.lin.say(school.app, '填报')
    await school.emulator.addBot(school.group, school.app)
    await school.chen.say(school.group, '{@} /progress', { mention: school.app })
    await school.emulator.settle()
    const { bot } = await school.messenger.self()
    expect(school.door.events).toMatchObject([
      { kind: 'message', place: 'private', sender: school.linId, said: { text: '填报' }, mentions: [], at: monday },
      { kind: 'bot-added', chat: school.chat },
      { kind: 'message', place: 'group', chat: school.chat, said: { text: ' /progress' }, mentions: [{ who: bot }] },
    ])
  })

  test('files, pictures and people who leave', async () => {
    await using school = await openSchool()
    await school.lin.sendFile(school.app, '体检记录.pdf', Buffer.from('x'))
    await school.lin.sendSticker(school.app)
    await school.emulator.settle()
    school.emulator.removePerson(school.lin)
    await school.emulator.settle()
    expect(school.door.events).toMatchObject([
      { said: { kind: 'file', name: '体检记录.pdf' } },
      { said: { kind: 'other', type: 'sticker' } },
      { kind: 'person-left', person: school.linId },
    ])
  })

  test('an event that fails comes again, old signature or new', async () => {
    for (const retrySignature of ['fresh', 'same'] as const) {
      let fails = true
      await using school = await openSchool({
        switches: { retrySignature },
        receive: () => (fails ? Promise.reject(new Error('no database')) : Promise.resolve(null)),
      })
      await school.lin.say(school.app, '填报')
      await school.emulator.settle()
      fails = false
      school.emulator.retryNow()
      await school.emulator.settle()
      expect(school.door.events).toHaveLength(2)
      expect(school.emulator.waitingRetries()).toEqual([])
    }
  })

  test.each<Partial<Switches>>([
    { submitValue: 'present', callbackCreateTime: 'microseconds' },
    { submitValue: 'absent', callbackCreateTime: 'milliseconds' },
  ])('a form, and its answer is the next card (%o)', async (switches) => {
    await using school = await openSchool({
      switches,
      receive: async (event) =>
        event.kind === 'press' ? { toast: { kind: 'success', text: '已提交。' }, card: next } : null,
    })
    const sent = await school.messenger.send(
      { to: 'person', person: school.linId },
      { kind: 'card', card: question },
      'k',
    )
    const pressed = await school.emulator.press(school.lin, sent.message, {
      button: '提交并继续',
      form: { fact: '每学期体检一次' },
    })
    expect(pressed).toMatchObject({ kind: 'answered', code: 0, toast: { type: 'success' }, card: next })
    expect(school.door.events).toMatchObject([
      {
        kind: 'press',
        presser: school.linId,
        press,
        form: { fact: '每学期体检一次' },
        card: sent.message,
        chat: sent.chat,
      },
    ])
  })

  test('a press on a bug is answered too', async () => {
    await using school = await openSchool({ receive: () => Promise.reject(new Error('bug')) })
    const sent = await school.messenger.send(
      { to: 'person', person: school.linId },
      { kind: 'card', card: question },
      'k',
    )
    const pressed = await school.emulator.press(school.lin, sent.message, {
      button: '提交并继续',
      form: { fact: '有' },
    })
    expect(pressed).toMatchObject({ kind: 'answered', code: 0, toast: { type: 'error' }, card: null })
  })
})

describe('what we do goes out', () => {
  test('a card, its change, and a reply in its thread', async () => {
    await using school = await openSchool()
    await school.emulator.addBot(school.group, school.app)
    const sent = await school.messenger.send({ to: 'chat', chat: school.chat }, { kind: 'card', card: question }, 'a')
    await school.messenger.update(sent.message, next)
    const reply = await school.messenger.send({ to: 'thread', of: sent.message, chat: school.chat }, hello, 'b')
    expect(school.emulator.message(sent.message)).toMatchObject({ card: next })
    expect(reply.chat).toBe(school.chat)
    expect(school.emulator.world.messages.get(reply.message)).toMatchObject({ rootId: sent.message })
  })

  test('a file, whole and under its name', async () => {
    await using school = await openSchool()
    const file = await school.messenger.upload('整改工作总结.docx', Buffer.from('内容'))
    await school.messenger.send({ to: 'person', person: school.linId }, { kind: 'file', file }, 'k')
    const stored = school.emulator.file(file)
    expect([stored.name, stored.fileType, stored.bytes.toString()]).toEqual(['整改工作总结.docx', 'doc', '内容'])
  })

  test('a file that is read while it is sent, once more with a fresh token', async () => {
    await using school = await openSchool()
    const part = Buffer.alloc(64 * 1024, 'a')
    let opened = 0
    const flow: ByteFlow = {
      bytes: 80 * part.length,
      read() {
        opened += 1
        return parts()
      },
    }
    async function* parts() {
      for (let sent = 0; sent < 80; sent += 1) yield part
    }
    const file = await school.messenger.upload('佐证包.zip', flow)
    const stored = school.emulator.file(file)
    expect([stored.name, stored.fileType, stored.bytes.length]).toEqual(['佐证包.zip', 'stream', flow.bytes])
    expect(stored.bytes.every((byte) => byte === 97)).toBe(true)
    expect(opened).toBe(1)
    school.app.revokeTokens()
    await school.messenger.upload('佐证包.zip', flow)
    expect(opened).toBe(3)
  })

  test('a file that cannot be read to its end is uploaded by nobody', async () => {
    await using school = await openSchool()
    const flow: ByteFlow = {
      bytes: 100,
      async *read() {
        yield new Uint8Array(10)
        throw new Error('the disk is gone')
      },
    }
    const before = school.emulator.world.files.size
    await expect(school.messenger.upload('佐证包.zip', flow)).rejects.toMatchObject({ kind: 'unknown' })
    expect(school.emulator.world.files.size).toBe(before)
  })

  test('once per key, whichever way the platform says so', async () => {
    for (const secondUuid of ['same', 'error'] as const) {
      await using school = await openSchool({ switches: { secondUuid } })
      const send = () => school.messenger.send({ to: 'person', person: school.linId }, hello, 'key')
      const first = await send()
      const second = await send().catch((error: unknown) => error)
      expect(second).toMatchObject(secondUuid === 'same' ? first : { kind: 'duplicate' })
      expect(school.emulator.messages(first.chat)).toHaveLength(1)
    }
  })

  test('an answer that was lost: it may have happened, and the same key does not send twice', async () => {
    await using school = await openSchool()
    const send = () => school.messenger.send({ to: 'person', person: school.linId }, hello, 'key')
    school.emulator.failNext({ api: 'POST /open-apis/im/v1/messages', times: 1, how: { kind: 'cut-after' } })
    await expect(send()).rejects.toMatchObject({ kind: 'unknown' })
    const sent = await send()
    expect(school.emulator.messages(sent.chat)).toHaveLength(1)
  })

  test('after the tokens were taken away', async () => {
    await using school = await openSchool()
    const send = (key: string) => school.messenger.send({ to: 'person', person: school.linId }, hello, key)
    await send('a')
    school.app.revokeTokens()
    await expect(send('b')).resolves.toBeDefined()
  })

  test('what is refused is told apart', async () => {
    await using school = await openSchool()
    const away = school.emulator.addPerson({ name: '周老师', available: false }).openId(school.app) as OpenId
    const send = (to: OpenId, key: string) => school.messenger.send({ to: 'person', person: to }, hello, key)
    await expect(send(away, 'a')).rejects.toMatchObject({ kind: 'address' })
    await expect(school.messenger.send({ to: 'chat', chat: school.chat }, hello, 'b')).rejects.toMatchObject({
      kind: 'address',
      code: 230002,
    })
    school.app.setBotAbility(false)
    await expect(send(school.linId, 'c')).rejects.toMatchObject({ kind: 'settings', code: 230006 })
    await expect(school.messenger.self()).rejects.toMatchObject({ kind: 'settings' })
    school.app.setBotAbility(true)
    school.app.setScopes([])
    await expect(send(school.linId, 'd')).rejects.toMatchObject({ kind: 'settings', code: 99991672 })
    await expect(send(school.linId, 'd')).rejects.toThrow('im:message:send_as_bot')
  })

  test('too fast: again, and when', async () => {
    await using school = await openSchool()
    const { message } = await school.messenger.send(
      { to: 'person', person: school.linId },
      { kind: 'card', card: next },
      'k',
    )
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => school.messenger.update(message, question)))
    const refused = all.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(refused).toMatchObject(Array(3).fill({ kind: 'again', status: 429, afterMs: 1000 }))
  })
})

describe('who is who', () => {
  test('departments with heads, members, people and the members of a group', async () => {
    await using school = await openSchool()
    await school.emulator.addBot(school.group, school.app)
    const grades = school.emulator.addDepartment({ name: '年级组', parent: school.office })
    const { directory, linId, chenId } = school
    const lin = { person: linId, name: '林老师' }
    const chen = { person: chenId, name: '陈老师' }
    const office = { id: school.office.id, parent: null, name: '办公室', head: chenId }
    const below = { id: grades.id, parent: school.office.id, name: '年级组', head: null }
    expect(await directory.departments(null, true)).toEqual([office, below])
    expect(await directory.departments(null, false)).toEqual([office])
    expect(await directory.departments(school.office.id, false)).toEqual([below])
    expect(await directory.members(school.office.id)).toEqual([lin, chen])
    expect(await directory.chatMembers(school.chat)).toEqual([lin, chen])
    school.emulator.removePerson(school.lin)
    expect(await directory.people([linId, chenId])).toEqual([chen])
  })

  test('of an app that may see one department only', async () => {
    await using school = await openSchool()
    school.emulator.addDepartment({ name: '教务处' })
    school.app.setContactRange({ departments: [school.office] })
    expect((await school.directory.departments(null, true)).map(({ name }) => name)).toEqual(['办公室'])
    await expect(school.directory.members('0')).rejects.toMatchObject({ kind: 'settings', code: 40004 })
  })

  test('more than fill one page', async () => {
    await using school = await openSchool()
    for (let n = 0; n < 120; n++) school.emulator.addPerson({ name: `${n}号`, departments: [school.office] })
    expect(await school.directory.members(school.office.id)).toHaveLength(122)
  })

  test('names without their scope', async () => {
    await using school = await openSchool()
    school.app.setScopes(['contact:contact.base:readonly'])
    const members = await school.directory.members(school.office.id)
    expect(members.length).toBeGreaterThan(0)
    expect(members.every((one) => one.name === '')).toBe(true)
    const who = members.map((one) => one.person)
    await expect(school.directory.people(who)).rejects.toMatchObject({ kind: 'settings' })
  })
})

test('a message that is no more', async () => {
  await using school = await openSchool()
  const gone = 'om_0000000000000000000000000000ffff' as MessageId
  await expect(school.messenger.update(gone, next)).rejects.toMatchObject({ name: 'MessengerError' })
})
