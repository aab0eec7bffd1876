import { once } from 'node:events'
import { connect, Server, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import Koa from 'koa'
import { Registry } from 'prom-client'
import { expect, test, vi } from 'vitest'
import { makeDoor } from '#src/door.ts'
import { webhook } from '#src/feishu/webhook.ts'
import { health } from '#src/health.ts'
import { sample } from './feishu/fixture.ts'
import { monday, type Request, seal, sealed, signed } from './feishu/sealed.ts'

const press = sealed(sample('presses', 'button'))
const answered = { toast: { type: 'success', content: '已提交。' } }
const nothingLogged = { warn: () => {}, error: () => {} }

/** What the bot shows to the world, behind its real door, with every press answered at once. */
async function openHouse() {
  const app = new Koa()
  app.on('error', () => {})
  const checks = { database: async () => {}, queue: async () => {} }
  const heard = async () => ({ press: false, words: false })
  app.use(health({ checks, registry: new Registry(), heard, refusals: async () => ({}) }).routes())
  const receive = async () => ({ toast: { kind: 'success' as const, text: '已提交。' } })
  app.use(webhook({ seal, receive, refused: () => {}, now: () => monday, log: nothingLogged }).routes())
  const door = makeDoor(app.callback())
  const port = await door.open(0)
  const url = `http://127.0.0.1:${port}`
  const post = (path: string, { body, headers }: Request) => fetch(url + path, { method: 'POST', headers, body })
  return {
    port,
    post,
    async press() {
      const answer = await post('/webhook/feishu', press)
      return answer.json()
    },
    [Symbol.asyncDispose]: () => door.close(),
  }
}

/** Somebody who holds a connection; `said` resolves with all that was answered when the other side has closed it. */
async function visitor(port: number) {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const heard: Buffer[] = []
  socket.on('data', (bytes: Buffer) => heard.push(bytes))
  // Cut off in the middle of a sentence: that is what is looked for.
  socket.on('error', () => {})
  const said = new Promise<string>((resolve) => {
    socket.once('close', () => resolve(Buffer.concat(heard).toString()))
  })
  return { socket, said }
}

/** Goes on a byte at a time for as long as it is let. */
function dribble(socket: Socket, bytes = 'x') {
  const going = setInterval(() => socket.write(bytes), 250)
  socket.once('close', () => clearInterval(going))
}

/** Goes on as fast as it is let. */
function flood(socket: Socket) {
  const chunk = Buffer.from(`10000\r\n${'x'.repeat(0x10000)}\r\n`)
  const going = () => {
    while (!socket.destroyed && socket.write(chunk)) {}
  }
  socket.on('drain', going)
  going()
}

const open = (path: string, more: string) => `POST ${path} HTTP/1.1\r\nhost: x\r\n${more}\r\n`
const long = 'content-length: 100000\r\n'
const chunked = 'transfer-encoding: chunked\r\n'

test('whoever dribbles, floods or says nothing is cut off, and an honest press is answered all the while', async () => {
  await using house = await openHouse()
  const hold = async (first: string, then: (socket: Socket) => void) => {
    const { socket, said } = await visitor(house.port)
    socket.write(first)
    then(socket)
    return said
  }
  const cut = {
    'not a byte': hold('', () => {}),
    'half a line': hold('POST /webhook/fei', () => {}),
    'headers, a byte at a time': hold('GET /healthz HTTP/1.1\r\nx-long: ', dribble),
    'header after header': hold('GET /metrics HTTP/1.1\r\n', (socket) => dribble(socket, 'x: y\r\n')),
    'a body for the webhook': hold(open('/webhook/feishu', long), dribble),
    'chunks for the webhook': hold(open('/webhook/feishu', chunked), (socket) => dribble(socket, '1\r\nx\r\n')),
    'a body for /healthz': hold(open('/healthz', long), dribble),
    'a body for nobody': hold(open('/nobody', long), dribble),
    'a flood for the webhook': hold(open('/webhook/feishu', chunked), flood),
    'a flood for /readyz': hold(open('/readyz', chunked), flood),
    'a flood for nobody': hold(open('/nobody', chunked), flood),
  }
  const honest: unknown[] = [await house.press()]
  const said = await Promise.all(
    Object.entries(cut).map(async ([what, cutOff]) => {
      const heard = await cutOff
      honest.push(await house.press())
      return [what, heard.match(/^HTTP\/1.1 (\d+)/)?.[1] ?? ''] as const
    }),
  )
  expect(honest).toEqual(Array(12).fill(answered))
  expect(Object.fromEntries(said)).toMatchObject({
    'headers, a byte at a time': '408',
    'header after header': '408',
    'a body for the webhook': '408',
    'chunks for the webhook': '408',
  })
})

test('ten thousand connections that say nothing keep nobody out', async () => {
  await using house = await openHouse()
  let alive = 0
  for (let opened = 0; opened < 10_000; opened += 100) {
    await Promise.all(
      Array.from({ length: 100 }, async () => {
        const { said } = await visitor(house.port)
        alive++
        void said.then(() => alive--)
      }),
    )
    if (opened % 1_000 === 0) expect(await house.press()).toEqual(answered)
  }
  expect(await house.press()).toEqual(answered)
  await expect.poll(() => alive).toBeLessThanOrEqual(800)
})

test('of too many connections the one goes that waits longest for its client, not one that waits for us', async () => {
  const work = Promise.withResolvers<void>()
  const door = makeDoor(async (request, response) => {
    if (request.url === '/slow') await work.promise
    response.end('done')
  })
  const port = await door.open(0)
  const slow = await visitor(port)
  slow.socket.write('GET /slow HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
  const silent = await visitor(port)
  const used = await visitor(port)
  for (let opened = 0; opened < 790; opened++) await visitor(port)
  used.socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  await once(used.socket, 'data')
  for (let opened = 0; opened < 20; opened++) await visitor(port)
  expect(await silent.said).toBe('')
  expect(used.socket.destroyed).toBe(false)
  work.resolve()
  expect(await slow.said).toMatch(/^HTTP\/1.1 200/)
  await door.close()
})

const mebibyte = 1_024 * 1_024
const streamed = (bytes: number) => new Blob([Buffer.alloc(bytes, 0x20)]).stream()

test('a body of more than 1 MiB is refused, however its length is told, and a packed one is not unpacked', async () => {
  await using house = await openHouse()
  const address = '/webhook/feishu'
  const { headers } = press
  expect((await house.post(address, signed(Buffer.alloc(mebibyte + 1, 0x20)))).status).toBe(413)
  const inChunks = (bytes: number) =>
    fetch(`http://127.0.0.1:${house.port}${address}`, {
      method: 'POST',
      headers,
      body: streamed(bytes),
      duplex: 'half',
    } as RequestInit)
  expect((await inChunks(mebibyte + 1)).status).toBe(413)
  // As it came, its signature is wrong; unpacked it would be 64 MiB.
  const packed = { body: gzipSync(Buffer.alloc(64 * mebibyte)), headers: { ...headers, 'content-encoding': 'gzip' } }
  expect((await house.post(address, packed)).status).toBe(401)
  expect(await house.press()).toEqual(answered)
})

test('headers of more than 16 KiB are refused', async () => {
  await using house = await openHouse()
  for (const path of ['/webhook/feishu', '/healthz', '/nobody']) {
    const answer = await house.post(path, { ...press, headers: { ...press.headers, 'x-long': 'x'.repeat(20_000) } })
    expect(answer.status).toBe(431)
  }
  expect(await house.press()).toEqual(answered)
})

test('a door that closes answers what it has taken, and cuts off who has not asked yet', async () => {
  const work = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const door = makeDoor(async (_, response) => {
    begun.resolve()
    await work.promise
    response.end('done')
  })
  const port = await door.open(0)
  const silent = await visitor(port)
  const half = await visitor(port)
  half.socket.write('POST /webhook/feishu HTTP/1.1\r\nhost: x\r\ncontent-le')
  // Without asking for it: a proxy keeps its connections.
  const asking = await visitor(port)
  asking.socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  await begun.promise
  const closed = door.close()
  expect([await silent.said, await half.said]).toEqual(['', ''])
  work.resolve()
  expect(await asking.said).toMatch(/^HTTP\/1.1 200 [\s\S]*connection: close[\s\S]*done/i)
  await closed
  await expect(visitor(port)).rejects.toThrow(/ECONNREFUSED/)
})

test('a connection the system has no room for costs nobody else anything', async () => {
  const listening = vi.spyOn(Server.prototype, 'listen')
  await using house = await openHouse()
  const [server] = listening.mock.contexts as Server[]
  listening.mockRestore()
  // As Node says it, once for each such connection (EMFILE, ENFILE): unheard, it would end the process.
  const refused = Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' })
  for (let times = 0; times < 3; times += 1) server?.emit('error', refused)
  expect(await house.press()).toEqual(answered)
})
