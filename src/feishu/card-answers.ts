import { setImmediate } from 'node:timers'
import type { Card } from '#cards/card.ts'
import { type Press, readPress } from '#cards/press.ts'
import type { MessageId } from '#src/domain/ids.ts'
import type { PressEvent, Reply } from '#src/events.ts'
import type { AnswerParts } from './answer.ts'

export type CardSender = {
  /** Puts a card in the place of the one that was pressed, by a call of its own. */
  readonly sendCard: (press: PressEvent, card: Card) => Promise<unknown>
}

/** Two taps of one finger: the second is on its way before the answer to the first is. */
const doubleTapMs = 3_000
/** As long as nothing is known a few cards are enough to find out by. */
const mostCards = 100

/**
 * Over the long connection the documents let a press be answered with a card, and one report saw the client refuse it
 * (200673), of which the bot is told nothing. It shows in what is pressed next: a button that only the new card has, and
 * cards arrive, for good; or, with time between, the very button that the new card has no more. From then on a press is
 * answered with its toast alone and the card is sent after it.
 */
export function cardsThatArrive({ receive, now, log, sendCard }: AnswerParts & CardSender): AnswerParts['receive'] {
  let found: 'nothing' | 'arrive' | 'refused' = 'nothing'
  const answered = new Map<MessageId, { readonly press: Press; readonly card: Card; readonly at: number }>()

  function learn(press: Press, on: MessageId): void {
    const before = answered.get(on)
    if (before === undefined) return
    if (offers(before.card, press)) {
      // Only what says which state it was drawn from cannot have stood on the card before as well.
      if ('seen' in press) found = 'arrive'
    } else if (isSame(press, before.press) && now().getTime() - before.at > doubleTapMs) {
      found = 'refused'
      log.warn({}, 'cards do not arrive as answers over the long connection; they are sent after the answer')
    }
    if (found !== 'nothing') answered.clear()
  }

  function send(press: PressEvent, card: Card): void {
    // Not before the answer has gone: until then the platform refuses a change of the card.
    setImmediate(() => {
      sendCard(press, card).catch((err: unknown) => log.error({ err, id: press.id }, 'a card could not be sent'))
    })
  }

  return async (event) => {
    if (event.kind !== 'press' || event.press === null || found === 'arrive') return receive(event)
    if (found === 'nothing') learn(event.press, event.card)
    const reply = await receive(event)
    if (reply?.card === undefined) return reply
    const { card, ...said } = reply
    if (found === 'refused') {
      send(event, card)
      return said satisfies Reply
    }
    answered.set(event.card, { press: event.press, card, at: now().getTime() })
    const [oldest] = answered.keys()
    if (answered.size > mostCards && oldest !== undefined) answered.delete(oldest)
    return reply
  }
}

function offers(part: unknown, press: Press): boolean {
  if (typeof part !== 'object' || part === null) return false
  return isSame(readPress(part, undefined), press) || Object.values(part).some((each) => offers(each, press))
}

function isSame(one: Press | null, other: Press): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
