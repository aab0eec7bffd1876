import { createHash } from 'node:crypto'
import { z } from 'zod'
import { asText } from '#cards/as-text.ts'
import {
  changeDelivery,
  claim,
  countAttempt,
  type Delivery,
  type Failure,
  loadDelivery,
  markFailed,
  markSent,
  retryLater,
  saveFileKey,
} from '#db/delivery.ts'
import { type Booking, giveBack, noteArrival } from '#db/sending-slot.ts'
import type { Tx } from '#db/tx.ts'
import type { CampaignId, DeliveryId, MessageId, PersonId } from '../domain/ids.ts'
import type { Log } from '../log.ts'
import { type Content, type Messenger, MessengerError, type ReminderKind } from '../ports.ts'
import { afterRefusal, isTooDoubtful, type Next } from './after-refusal.ts'
import type { PaperDeps } from './evidence-list.ts'
import type { Again, Job } from './job.ts'
import { asContent, readPaper } from './paper.ts'
import { type TurnDeps, waitForTurn } from './turn.ts'

export type DeliverDeps = PaperDeps &
  TurnDeps & {
    readonly messenger: Messenger
    readonly log: Log
    /** What the operator should do about it, for the log. */
    readonly explain: (error: MessengerError) => string
    readonly count: (outcome: 'sent' | 'failed' | 'refused') => void
    /** Whether a reminder that waited for its turn may still go out. */
    readonly stillWanted: (
      tx: Tx,
      reminder: { campaign: CampaignId; person: PersonId | null; kind: ReminderKind },
    ) => Promise<boolean>
    /** Whether whoever asked for what only those who lead may see still may see it. */
    readonly stillMay: (tx: Tx, asker: { campaign: CampaignId; person: PersonId }) => Promise<boolean>
    readonly now: () => Date
  }

const payload = z.object({
  delivery: z
    .number()
    .int()
    .positive()
    .transform((id) => id as DeliveryId),
})

/**
 * Each sends one delivery. It may be run again at any moment, also after a crash in the middle of the call: the row says
 * whether an attempt may have got through, and every attempt carries the same `uuid`.
 */
export function deliverJobs(deps: DeliverDeps): [Job<'deliver'>, Job<'remind'>] {
  const sending = {
    payload,
    // Ten, each done within 200 ms, are as many calls as the limits let out.
    atOnce: 10,
    tries: 5,
    run: ({ delivery }, stopping) => deliver(deps, delivery, stopping),
    giveUp: ({ delivery }) => inTx(deps, (tx) => fail(deps, tx, delivery, 'broken', null)),
  } satisfies Omit<Job<'deliver'>, 'name'>
  return [
    { name: 'deliver', ...sending },
    { name: 'remind', ...sending },
  ]
}

async function deliver(deps: DeliverDeps, id: DeliveryId, stopping: AbortSignal): Promise<Again | null> {
  const delivery = await inTx(deps, (tx) => loadDelivery(tx, id))
  if (delivery === null) return null
  if (isTooDoubtful(delivery, deps.now())) {
    await inTx(deps, (tx) => fail(deps, tx, id, 'outcome-unknown', null))
    return null
  }
  const content = await contentOf(deps, delivery, stopping)
  if (content === null || 'afterMs' in content) return content
  const turn = await waitForTurn(deps, lanesOf(delivery), stopping)
  if ('afterMs' in turn) return turn
  const claimed = await inTx(deps, (tx) => claimIfNeeded(deps, tx, delivery, turn))
  if (claimed === null) return null
  // While it waited for its turn it may have been renewed.
  const letter = { ...delivery, content: claimed }
  return attempt(deps, letter, turn, () => send(deps, letter, isReady(claimed) ? claimed : content))
}

/** Not a paper, which has to be uploaded first. */
function isReady(content: Delivery['content']): content is Extract<Delivery['content'], Content> {
  return content.kind === 'text' || content.kind === 'card'
}

/** A reminder, and what not everybody may see, decides again at the last moment, in the transaction that lets it go. */
async function claimIfNeeded(
  deps: DeliverDeps,
  tx: Tx,
  delivery: Delivery,
  turn: Booking,
): Promise<Delivery['content'] | null> {
  // What may have got through already is only tried again, or its outcome would never be known.
  const due = delivery.doubtfulSince !== null || (await isStillDue(deps, tx, delivery))
  const claimed = due ? await claim(tx, delivery, deps.now()) : null
  if (!due) await markFailed(tx, delivery.id, { why: 'not-needed', code: null }, deps.now())
  if (claimed === null) await giveBack(tx, turn)
  return claimed
}

async function isStillDue(deps: DeliverDeps, tx: Tx, delivery: Delivery): Promise<boolean> {
  const { campaign, person, reminder, content } = delivery
  if (campaign === null) return true
  if (content.kind === 'trace') return person !== null && deps.stillMay(tx, { campaign, person })
  return reminder === null || deps.stillWanted(tx, { campaign, person, kind: reminder })
}

