import Router from '@koa/router'
import type { Context } from 'koa'
import type { InboundEvent, Reply } from '#src/events.ts'
import type { Seal } from './app.ts'
import { readBody } from './body.ts'
import { parse } from './parse.ts'
import { verify } from './verify.ts'

/** One address for events and callbacks. */
const address = '/webhook/feishu'
/** Ours: the greatest event holds one text of at most 150 KB, encrypted and in base64. */
const mostBytes = 1024 * 1024
/** The platform waits 3 s for everything, the way there and back included (facts page, section 1.1). */
const answerWithinMs = 2500

const toasts = {
  stillWorking: { type: 'info', content: '还在处理，请稍等片刻再看' },
  bug: { type: 'error', content: '出了点问题，内容没有改动，请再试一次' },
} as const

/** Runs something after a time; the answer stops it. */
type After = (ms: number, run: () => void) => () => void

export type WebhookParts = {
  readonly seal: Seal
  /** Takes an event to its durable effect. The reply is for a press; it throws only for a bug or without a database. */
  readonly receive: (event: InboundEvent) => Promise<Reply | null>
  readonly now: () => Date
  readonly log: {
    warn(fields: object, text: string): void
    error(fields: object, text: string): void
  }
  readonly after?: After
}

type Answer = { readonly status: number; readonly body: object; readonly close?: true }
type Late = Promise<'late'>

/**
 * The door for the platform: `POST /webhook/feishu`. An event is answered with `{}`, a press with its toast and card,
 * both with 200, because any other status counts as a failure. A bug in `receive` is 500 for an event, so that it comes
 * again, and a toast for a press, which never does. 401: not from the platform; 400: no envelope.
 */
export function webhook(parts: WebhookParts): Router {
  const router = new Router()
  router.post(address, (ctx) => answerInTime(ctx, parts))
  router.all(address, (ctx) => {
    ctx.set('allow', 'POST')
    send(ctx, { status: 405, body: { error: 'POST only' } })
  })
  return router
}

/** One time limit for reading and answering together: a sender that dribbles cannot hold a connection longer. */
async function answerInTime(ctx: Context, parts: WebhookParts): Promise<void> {
  const deadline = Promise.withResolvers<'late'>()
  const cancel = (parts.after ?? afterRealTime)(answerWithinMs, () => deadline.resolve('late'))
  try {
    send(ctx, await answer(ctx, parts, deadline.promise))
  } finally {
    cancel()
  }
}

async function answer(ctx: Context, parts: WebhookParts, late: Late): Promise<Answer> {
  const body = await readBody(ctx.req, mostBytes, late)
  if (body.kind === 'too-large') return { status: 413, body: { error: 'at most 1 MiB' }, close: true }
  if (body.kind === 'too-slow') return { status: 408, body: { error: 'the body did not come in time' }, close: true }
  if (body.kind === 'broken') return { status: 400, body: { error: 'the body broke off' }, close: true }
  const now = parts.now()
  const verdict = verify(parts.seal, ctx.req.headers, body.bytes, now)
  if (verdict.kind === 'challenge') return { status: 200, body: { challenge: verdict.challenge } }
  if (verdict.kind === 'refused') {
    parts.log.warn({ why: verdict.why }, 'a request to the webhook was refused')
    return { status: 401, body: { error: 'not from the platform' } }
  }
  const event = verdict.kind === 'envelope' ? parse(verdict.envelope, now) : null
  if (event === null) {
    const why = verdict.kind === 'malformed' ? verdict.why : 'no envelope'
    parts.log.warn({ why }, 'a request to the webhook was not understood')
    return { status: 400, body: { error: 'no envelope' } }
  }
  return event.kind === 'press' ? answerPress(event, parts, late) : answerEvent(event, parts, late)
}

async function answerPress(press: InboundEvent, parts: WebhookParts, late: Late): Promise<Answer> {
  const outcome = await Promise.race([settle(press, parts), late])
  if (outcome === 'late') return { status: 200, body: { toast: toasts.stillWorking } }
  if (outcome === 'bug') return { status: 200, body: { toast: toasts.bug } }
  return { status: 200, body: replyBody(outcome.reply) }
}

/** Too late is said with 503: the platform has stopped waiting anyhow, and asks again. */
async function answerEvent(event: InboundEvent, parts: WebhookParts, late: Late): Promise<Answer> {
  const outcome = await Promise.race([settle(event, parts), late])
  if (outcome === 'late') return { status: 503, body: { error: 'not in time' } }
  return outcome === 'bug' ? { status: 500, body: { error: 'internal' } } : { status: 200, body: {} }
}

/** Never rejects: whoever waits may have gone already. */
async function settle(event: InboundEvent, parts: WebhookParts): Promise<'bug' | { readonly reply: Reply | null }> {
  try {
    return { reply: await parts.receive(event) }
  } catch (err) {
    parts.log.error({ err, event: event.kind, id: idOf(event) }, 'an event could not be handled')
    return 'bug'
  }
}

function idOf(event: InboundEvent): string | null {
  if (event.kind === 'ignored') return null
  return event.kind === 'message' ? event.message : event.id
}

/** As the card callback page has it; an empty object leaves the card as it is. */
function replyBody(reply: Reply | null): object {
  return {
    ...(reply?.toast === undefined ? {} : { toast: { type: reply.toast.kind, content: reply.toast.text } }),
    ...(reply?.card === undefined ? {} : { card: { type: 'raw', data: reply.card } }),
  }
}

function send(ctx: Context, { status, body, close }: Answer): void {
  ctx.status = status
  // What is left of an unread body is not worth a connection.
  if (close) ctx.set('connection', 'close')
  ctx.set('content-type', 'application/json; charset=utf-8')
  ctx.body = JSON.stringify(body)
}

const afterRealTime: After = (ms, run) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
