import type { Delivery, Failure } from '#db/delivery.ts'
import type { MessengerError, Target } from '../ports.ts'
import { backoff } from './job.ts'

/** What becomes of a delivery whose attempt did not succeed. */
export type Next =
  /** Tried again; `doubt`: this attempt may have sent it all the same. */
  | { readonly kind: 'later'; readonly afterMs: number; readonly doubt: boolean }
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly why: Failure }
  | { readonly kind: 'as-text' }
  | { readonly kind: 'elsewhere'; readonly target: Target }

const minute = 60_000
/** The platform forgets a `uuid` after an hour; ten minutes for clocks that differ and calls that take long. */
const uuidKeptMs = 50 * minute
/** What the clocks of two processes may differ by; with it a message is repeated for 55 minutes at most. */
const clocksDifferMs = 5 * minute
/** Longer than a county's messages take at 1000 a minute. */
const patienceMs = 120 * minute
/** A person has to change something in the console; until the next day's evening they may have. */
const settingsPatienceMs = 24 * 60 * minute
const settingsAgainMs = 5 * minute
const longestAskedMs = 10 * minute
/** Codes that speak of the content itself: too long, a card it does not take, refused by its content audit. */
const aboutContent: readonly (number | null)[] = [230025, 230099, 230022, 230028]

/**
 * True when nobody can know any more whether an earlier attempt sent it: after an hour the platform would take a
 * repetition for a new message. A card's change may be repeated for ever.
 */
export function isTooDoubtful({ doubtfulSince, target }: Delivery, now: Date): boolean {
  if (target.to === 'card' || doubtfulSince === null) return false
  const age = now.getTime() - doubtfulSince.getTime()
  // An attempt that lies ahead: the clock was set back, and nothing tells how long ago it really was.
  return age > uuidKeptMs || age < -clocksDifferMs
}

/** The rules by kind of trouble (facts page, section 3.1). `delivery` is as it was before the attempt. */
export function afterRefusal(error: MessengerError, delivery: Delivery, now: Date): Next {
  const age = now.getTime() - delivery.queuedAt.getTime()
  const doubtful = delivery.doubtfulSince !== null
  switch (error.kind) {
    case 'again':
    case 'unknown': {
      if (age > patienceMs) return failed(doubtful || error.kind === 'unknown' ? 'outcome-unknown' : 'again')
      const asked = Math.min(error.afterMs ?? 0, longestAskedMs)
      const afterMs = Math.max(asked, backoff(delivery.attempts + 1, minute))
      return { kind: 'later', afterMs, doubt: error.kind === 'unknown' }
    }
    case 'settings':
      if (age > settingsPatienceMs) return failed(doubtful ? 'outcome-unknown' : 'settings')
      return { kind: 'later', afterMs: settingsAgainMs, doubt: false }
    case 'duplicate':
      return { kind: 'sent' }
    case 'address':
      return failed('address')
    case 'content':
      return afterContent(error, delivery)
    case 'gone':
      return afterGone(delivery)
  }
}

function afterContent(error: MessengerError, { content, target, doubtfulSince }: Delivery): Next {
  // What the platform answers to a `uuid` it has seen is not documented. Refused now and not because of the content:
  // then the attempt before, whose answer was lost, has sent it.
  if (target.to !== 'card' && doubtfulSince !== null && !aboutContent.includes(error.code)) return { kind: 'sent' }
  return content.kind === 'card' && target.to !== 'card' ? { kind: 'as-text' } : failed('content')
}

function afterGone({ target, doubtfulSince }: Delivery): Next {
  if (target.to !== 'thread') return failed('gone')
  // The reply may stand there, under a message recalled since.
  if (doubtfulSince !== null) return failed('outcome-unknown')
  return { kind: 'elsewhere', target: { to: 'chat', chat: target.chat } }
}

function failed(why: Failure): Next {
  return { kind: 'failed', why }
}
