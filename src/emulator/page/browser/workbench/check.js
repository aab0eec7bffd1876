/** @typedef {import('../../contract.ts').CardVerdict} CardVerdict */

/**
 * Asks what the platform says to a card. A newer question ends an older one.
 *
 * @returns {(card: unknown) => Promise<CardVerdict | 'not checked' | null>} null: there was a newer question.
 */
export function cardChecker() {
  let last = new AbortController()
  return async (card) => {
    last.abort()
    last = new AbortController()
    const { signal } = last
    try {
      const answer = await fetch('/emulator/page/check-card', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ card }),
        signal,
      })
      return answer.ok ? await answer.json() : 'not checked'
    } catch {
      return signal.aborted ? null : 'not checked'
    }
  }
}
