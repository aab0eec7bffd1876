import { describe, expect, test } from 'vitest'
import { card, form, input, submit } from '#cards/card.ts'
import type { AssignmentId, OpenId } from '#src/domain/ids.ts'
import { startEmulator } from '#src/emulator/start.ts'
import type { Switches } from '#src/emulator/switches.ts'
import type { InboundEvent, Reply } from '#src/events.ts'
import { makeMessenger } from '#src/feishu/client.ts'
import { connect } from '#src/feishu/connection.ts'
import { secret } from './fake-platform.ts'
import { sample } from './fixture.ts'
import { call, startFakeLine } from './line.ts'
import { monday, seal } from './sealed.ts'

const walk = (title: string, seen: number) =>
  card(title, 'blue', [
    form('answer', [
      input({ name: 'fact', label: '工作情况', value: null }),
      submit('提交并继续', { v: 1, do: 'submit-answer', assignment: 12 as AssignmentId, seen }),
    ]),
  ])
const question = walk('第17条', 3)
const next = walk('第18条', 4)
const nothing = () => Promise.resolve(null)
const isOpen = /the long connection is open /
const isOpenAgain = /the long connection is open again/

type Receive = (event: InboundEvent) => Promise<Reply | null>

/** A teacher on the emulated platform with a card before her, and our line to it, open. */
async function openSchool(receive: Receive, switches: Partial<Switches> = {}) {
  const emulator = await startEmulator({ switches: { reconnectSeconds: 0, ...switches }, now: () => monday })
  const app = emulator.addApp({ ...seal, appSecret: secret, botName: '对标' })
  const lin = emulator.addPerson({ name: '林老师' })
  const access = { appId: seal.appId, appSecret: secret, domain: emulator.url }
  const messenger = makeMessenger(connect(access, { now: () => monday }))
  const sent = await messenger.send(
    { to: 'person', person: lin.openId(app) as OpenId },
    { kind: 'card', card: question },
    'k',
  )
  const caller = call(access, receive, { silenceSeconds: 0.5 })
  await caller.logged(isOpen)
  const tries = () => emulator.wire.entries.flatMap((one) => (one.kind === 'event' ? [one.ok] : []))
  return {
    ...{ emulator, app, lin, access, caller, tries },
    press: () => emulator.press(lin, sent.message, { button: '提交并继续', form: { fact: '每学期体检一次' } }),
    async again() {
      emulator.retryNow()
      await emulator.settle()
    },
    async [Symbol.asyncDispose]() {
      await caller.line.stop()
      await emulator.stop()
    },
  }
}

/** Something that begins to work, and ends when it is told to. */
function slowly() {
  const begun = Promise.withResolvers<void>()
  const work = Promise.withResolvers<Reply | null>()
  const receive = () => {
    begun.resolve()
    return work.promise
  }
  return { begun: begun.promise, end: work.resolve, fail: work.reject, receive }
}

