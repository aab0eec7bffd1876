import { inspect } from 'node:util'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ChatId, OpenId } from '#src/domain/ids.ts'
import { makeMessenger } from '#src/feishu/client.ts'
import { connect } from '#src/feishu/connection.ts'
import { makeDirectory } from '#src/feishu/directory.ts'
import { explain } from '#src/feishu/explain.ts'
import { MessengerError, type TroubleKind } from '#src/ports.ts'
import { type Answer, ok, refused, secret, startFake } from './fake-platform.ts'

const words = '学生没有午休床'

/** Short only where nothing will come: a busy machine must not change what is tested. */
function patience(answer: Answer): number {
  return answer === 'hang' || answer === 'stall' || answer === 'dribble' ? 60 : 10_000
}

/** What comes of a send the platform answers so. */
async function failing(answer: Answer): Promise<MessengerError> {
  await using fake = await startFake(() => answer)
  const messenger = makeMessenger(connect(fake.access, { timeoutMs: patience(answer) }))
  const chat = { to: 'chat', chat: 'oc_1' as ChatId } as const
  return await messenger.send(chat, { kind: 'text', text: words }, 'key').then(
    () => Promise.reject(new Error('the send succeeded')),
    (error: MessengerError) => error,
  )
}

afterEach(() => vi.restoreAllMocks())

describe('what to do about it', () => {
  const table: [TroubleKind, number, number[]][] = [
    ['again', 400, [99991400, 230020, 11232, 11233, 11247, 1000004, 1000005]],
    ['unknown', 400, [2200, 230049]],
    ['unknown', 500, [123456]],
    ['settings', 400, [99991672, 99991679, 99991401, 99991403, 230006, 230027]],
    ['settings', 403, [40004, 40014, 41050]],
    ['address', 400, [230013, 230029, 230002, 230034, 230053, 230035, 230018, 232009, 99992351, 99992361]],
    ['content', 400, [230001, 230025, 230099, 230022, 230028, 99992402, 7654321]],
    ['content', 200, [7654321]],
    ['gone', 400, [230011, 230110, 99992354, 230031]],
  ]
  const cases = table.flatMap(([kind, status, codes]) => codes.map((code) => [code, status, kind] as const))
  test.each(cases)('code %i, HTTP %i: %s', async (code, status, kind) => {
    expect(await failing(refused(code, status))).toMatchObject({ kind, code, status, afterMs: null })
  })

  test('HTTP 200 with a code is a failure as well', async () => {
    expect(await failing(refused(230006, 200))).toMatchObject({ kind: 'settings', code: 230006, status: 200 })
  })

  test('too often: when the platform says how long, that long', async () => {
    const limited = refused(99991400, 429, {}, { 'x-ogw-ratelimit-reset': '38' })
    expect(await failing(limited)).toMatchObject({ kind: 'again', status: 429, afterMs: 38_000 })
    const odd = refused(99991400, 429, {}, { 'x-ogw-ratelimit-reset': 'soon' })
    expect(await failing(odd)).toMatchObject({ kind: 'again', afterMs: null })
  })

  test('a card that is just being used: again, unlike a card that is wrong', async () => {
    const locked = 'Failed to create card content, ext=ErrCode: 11310; ErrMsg: card action is lock;'
    expect(await failing(refused(230099, 400, { msg: locked }))).toMatchObject({ kind: 'again' })
    const wrong = 'Failed to create card content, ext=ErrCode: 11310; ErrMsg: element exceeds the limit;'
    expect(await failing(refused(230099, 400, { msg: wrong }))).toMatchObject({ kind: 'content' })
  })

  test('a key that was used before', async () => {
    expect(await failing(refused(230001, 400, { msg: 'uuid was used before' }))).toMatchObject({ kind: 'duplicate' })
    expect(await failing(refused(230001, 400, { msg: 'uuid is too long' }))).toMatchObject({ kind: 'content' })
  })

  test('the scopes that are missing are named', async () => {
    const detail = { permission_violations: [{ subject: 'im:message' }, { subject: 'Bearer t-1 <b>' }] }
    expect((await failing(refused(99991672, 400, { error: detail }))).message).toBe(
      'POST /open-apis/im/v1/messages (needs one of im:message): settings, code 99991672, HTTP 400',
    )
  })

  test.each<[string, Answer, TroubleKind, number | null]>([
    ['no answer in time', 'hang', 'unknown', null],
    ['an answer that stalls', 'stall', 'unknown', null],
    ['an answer that never ends', 'dribble', 'unknown', null],
    ['a cut connection', 'cut', 'unknown', null],
    ['a page of a gateway', { status: 502, body: '<html>' }, 'unknown', 502],
    ['a page in place of an answer', { body: '<html>' }, 'unknown', 200],
    ['an answer without ids', ok({}), 'unknown', 200],
    ['another server at the address', { status: 404, body: 'Not Found' }, 'settings', 404],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:9/' }, body: '' }, 'settings', 302],
  ])('%s', async (_, answer, kind, status) => {
    expect(await failing(answer)).toMatchObject({ kind, status, code: null })
  })

  test('nobody at the address', async () => {
    const fake = await startFake(() => 'hang')
    await fake[Symbol.asyncDispose]()
    await expect(makeMessenger(connect(fake.access)).self()).rejects.toMatchObject({ kind: 'unknown', status: null })
  })

  test.each([10003, 10014, 10015])('wrong credentials: %i', async (code) => {
    await using fake = await startFake(() => ok({}))
    fake.tokenAnswer = { body: { code, msg: `app secret ${secret} is wrong` } }
    await expect(makeMessenger(connect(fake.access)).self()).rejects.toMatchObject({ kind: 'settings', code })
    expect(fake.calls).toEqual([])
  })

  test('an upload keeps its reason', async () => {
    await using fake = await startFake(() => refused(234006))
    await expect(makeMessenger(connect(fake.access)).upload('a.docx', Buffer.from('x'))).rejects.toMatchObject({
      kind: 'content',
      code: 234006,
    })
  })
})

