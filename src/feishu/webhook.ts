import Router from '@koa/router'
import type { Context } from 'koa'
import { type AnswerParts, answer, inTime, type Late } from './answer.ts'
import type { Seal } from './app.ts'
import { readBody } from './body.ts'
import { parse } from './parse.ts'
import { verify } from './verify.ts'

/** One address for events and callbacks. */
const address = '/webhook/feishu'
/** Ours: the greatest event holds one text of at most 150 KB, encrypted and in base64. */
const mostBytes = 1024 * 1024

export type WebhookParts = AnswerParts & {
  readonly seal: Seal
  /** Told of each request that is not the platform's, with the reason. */
  readonly refused: (why: string) => void
}

type Outgoing = { readonly status: number; readonly body: object; readonly close?: true }

/** Too late is said with 503: the platform has stopped waiting anyhow, and asks again. */
const failures = {
  late: { status: 503, body: { error: 'not in time' } },
  bug: { status: 500, body: { error: 'internal' } },
} as const

/**
 * The door for the platform: `POST /webhook/feishu`. An event is answered with `{}`, a press with its toast and card,
 * both with 200, because any other status counts as a failure. A bug in `receive` is 500 for an event, so that it comes
 * again, and a toast for a press, which never does. 401: not from the platform; 400: no envelope.
 */
export function webhook(parts: WebhookParts): Router {
  const router = new Router()
  // One time limit for reading and answering together: a sender that dribbles cannot hold a connection longer.
  router.post(address, async (ctx) => send(ctx, await inTime(parts, (late) => respond(ctx, parts, late))))
  router.all(address, (ctx) => {
    ctx.set('allow', 'POST')
    send(ctx, { status: 405, body: { error: 'POST only' } })
  })
  return router
}

async function respond(ctx: Context, parts: WebhookParts, late: Late): Promise<Outgoing> {
  const body = await readBody(ctx.req, mostBytes, late)
  if (body.kind === 'too-large') return { status: 413, body: { error: 'at most 1 MiB' }, close: true }
  if (body.kind === 'too-slow') return { status: 408, body: { error: 'the body did not come in time' }, close: true }
  if (body.kind === 'broken') return { status: 400, body: { error: 'the body broke off' }, close: true }
  const now = parts.now()
  const verdict = verify(parts.seal, ctx.req.headers, body.bytes, now)
  if (verdict.kind === 'challenge') return { status: 200, body: { challenge: verdict.challenge } }
  if (verdict.kind === 'refused') {
    parts.log.warn({ why: verdict.why }, 'a request to the webhook was refused')
    parts.refused(verdict.why)
    return { status: 401, body: { error: 'not from the platform' } }
  }
  const event = verdict.kind === 'envelope' ? parse(verdict.envelope, now) : null
  if (event === null) {
    const why = verdict.kind === 'malformed' ? verdict.why : 'no envelope'
    parts.log.warn({ why }, 'a request to the webhook was not understood')
    return { status: 400, body: { error: 'no envelope' } }
  }
  const answered = await answer(event, parts, late)
  return answered.kind === 'done' ? { status: 200, body: answered.body } : failures[answered.kind]
}

function send(ctx: Context, { status, body, close }: Outgoing): void {
  ctx.status = status
  // What is left of an unread body is not worth a connection.
  if (close) ctx.set('connection', 'close')
  ctx.set('content-type', 'application/json; charset=utf-8')
  ctx.body = JSON.stringify(body)
}