describe('an event', () => {
  test('is acknowledged when its effect is durable, and not before', async () => {
    const { begun, end, receive } = slowly()
    await using school = await openSchool((event) => (event.kind === 'press' ? nothing() : receive()))
    await school.lin.say(school.app, '/start 17')
    await begun
    await school.press() // goes the same way, there and back: an answer said before it would be here by now
    expect(school.tries()).toEqual([])
    end(null)
    await school.emulator.settle()
    expect(school.tries()).toEqual([true])
    expect(school.caller.events[0]).toMatchObject({ kind: 'message', said: { text: '/start 17' } })
  })

  test('that meets a bug comes again; it is logged once, with its id and without its words', async () => {
    let fails = true
    await using school = await openSchool(() => (fails ? Promise.reject(new Error('填报')) : Promise.resolve(null)))
    await school.lin.say(school.app, '填报')
    await school.emulator.settle()
    fails = false
    await school.again()
    expect(school.tries()).toEqual([false, true])
    await school.caller.logged(/error an event could not be handled .*"id":"om_/)
    expect(school.caller.log()).not.toContain('填报')
  })

  test('that takes too long comes again', async () => {
    const { begun, end, receive } = slowly()
    await using school = await openSchool(receive)
    await school.lin.say(school.app, '填报')
    await begun
    school.caller.strike()
    await school.emulator.settle()
    end(null)
    await school.again()
    expect(school.tries()).toEqual([false, true])
  })
})

describe('a press', () => {
  test('is answered with toast and card, over the line', async () => {
    await using school = await openSchool(async () => ({ toast: { kind: 'success', text: '已提交。' }, card: next }))
    expect(await school.press()).toMatchObject({ kind: 'answered', toast: { content: '已提交。' }, card: next })
    expect(school.caller.events).toMatchObject([
      { kind: 'press', presser: school.lin.openId(school.app), press: { do: 'submit-answer', seen: 3 } },
    ])
  })

  test('that is answered with nothing is answered all the same', async () => {
    await using school = await openSchool(nothing)
    expect(await school.press()).toMatchObject({ kind: 'answered', code: 0, toast: null, card: null })
  })

  test('that takes too long is told so, and its work goes on', async () => {
    const { begun, fail, receive } = slowly()
    await using school = await openSchool(receive)
    const pressed = school.press()
    await begun
    school.caller.strike()
    expect(await pressed).toMatchObject({ kind: 'answered', toast: { content: '还在处理，请稍等片刻再看' } })
    fail(new Error('later'))
    await school.caller.logged(/an event could not be handled/) // nobody waits any more, and still it is not lost
  })

  test('that meets a bug is told to try again', async () => {
    await using school = await openSchool(() => Promise.reject(new Error('bug')))
    const pressed = await school.press()
    expect(pressed).toMatchObject({ toast: { type: 'error', content: '出了点问题，可能没有保存，请再试一次' } })
  })
})

describe('the line', () => {
  test('that is cut comes back, and what was on its way comes again', async () => {
    const { begun, end, receive } = slowly()
    await using school = await openSchool(receive)
    await school.lin.say(school.app, '填报')
    await begun
    school.emulator.cutConnections(school.app)
    await school.caller.logged(/warn the long connection was lost/)
    await school.caller.logged(isOpenAgain)
    expect(school.caller.line.isConnected()).toBe(true)
    end(null)
    await school.emulator.settle()
    await school.again()
    expect(school.tries()).toEqual([false, true])
  })

  test('that has gone dead without a word is noticed and made anew', async () => {
    await using school = await openSchool(nothing, { pingSeconds: 1 })
    school.emulator.deadenConnections(school.app)
    await school.caller.logged(isOpenAgain)
    await school.lin.say(school.app, '填报')
    await school.emulator.settle()
    expect(school.tries()).toEqual([true])
  })

  test('that is refused says what to do, goes on trying, and comes back when it may', async () => {
    await using school = await openSchool(nothing, { reconnectSeconds: 0.05 })
    const app = school.emulator.world.apps.get(school.app.id)
    const reset = (to: string) => Object.assign(app ?? {}, { secret: to })
    reset('a new one')
    school.emulator.cutConnections(school.app)
    await school.caller.logged(/error FEISHU_APP_ID or FEISHU_APP_SECRET is wrong: copy both again .*"code":514/, 2)
    expect(school.caller.line.isConnected()).toBe(false)
    await expect(school.caller.line.check()).rejects.toThrow()
    reset(secret)
    await school.caller.logged(isOpenAgain)
    expect(school.caller.log()).not.toContain(secret)
  })

  test.each([
    ['busy', { code: 1, msg: 'busy', data: {} }, /error The platform asks to come back later/],
    ['not allowed', { code: 403, msg: 'forbidden', data: {} }, /error The platform allows this app no long connection/],
    ['wrong secret', { code: 514, msg: 'no data' }, /error FEISHU_APP_ID or FEISHU_APP_SECRET is wrong/],
    ['too many', { code: 1000040350, msg: 'x', data: {} }, /error Fifty long connections of this app are open/],
    ['another code', { code: 77, msg: 'x', data: {} }, /error The platform refused .*"code":77/],
    ['no address', { code: 0, data: { URL: 'ws://127.0.0.1:9' } }, /error No usable answer came from FEISHU_DOMAIN/],
  ])('that is refused at the start says so: %s', async (_, answer, sentence) => {
    await using platform = await startFakeLine(answer)
    using caller = call({ appId: seal.appId, appSecret: secret, domain: platform.url }, nothing)
    await caller.logged(sentence)
    expect(caller.line.isConnected()).toBe(false)
    expect(caller.log()).not.toContain('given up')
  })

  test('to nobody says so', async () => {
    using caller = call({ appId: seal.appId, appSecret: secret, domain: 'http://127.0.0.1:9' }, nothing)
    await caller.logged(/error No usable answer came from FEISHU_DOMAIN/)
  })

  test('that cannot be opened though the platform names its address says so', async () => {
    const ClientConfig = { PingInterval: 120, ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30 }
    await using platform = await startFakeLine({ code: 0, data: { URL: 'ws://127.0.0.1:9', ClientConfig } })
    using caller = call({ appId: seal.appId, appSecret: secret, domain: platform.url }, nothing)
    await caller.logged(/warn the long connection had trouble .*"ws connect failed"/)
  })

  test.each([
    ['another app', JSON.stringify({ ...sample('messages', 'text-in-private'), header: other() }), 'for another app'],
    ['no envelope', '{"hello":"world"}', 'no envelope'],
  ])('that brings what is not ours refuses it: %s', async (_, payload, why) => {
    await using platform = await startFakeLine()
    using caller = call({ appId: seal.appId, appSecret: secret, domain: platform.url }, nothing)
    await caller.logged(isOpen)
    expect(await platform.send(payload)).toEqual({ code: 500 })
    await caller.logged(new RegExp(`warn an event of the long connection was refused .*${why}`))
    expect(caller.events).toEqual([])
    expect(caller.log()).not.toMatch(/hello|world/)
  })

  test('that brings what cannot be read says so without a word of it, and what comes next is read', async () => {
    await using platform = await startFakeLine()
    using caller = call({ appId: seal.appId, appSecret: secret, domain: platform.url }, nothing)
    await caller.logged(isOpen)
    void platform.send('{"answer":"标记')
    await caller.logged(/warn the long connection had trouble .*"failed to merge event fragments"/)
    expect(caller.log()).not.toContain('标记')
    expect(await platform.send(JSON.stringify(sample('others', 'unknown')))).toEqual({ code: 200, data: 'e30=' })
    expect(caller.events).toEqual([{ kind: 'ignored', type: 'mall.order.paid_v9' }])
  })
})

function other(): object {
  return { ...(sample('messages', 'text-in-private').header as object), app_id: 'cli_ffffffffffffffff' }
}

test('stopping lets what runs be answered, turns away what comes, and hangs up', async () => {
  const { begun, end, receive } = slowly()
  await using school = await openSchool(receive)
  const pressed = school.press()
  await begun
  const stopped = school.caller.line.stop()
  expect(await school.press()).toMatchObject({ toast: { content: '出了点问题，可能没有保存，请再试一次' } })
  await school.lin.say(school.app, '填报')
  await expect.poll(school.tries).toEqual([false])
  expect(school.caller.events).toHaveLength(1)
  end({ toast: { kind: 'success', text: '已提交。' } })
  expect(await pressed).toMatchObject({ kind: 'answered', toast: { content: '已提交。' } })
  await stopped
  await expect.poll(async () => (await school.press()).code).toBe(200342) // nobody is there any more
  expect(school.caller.log()).not.toContain('lost')
})
