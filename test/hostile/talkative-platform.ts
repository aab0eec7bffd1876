import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export type TalkativePlatform = AsyncDisposable & {
  /** What the bot takes for its platform. */
  readonly url: string
  /** Whom everything is handed on to; before that everything is refused. */
  handOnTo(url: string): void
  /** Refuses the next so many calls whose method and path match, and says back whatever it was told. */
  refuse(times: number, what: RegExp, how: { readonly status: number; readonly code: number | null }): void
  /** Of what was to be refused, what nobody asked for. */
  unasked(): readonly string[]
}

/** A platform that quotes the whole request in its error, token and all: so do gateways, and libraries that fail. */
export async function talkativePlatform(): Promise<TalkativePlatform> {
  let behind = ''
  const orders: {
    left: number
    asked: boolean
    readonly what: RegExp
    readonly how: { status: number; code: number | null }
  }[] = []
  const server = createServer(async (ask, answer) => {
    const body = await buffer(ask)
    const { method = '', url: path = '', headers } = ask
    const order = orders.find((one) => one.left > 0 && one.what.test(`${method} ${path}`))
    if (behind === '' || order !== undefined) {
      const { status, code } = order?.how ?? { status: 502, code: null }
      if (order !== undefined) {
        order.left -= 1
        order.asked = true
      }
      const said = `${method} ${path} ${JSON.stringify(headers)} ${body.toString()}`
      const text = code === null ? `<pre>${said}</pre>` : JSON.stringify({ code, msg: said, error: { message: said } })
      answer.writeHead(status, { 'content-type': code === null ? 'text/html' : 'application/json' }).end(text)
      return
    }
    const onward = request(behind + path, { method, headers, agent: false }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.on('error', () => answer.destroy()).pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    onward.end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    handOnTo(url) {
      behind = url
    },
    refuse: (times, what, how) => void orders.push({ left: times, asked: false, what, how }),
    unasked: () => orders.filter((one) => !one.asked).map(({ what }) => what.source),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
