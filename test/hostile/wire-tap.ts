import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Town } from '#test/support/town.ts'

export type Tapped = { readonly headers: Record<string, string>; readonly body: Buffer }
export type WireTap = AsyncDisposable & {
  /** Every request of the platform, byte for byte, oldest first. */
  readonly requests: Tapped[]
  /** Sends one again as it was. */
  repeat(request: Tapped): Promise<Response>
}

/** Stands between platform and bot, hands everything on and keeps a copy: whoever could listen there could repeat it. */
export async function tapWire(town: Town): Promise<WireTap> {
  const bot = town.emulator.world.apps.get(town.app.id)?.callbackUrl
  if (typeof bot !== 'string') throw new Error('the bot has no address')
  const requests: Tapped[] = []
  const repeat = ({ headers, body }: Tapped) => fetch(bot, { method: 'POST', headers, body: Uint8Array.from(body) })
  const server = createServer(async (request, response) => {
    const headers: Record<string, string> = {}
    for (const [name, value] of Object.entries(request.headers)) {
      if (name.startsWith('x-lark') || name === 'content-type') headers[name] = String(value)
    }
    const tapped = { headers, body: await buffer(request) }
    requests.push(tapped)
    const answer = await repeat(tapped)
    response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8' })
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  await town.app.setRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return {
    requests,
    repeat,
    async [Symbol.asyncDispose]() {
      await town.app.setRequestUrl(bot)
      server.closeAllConnections()
      server.close()
    },
  }
}
