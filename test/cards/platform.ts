import type { Card } from '#cards/card.ts'
import { checkCard, isTooLong } from '#src/emulator/cards/check.ts'

/** A key as the platform's store would give it for a photo of ours. */
export const anImage = 'img_v3_ours'

/**
 * The second opinion: what the emulator's platform says of a card as it arrives there; null when it takes it. It knows
 * nobody and no image but ours, so a mention or a picture that came through somebody's text is refused.
 */
export function refusalOf(card: Card): string | null {
  const sent = JSON.stringify(card)
  if (isTooLong(sent)) return `too long: ${Buffer.byteLength(sent)} bytes`
  const strictest = {
    knowsPerson: () => false,
    ownsImage: (key: string) => key === anImage,
    chartInForm: 'refused',
    markdownTablesCount: true,
  } as const
  try {
    checkCard(JSON.parse(sent), strictest)
    return null
  } catch (problem) {
    return String(problem)
  }
}
