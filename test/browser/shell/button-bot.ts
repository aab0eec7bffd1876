import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What is answered to a press: JSON, or (null) nothing at all, or a promise of either. */
export type CallbackAnswer = object | null | Promise<object | null>

export type ButtonBot = {
  readonly url: string
  send(chat: string, card: object): Promise<void>
  answerWith(answer: CallbackAnswer): void
  stop(): Promise<void>
}

/** A bot that takes the platform's challenge, hears everything, and answers presses with what it was told. */
export async function startButtonBot(platform: string): Promise<ButtonBot> {
  let answer: CallbackAnswer = {}
  const open = new Set<ServerResponse>()
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as Body
    response.setHeader('content-type', 'application/json')
    if (body.challenge !== undefined) return void response.end(JSON.stringify({ challenge: body.challenge }))
    if (body.header?.event_type !== 'card.action.trigger') return void response.end('{}')
    open.add(response)
    const said = await answer
    if (said !== null) response.end(JSON.stringify(said))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    async send(chat, card) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${await token(platform)}` }
      const body = JSON.stringify({ receive_id: chat, msg_type: 'interactive', content: JSON.stringify(card) })
      const address = `${platform}/open-apis/im/v1/messages?receive_id_type=chat_id`
      const sent = await (await fetch(address, { method: 'POST', headers, body })).json()
      if ((sent as { code: number }).code !== 0) throw new Error(JSON.stringify(sent))
    },
    answerWith(next) {
      answer = next
    },
    async stop() {
      for (const each of open) each.destroy()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

type Body = { readonly challenge?: string; readonly header?: { readonly event_type: string } }

async function token(platform: string): Promise<string> {
  const address = `${platform}/open-apis/auth/v3/tenant_access_token/internal`
  const body = JSON.stringify({ app_id: 'cli_00000000000000aa', app_secret: 'secret' })
  const headers = { 'content-type': 'application/json' }
  const answer = await (await fetch(address, { method: 'POST', headers, body })).json()
  return (answer as { tenant_access_token: string }).tenant_access_token
}
