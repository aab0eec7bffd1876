import { createDecipheriv, createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = {
  readonly headers: IncomingMessage['headers']
  readonly raw: string
  /** Decrypted. */
  readonly body: Envelope
}
export type Envelope = {
  readonly type?: string
  readonly challenge?: string
  readonly token?: string
  readonly schema?: string
  readonly header: { event_id: string; event_type: string; create_time: string; token: string; app_id: string }
  // biome-ignore lint/suspicious/noExplicitAny: tests read into events freely
  readonly event: any
}
/** What the bot does with one request; an object is answered as JSON with 200. */
export type Reaction = (
  received: Received,
  response: ServerResponse,
) => object | undefined | Promise<object | undefined>

/** A webhook that shares no code with the bot: it keeps what comes, and reacts as the test says. */
export async function startFakeBot(encryptKey: string | null = null) {
  const received: Received[] = []
  const bot = {
    url: '',
    received,
    react: (() => ({})) as Reaction,
    events: (type?: string) =>
      received.filter((each) => each.body.header && (type === undefined || each.body.header.event_type === type)),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const raw = Buffer.concat(parts).toString('utf8')
    const parsed = JSON.parse(raw) as { encrypt?: string }
    const plain = parsed.encrypt === undefined ? raw : decrypt(encryptKey ?? '', parsed.encrypt)
    const one: Received = { headers: request.headers, raw, body: JSON.parse(plain) as Envelope }
    received.push(one)
    const answer =
      one.body.type === 'url_verification' ? { challenge: one.body.challenge } : await bot.react(one, response)
    if (answer !== undefined) response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  bot.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`
  return bot
}

/** Written from the platform's page, apart from the emulator's own code. */
export function decrypt(encryptKey: string, encrypted: string): string {
  const key = createHash('sha256').update(encryptKey).digest()
  const bytes = Buffer.from(encrypted, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16))
  return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8')
}
