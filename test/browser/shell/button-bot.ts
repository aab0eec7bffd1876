import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What is answered to a press: JSON, or (null) nothing at all, or a promise of either. */
export type CallbackAnswer = object | null | Promise<object | null>

export type ButtonBot = {
  readonly url: string
  send(chat: string, card: object): Promise<void>
  /** Puts another card in place of one it has sent. */
  change(message: string, card: object): Promise<void>
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
    send(chat, card) {
      const body = { receive_id: chat, msg_type: 'interactive', content: JSON.stringify(card) }
      return call(platform, 'POST', '/im/v1/messages?receive_id_type=chat_id', body)
    },
    change(message, card) {
      return call(platform, 'PATCH', `/im/v1/messages/${message}`, { content: JSON.stringify(card) })
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

async function call(platform: string, method: string, path: string, body: object): Promise<void> {
  const credentials = { app_id: 'cli_00000000000000aa', app_secret: 'secret' }
  const { tenant_access_token } = await ask(platform, 'POST', '/auth/v3/tenant_access_token/internal', credentials, '')
  await ask(platform, method, path, body, `Bearer ${tenant_access_token}`)
}

type Answer = { readonly code: number; readonly tenant_access_token?: string }

async function ask(platform: string, method: string, path: string, body: object, key: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', authorization: key }
  const response = await fetch(`${platform}/open-apis${path}`, { method, headers, body: JSON.stringify(body) })
  const answer = (await response.json()) as Answer
  if (answer.code !== 0) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
  return answer
}