test('neither an error nor a log line ever holds the secret, a token, an id or what somebody wrote', async () => {
  const printed: unknown[] = []
  const said: unknown[] = []
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
    vi.spyOn(console, method).mockImplementation((...all) => void said.push(all))
  }
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => printed.push(text) > 0)
  }
  const errors: unknown[] = []
  const answers: Answer[] = [
    'cut',
    'hang',
    refused(230001, 400, { msg: `bad ${words}` }),
    refused(99991663),
    { status: 500, body: words },
    { body: { code: 10014, msg: secret } },
  ]
  for (const answer of answers) {
    await using fake = await startFake(() => answer)
    const ms = patience(answer)
    const connection = connect(fake.access, { timeoutMs: ms, uploadTimeoutMs: ms })
    const messenger = makeMessenger(connection)
    const directory = makeDirectory(connection)
    const keep = (error: unknown) => void errors.push(error)
    const to = { to: 'thread', of: 'om_777' as never, chat: 'oc_777' as ChatId } as const
    await messenger.send(to, { kind: 'text', text: words }, 'key').catch(keep)
    await messenger.upload('a.docx', Buffer.from(words)).catch(keep)
    await directory.chatMembers('oc_777' as ChatId).catch(keep)
    await directory.people(['ou_777' as OpenId]).catch(keep)
    fake.tokenAnswer = answer
    await makeMessenger(connect(fake.access, { timeoutMs: ms }))
      .self()
      .catch(keep)
  }
  vi.restoreAllMocks()
  expect(errors).toHaveLength(answers.length * 5)
  expect(said).toEqual([]) // the SDK has its own logger, and it is not let speak
  const all = inspect([errors, printed], { depth: 20, showHidden: true }) + JSON.stringify([errors, printed])
  expect(all).not.toMatch(new RegExp(`${secret}|t-bearer|Bearer|${words}|_777`))
})

describe('in words', () => {
  const kinds: TroubleKind[] = ['again', 'unknown', 'address', 'content', 'gone', 'settings', 'duplicate']
  const codes = [
    99991672, 230013, 230006, 10003, 10014, 10015, 99991401, 99991403, 230002, 230053, 232009, 230029, 230018, 40004,
  ]
  test.each([...kinds.map((kind) => [kind, null] as const), ...codes.map((code) => ['settings', code] as const)])(
    '%s %s: one sentence for whom it concerns, in their language',
    (kind, code) => {
      const { operator, coordinator } = explain(new MessengerError(kind, 'POST /x', code, 400))
      expect(operator).toMatch(/^[A-Z].{20,}[.?]$/)
      expect(coordinator).toMatch(/^[\u4e00-\u9fff].{8,}。$/)
      expect(coordinator).not.toMatch(/验收|打卡|排名|达标|scope|token/)
    },
  )
  test('say what is special about a code', () => {
    const said = codes.map((code) => explain(new MessengerError('settings', 'x', code, 400)).operator)
    expect(new Set(said).size).toBe(codes.length)
    expect(said).not.toContain(explain(new MessengerError('settings', 'x', null, 400)).operator)
  })
})
