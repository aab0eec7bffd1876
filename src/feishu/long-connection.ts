import { setImmediate } from 'node:timers/promises'
import { EventDispatcher, type HttpInstance, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk'
import { z } from 'zod'
import { MessengerError } from '#src/ports.ts'
import { type AnswerParts, answer, inTime, notDone } from './answer.ts'
import type { Access } from './app.ts'
import { type CardSender, cardsThatArrive } from './card-answers.ts'
import { readAnswer, silent } from './connection.ts'
import { explain } from './explain.ts'
import { makeHttp } from './http.ts'
import { parse } from './parse.ts'

export type LineParts = AnswerParts &
  CardSender & {
    readonly access: Access
    readonly log: AnswerParts['log'] & { info(fields: object, text: string): void }
    /** How long the answer to a ping is waited for before the connection is taken for dead. */
    readonly silenceSeconds?: number
  }

/** The way in without an address of our own: we call the platform, and events come down that line. */
export type Line = {
  /** Begins to connect, and goes on for as long as the platform cannot be reached or refuses. */
  start(): void
  isConnected(): boolean
  /** Rejects while it is not connected. */
  check(): Promise<void>
  /** Takes no more events, lets those that run be answered, and hangs up. */
  stop(): Promise<void>
}

const opensWithinMs = 10_000
/** When the SDK has given up for good, which the platform may tell it to by `ReconnectCount`. */
const againAfterMs = 60_000

/** What the platform says to our app id and secret (facts page, section 2.2): all its numbers, or the SDK would spin. */
const seconds = z.number().min(0)
const endpoint = z.object({
  code: z.literal(0),
  data: z.object({
    URL: z.string().min(1),
    ClientConfig: z.object({
      PingInterval: z.number().positive(),
      ReconnectCount: z.number().int(),
      ReconnectInterval: seconds,
      ReconnectNonce: seconds,
    }),
  }),
})
const addressed = z.object({ header: z.object({ app_id: z.string() }) })

/** By the platform's code, what to do about it; they are of this one call, so they do not stand in `explain`. */
export const lineRefusals: Readonly<Record<number, string>> = {
  1: explain({ kind: 'again', code: null }).operator,
  1000040343: explain({ kind: 'again', code: null }).operator,
  403: 'The platform allows this app no long connection: only a self-built one (企业自建应用) of Feishu may have it. Else set FEISHU_TRANSPORT=webhook.',
  514: 'FEISHU_APP_ID or FEISHU_APP_SECRET is wrong: copy both again from 凭证与基础信息 and restart.',
  1000040350:
    'Fifty long connections of this app are open, more are not allowed: stop what else runs with FEISHU_APP_ID.',
}

/** Phrases of the SDK that say what went wrong on the line itself; what follows them may quote what came in. */
const trouble = /^(?:ws |new WebSocket|handshake timeout|send data|failed to)[^:,]*/

/**
 * Events and callbacks by the SDK's long connection, to the same promises as the webhook: an event is acknowledged when
 * its effect is durable, a press is answered in time, a bug is a failure the platform sends again.
 *
 * What vouches for an event is the line: we call FEISHU_DOMAIN over TLS, tell it our secret, and are named an address
 * that holds once. So nothing on it is signed or encrypted, and no token is asked for; an event that names another app
 * is refused all the same. The SDK's dispatcher is passed by: it would flatten an envelope, and acknowledge for good
 * what it has no handler for.
 */
export function openLine(parts: LineParts): Line {
  const { access, log } = parts
  const taking = { ...parts, receive: cardsThatArrive(parts) }
  const running = new Set<Promise<unknown>>()
  let isStopping = false
  let again: NodeJS.Timeout | undefined

  async function take(envelope: unknown): Promise<object> {
    const event = parse(envelope, parts.now())
    const app = addressed.safeParse(envelope).data?.header.app_id ?? access.appId
    if (event === null || app !== access.appId) {
      const why = event === null ? 'no envelope' : 'meant for another app'
      log.warn({ why }, 'an event of the long connection was refused')
      throw new Error(why)
    }
    const answered = isStopping ? notDone(event, 'bug') : await inTime(taking, (late) => answer(event, taking, late))
    // The SDK makes a failure of it, and the platform sends the event again.
    if (answered.kind !== 'done') throw new Error(answered.kind)
    return answered.body
  }

  const eventDispatcher = Object.assign(new EventDispatcher({ logger: silent, loggerLevel: LoggerLevel.error }), {
    invoke(envelope: unknown) {
      const taken = take(envelope)
      running.add(taken)
      return taken.finally(() => running.delete(taken))
    },
  })
  const client = new WSClient({
    ...access,
    httpInstance: telling(access, log),
    handshakeTimeoutMs: opensWithinMs,
    // Without it a line that has gone dead without a word would never be noticed.
    wsConfig: { pingTimeout: parts.silenceSeconds ?? 10 },
    loggerLevel: LoggerLevel.error,
    logger: {
      ...silent,
      error([, said]: unknown[]) {
        const why = trouble.exec(String(said))?.[0]
        if (why !== undefined) log.warn({ why }, 'the long connection had trouble')
      },
    },
    onReady: () => log.info({}, 'the long connection is open'),
    onReconnecting: () => log.warn({}, 'the long connection was lost; it is opened again'),
    onReconnected: () => log.info({}, 'the long connection is open again'),
    onError() {
      log.error({}, 'the long connection was given up; a new one is tried in a minute')
      again = setTimeout(start, againAfterMs)
    },
  })
  const start = () => void client.start({ eventDispatcher })
  const isConnected = () => !isStopping && client.getConnectionStatus().state === 'connected'
  return {
    start,
    isConnected,
    async check() {
      if (!isConnected()) throw new Error('not connected')
    },
    async stop() {
      isStopping = true
      clearTimeout(again)
      await Promise.allSettled(running)
      // What they were answered with is sent by the SDK, in its own next steps.
      await setImmediate()
      client.close()
    },
  }
}

/**
 * The HTTP by which the SDK asks where to connect. It says what is refused, and what to do. Every refusal is thrown:
 * the SDK then tries again, where left to itself it gives up for good, even when the platform is only busy, or tries
 * for ever without a word.
 */
function telling({ domain }: Access, log: LineParts['log']): HttpInstance {
  const http = makeHttp(opensWithinMs, opensWithinMs)
  const request = async (options: Parameters<HttpInstance['request']>[0]) => {
    try {
      const answered = readAnswer(endpoint, await http.request(options), 'POST /callback/ws/endpoint')
      // Whoever is asked over TLS must not send us on to a line that anybody can read and write.
      if (/^https:/.test(domain) && !/^wss:/.test(answered.data.URL)) {
        throw new MessengerError('settings', 'a long connection without TLS', null, 200)
      }
      return answered
    } catch (error) {
      if (!(error instanceof MessengerError)) throw error
      const { code, status } = error
      log.error({ code, status }, lineRefusals[code ?? 0] ?? explain(error).operator)
      throw error
    }
  }
  return { ...http, request } as HttpInstance
}
