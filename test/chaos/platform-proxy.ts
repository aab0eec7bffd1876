import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { join, reset } from './tcp-proxy.ts'

/** What may become of a call to the platform. `before`: it was not done; `after`: it was, and nobody heard of it. */
export const platformFaults = [
  '429 with a reset time',
  '429 without one',
  '230020',
  '500 with a code',
  '502 before the work',
  '502 after the work',
  'reset before the work',
  'reset after the work',
  'hang before the work',
  'hang after the work',
  'an answer 2 s late',
] as const
export type PlatformFault = (typeof platformFaults)[number]

/** The way from the bots to the platform, on which calls can go wrong. */
export type PlatformProxy = {
  readonly url: string
  /** The next `times` calls go wrong in this way. */
  order(fault: PlatformFault, times: number): void
  /** Resets every connection that is open now; answers how many there were. */
  cut(): number
  /** Nothing goes wrong any more; calls that hang break off. */
  heal(): void
  /** How many calls went wrong so far, by fault. */
  readonly done: ReadonlyMap<PlatformFault, number>
  stop(): Promise<void>
}

const refusals: Partial<Record<PlatformFault, readonly [status: number, code: number, headers: object]>> = {
  '429 with a reset time': [429, 99991400, { 'x-ogw-ratelimit-reset': '1' }],
  '429 without one': [429, 99991400, {}],
  '230020': [400, 230020, {}],
  '500 with a code': [500, 2200, {}],
}

type Answered = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: Buffer }

export async function startPlatformProxy(platform: string): Promise<PlatformProxy> {
  const ordered: { readonly fault: PlatformFault; left: number }[] = []
  const done = new Map<PlatformFault, number>()
  const hanging = new Set<ServerResponse>()

  const take = (): PlatformFault | null => {
    const found = ordered.find((one) => one.left > 0)
    if (found === undefined) return null
    found.left -= 1
    done.set(found.fault, (done.get(found.fault) ?? 0) + 1)
    return found.fault
  }

  async function handle(ask: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await readAll(ask)
    const fault = take()
    if (fault === 'reset before the work') return void (answer.socket && reset(answer.socket))
    if (fault === 'hang before the work') return void hanging.add(answer)
    if (fault === '502 before the work') return badGateway(answer)
    const refusal = fault === null ? undefined : refusals[fault]
    if (refusal !== undefined) return refuse(answer, ...refusal)
    const said = await forward(platform, ask, body)
    if (fault === 'reset after the work') return void (answer.socket && reset(answer.socket))
    if (fault === 'hang after the work') return void hanging.add(answer)
    if (fault === '502 after the work') return badGateway(answer)
    if (fault === 'an answer 2 s late') await wait(2_000)
    answer.writeHead(said.status, said.headers).end(said.body)
  }

  const server = createServer((ask, answer) => {
    answer.on('error', () => {})
    handle(ask, answer).catch(() => answer.destroy())
  }).listen(0, '127.0.0.1')
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => open.delete(socket))
  })
  server.on('upgrade', (ask, near, head) => passOn(platform, ask, near as Socket, head))
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    order: (fault, times) => void ordered.push({ fault, left: times }),
    cut() {
      const all = [...open]
      for (const socket of all) reset(socket)
      return all.length
    },
    heal() {
      ordered.length = 0
      for (const answer of hanging) answer.destroy()
      hanging.clear()
    },
    done,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Not the platform's own words: what stands before it. */
function badGateway(answer: ServerResponse): void {
  answer.writeHead(502, { 'content-type': 'text/html' }).end('<html><body>502 Bad Gateway</body></html>')
}

function refuse(answer: ServerResponse, status: number, code: number, headers: object): void {
  answer.writeHead(status, { 'content-type': 'application/json', ...headers })
  answer.end(JSON.stringify({ code, msg: 'ordered by chaos' }))
}

function forward(platform: string, ask: IncomingMessage, body: Buffer): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { method, url, headers } = ask
    const onward = request(new URL(url ?? '/', platform), { method, headers, agent: false }, (said) => {
      // It is sent on whole, over a connection of its own.
      const { 'transfer-encoding': _, connection: __, 'keep-alive': ___, ...rest } = said.headers
      readAll(said).then((all) => resolve({ status: said.statusCode ?? 502, headers: rest, body: all }), reject)
    })
    onward.on('error', reject)
    onward.end(body)
  })
}

/** The long connection: from here on it is bytes both ways. */
function passOn(platform: string, ask: IncomingMessage, near: Socket, head: Buffer): void {
  const far = connect({ host: '127.0.0.1', port: Number(new URL(platform).port) })
  const headers = ask.rawHeaders.flatMap((name, n, all) => (n % 2 === 0 ? [`${name}: ${all[n + 1]}`] : []))
  far.write(`${[`${ask.method} ${ask.url} HTTP/1.1`, ...headers].join('\r\n')}\r\n\r\n`)
  far.write(head)
  join(near, far)
}

async function readAll(from: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of from) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