/** Makes the call in its turn and writes down what came of it. */
async function attempt(
  deps: DeliverDeps,
  delivery: Delivery,
  turn: Booking,
  call: () => Promise<MessageId | null>,
): Promise<Again | null> {
  try {
    const message = await call()
    await inTx(deps, async (tx) => {
      await markSent(tx, delivery.id, message, deps.now())
      await noteArrival(tx, turn)
    })
    deps.count('sent')
    return null
  } catch (error) {
    if (!(error instanceof MessengerError)) throw error
    return settle(deps, delivery, turn, error, afterRefusal(error, delivery, deps.now()))
  }
}

async function send({ messenger }: DeliverDeps, delivery: Delivery, content: Content): Promise<MessageId | null> {
  if (delivery.target.to !== 'card') return (await messenger.send(delivery.target, content, uuidOf(delivery))).message
  if (content.kind !== 'card') throw new Error('only a card can take the place of a card')
  await messenger.update(delivery.target.message, content.card)
  return null
}

async function settle(
  deps: DeliverDeps,
  delivery: Delivery,
  turn: Booking,
  error: MessengerError,
  next: Next,
): Promise<Again | null> {
  report(deps, delivery, error, next)
  const { id } = delivery
  return inTx(deps, async (tx) => {
    await noteArrival(tx, turn)
    switch (next.kind) {
      case 'later':
        if (!next.doubt) await retryLater(tx, delivery)
        return { afterMs: next.afterMs }
      case 'sent':
        await markSent(tx, id, null, deps.now())
        deps.count('sent')
        return null
      case 'failed':
        await fail(deps, tx, id, next.why, error.code)
        return null
      case 'as-text':
        if (delivery.content.kind !== 'card') throw new Error('only a card can be said in words')
        await changeDelivery(tx, delivery, { content: { kind: 'text', text: asText(delivery.content.card) } })
        return { afterMs: 0 }
      case 'elsewhere':
        await changeDelivery(tx, delivery, { target: next.target })
        return { afterMs: 0 }
    }
  })
}

function report({ log, explain, count }: DeliverDeps, { id }: Delivery, error: MessengerError, next: Next): void {
  const about = { delivery: id, trouble: error.kind, code: error.code, status: error.status, next: next.kind }
  if (next.kind === 'later') count('refused')
  const level = error.kind === 'settings' ? 'error' : next.kind === 'failed' && error.kind !== 'gone' ? 'warn' : 'debug'
  log[level](about, `a message could not be sent: ${explain(error)}`)
}

/** What is to be sent, a paper after it was uploaded; null when that is over for good, `Again` when it has to wait. */
async function contentOf(
  deps: DeliverDeps,
  delivery: Delivery,
  stopping: AbortSignal,
): Promise<Content | Again | null> {
  const { id, content } = delivery
  if (isReady(content)) return content
  const paper = await readPaper(deps, delivery, content)
  if (paper === null) {
    await inTx(deps, (tx) => fail(deps, tx, id, 'broken', null))
    return null
  }
  if (paper.uploaded !== null) return asContent(paper, paper.uploaded)
  const turn = await waitForTurn(deps, [], stopping)
  if ('afterMs' in turn) return turn
  await inTx(deps, (tx) => countAttempt(tx, id))
  try {
    const key =
      paper.kind === 'photo'
        ? await deps.messenger.uploadImage(paper.file)
        : await deps.messenger.upload(paper.name, paper.file)
    await inTx(deps, async (tx) => {
      await saveFileKey(tx, id, key)
      await noteArrival(tx, turn)
    })
    return asContent(paper, key)
  } catch (error) {
    if (!(error instanceof MessengerError)) throw error
    const next = afterRefusal(error, delivery, deps.now())
    // An upload nobody saw the end of has sent nothing.
    return settle(deps, delivery, turn, error, next.kind === 'later' ? { ...next, doubt: false } : asFailure(next))
  }
}

function asFailure(next: Next): Next {
  return next.kind === 'failed' ? next : { kind: 'failed', why: 'content' }
}

function lanesOf({ target }: Delivery): string[] {
  if (target.to === 'card') return [`card:${target.message}`]
  return [target.to === 'person' ? `person:${target.person}` : `chat:${target.chat}`]
}

/** At most 50 characters. Another place or content, chosen after a certain refusal, is another message. */
function uuidOf({ key, target, content }: Delivery): string {
  return `d-${createHash('sha256').update(`${key}\n${target.to}\n${content.kind}`).digest('base64url')}`
}

async function fail(deps: DeliverDeps, tx: Tx, id: DeliveryId, why: Failure, code: number | null): Promise<void> {
  await markFailed(tx, id, { why, code }, deps.now())
  deps.count('failed')
}

function inTx<T>({ db }: DeliverDeps, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(work)
}
