/** A tenant access token as the platform hands it out. */
export type Granted = { readonly token: string; readonly seconds: number }

export type Tokens = {
  /** The token that holds now; however many ask at once, it is fetched once. Fails as the fetching fails. */
  current(): Promise<string>
  /** This one was refused: it is not given again. */
  drop(token: string): void
}

/** Renewed this long before its end; of a short life, as on a test platform, only a tenth is given away. */
const marginMs = 3 * 60_000

/**
 * Our own, because the SDK's cache is shared by all clients of a process, fetches once per waiting call, and never lets
 * go of a token that was revoked (facts page, section 5.1).
 */
export function makeTokens(fetch: () => Promise<Granted>, now: () => Date): Tokens {
  let held: { readonly token: string; readonly until: number } | null = null
  let fetching: Promise<string> | null = null

  async function renew(): Promise<string> {
    const askedAt = now().getTime()
    const { token, seconds } = await fetch()
    held = { token, until: askedAt + seconds * 1000 - Math.min(marginMs, seconds * 100) }
    return token
  }

  return {
    current() {
      if (held !== null && now().getTime() < held.until) return Promise.resolve(held.token)
      fetching ??= renew().finally(() => {
        fetching = null
      })
      return fetching
    },
    drop(token) {
      if (held?.token === token) held = null
    },
  }
}
