import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { createServer } from 'node:net'
import { z } from 'zod'
import { type Finding, fine, look, wrong } from './finding.ts'

/** What answers on PORT: our bot (with what it says of its parts), nobody, or something else. */
export type OnPort =
  | { readonly kind: 'bot'; readonly database: boolean; readonly queue: boolean; readonly line: boolean }
  | { readonly kind: 'free' }
  | { readonly kind: 'other'; readonly code: string | null }

/** What has reached a bot of a test of the connection, and which requests it refused since its start, by reason. */
export type Heard = {
  readonly press: boolean
  readonly words: boolean
  readonly refused: Readonly<Record<string, number>>
}

const ready = z.object({ database: z.string(), queue: z.string(), 'long-connection': z.string().default('answers') })
const heard = z.object({ press: z.boolean(), words: z.boolean(), refused: z.record(z.string(), z.number()) })
/** More than any answer of ours; another program may pour out anything. */
const mostCharacters = 100_000

export async function lookAtPort(port: number): Promise<OnPort> {
  const answer = await ask(port, '/readyz')
  if (answer === null) return tryPort(port)
  const read = ready.safeParse(answer.json)
  if (!read.success) return { kind: 'other', code: null }
  const { database, queue, 'long-connection': line } = read.data
  return { kind: 'bot', database: database === 'answers', queue: queue === 'answers', line: line === 'answers' }
}

async function tryPort(port: number): Promise<OnPort> {
  const server = createServer()
  try {
    server.listen(port)
    await once(server, 'listening')
    return { kind: 'free' }
  } catch (error) {
    return { kind: 'other', code: (error as NodeJS.ErrnoException).code ?? null }
  } finally {
    server.close()
  }
}

export function sayPort(port: number, found: OnPort): Finding {
  switch (found.kind) {
    case 'free':
      return look(
        'port',
        { zh: `${port} 空着，机器人没有在运行`, en: `${port} is free: the bot does not run` },
        {
          zh: '运行 npm start（或它的服务），再检查一次',
          en: 'start it (npm start, or its service) and run this again',
        },
      )
    case 'other':
      if (found.code === 'EACCES') {
        return wrong(
          'port',
          { zh: `${port} 不允许这个用户使用`, en: `${port} may not be used by this user` },
          { zh: 'PORT 改用 1024 以上的数字', en: 'set PORT to a number above 1024' },
        )
      }
      return wrong(
        'port',
        { zh: `${port} 被别的程序占用`, en: `${port} is taken by another program` },
        { zh: '停掉它，或把 PORT 换成空着的端口', en: 'stop that, or set PORT to a free one' },
      )
    case 'bot': {
      if (found.queue && !found.line) {
        return wrong(
          'port',
          {
            zh: `机器人在 ${port} 上运行，但长连接没有建立`,
            en: `the bot runs on ${port}, but its long connection is not open`,
          },
          {
            zh: '看机器人日志里的原因；防火墙要放行到飞书的 443 端口，包括 WebSocket',
            en: "see the reason in the bot's log; the firewall has to let it out to port 443, WebSocket included",
          },
        )
      }
      if (found.queue) return fine('port', { zh: `机器人正在 ${port} 上运行`, en: `the bot runs on ${port}` })
      return wrong(
        'port',
        { zh: `机器人在 ${port} 上运行，但队列没有应答`, en: `the bot runs on ${port}, but its queue does not answer` },
        { zh: '看机器人的日志和数据库', en: "see the bot's log and the database" },
      )
    }
  }
}

/** What the running bot knows of this test; null when it does not say, as one of an older release. */
export async function askHeard(port: number, code: string): Promise<Heard | null> {
  const answer = await ask(port, `/connection-test/${code}`)
  const read = heard.safeParse(answer?.json)
  return read.success ? read.data : null
}

/** Null when nobody answers. Not by `fetch`, which refuses some ports that a bot may well have. */
async function ask(port: number, path: string): Promise<{ readonly json: unknown } | null> {
  try {
    const request = get({ host: '127.0.0.1', port, path, signal: AbortSignal.timeout(5_000) })
    const [answer] = (await once(request, 'response')) as [IncomingMessage]
    let text = ''
    for await (const part of answer.setEncoding('utf8')) {
      text += part
      if (text.length > mostCharacters) break
    }
    return { json: readJson(text) }
  } catch {
    return null
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
