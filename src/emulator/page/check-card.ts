import { isTooLong } from '../cards/check.ts'
import { CardProblem, cardCode, isObject } from '../cards/problem.ts'
import { judgeCardIn } from '../platform/content.ts'
import type { Platform } from '../platform.ts'
import type { CardVerdict } from './contract.ts'

/** The code of a message that is too long; it stands outside 230099, which is about what a card holds (send page). */
const tooLong = 230025

/**
 * Whether the platform would take a card, before there is an app to send it: the rules of card JSON as `platform` is
 * switched. Whether its people and pictures exist is left out, because they are another tenant's.
 */
export function checkCardJson({ switches }: Pick<Platform, 'switches'>, card: unknown): CardVerdict {
  if (isTooLong(JSON.stringify(card) ?? '')) {
    return { problem: { code: tooLong, path: 'ROOT', text: 'The length of the message content reaches its limit.' } }
  }
  try {
    if (!isObject(card)) throw new CardProblem(cardCode.structure, 'ROOT', 'the card is not an object')
    judgeCardIn(card, { ...switches, knowsPerson: () => true, ownsImage: () => true })
    return { problem: null }
  } catch (error) {
    if (!(error instanceof CardProblem)) throw error
    return { problem: { code: error.code, path: error.path, text: error.message } }
  }
}
