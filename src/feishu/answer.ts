import type { InboundEvent, Reply } from '#src/events.ts'

/** The platform waits 3 s for everything, the way there and back included (facts page, section 1.1). */
const answerWithinMs = 2500

const toasts = {
  stillWorking: { type: 'info', content: '还在处理，请稍等片刻再看' },
  // Not that nothing was changed: when the database goes away in the middle of a commit nobody knows. Pressed again, what
  // was kept is taken for what it is.
  bug: { type: 'error', content: '出了点问题，可能没有保存，请再试一次' },
} as const

/** Runs something after a time; the answer stops it. */
type After = (ms: number, run: () => void) => () => void
export type Late = Promise<'late'>

export type AnswerParts = {
  /** Takes an event to its durable effect. The reply is for a press; it throws only for a bug or without a database. */
  readonly receive: (event: InboundEvent) => Promise<Reply | null>
  readonly now: () => Date
  readonly log: {
    warn(fields: object, text: string): void
    error(fields: object, text: string): void
  }
  readonly after?: After
}

/** `done`: its effect is durable, and this is the body for the platform. Else an event that has to come again. */
type Answered = { readonly kind: 'done'; readonly body: object } | { readonly kind: 'late' | 'bug' }

/** One time limit for all that `run` does: what it is given resolves when the time is over. */
export async function inTime<T>({ after = afterRealTime }: AnswerParts, run: (late: Late) => Promise<T>): Promise<T> {
  const deadline = Promise.withResolvers<'late'>()
  const cancel = after(answerWithinMs, () => deadline.resolve('late'))
  try {
    return await run(deadline.promise)
  } finally {
    cancel()
  }
}

/**
 * What an event is answered with, whichever way it came. A press never comes again, so it is always `done`, with the
 * toast that says why when it is not; any other event is `late` or `bug` then, and the platform sends it once more.
 */
export async function answer(event: InboundEvent, parts: AnswerParts, late: Late): Promise<Answered> {
  const outcome = await Promise.race([settle(event, parts), late])
  return typeof outcome === 'object' ? { kind: 'done', body: replyBody(outcome.reply) } : notDone(event, outcome)
}

/** `bug` is also for what is turned away before anything was done: it is to be tried again too. */
export function notDone(event: InboundEvent, why: 'late' | 'bug'): Answered {
  if (event.kind !== 'press') return { kind: why }
  return { kind: 'done', body: { toast: why === 'late' ? toasts.stillWorking : toasts.bug } }
}

/** Never rejects: whoever waits may have gone already. */
async function settle(event: InboundEvent, parts: AnswerParts): Promise<'bug' | { readonly reply: Reply | null }> {
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

const afterRealTime: After = (ms, run) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
