/** One fault ordered by a test: the next calls of an API fail in a given way. */
export type Fault = {
  /** `POST /open-apis/im/v1/messages`, with `:name` for what varies, as in the platform's documents. */
  readonly api: string
  readonly times: number
  /** Refused with a code; or the connection is cut, before the work is done, after it (the answer is lost), or in its midst. */
  readonly how:
    | {
        readonly kind: 'code'
        readonly status: number
        readonly code: number
        readonly headers?: Record<string, string>
      }
    | { readonly kind: 'cut-before' }
    | { readonly kind: 'cut-after' }
    /** Half of the answer's bytes arrive, then nothing more: of a file being downloaded. */
    | { readonly kind: 'cut-halfway' }
}

export type Faults = {
  order(fault: Fault): void
  take(api: string): Fault['how'] | null
}

export function makeFaults(): Faults {
  const ordered: { fault: Fault; left: number }[] = []
  return {
    order: (fault) => void ordered.push({ fault, left: fault.times }),
    take(api) {
      const found = ordered.find((each) => each.fault.api === api && each.left > 0)
      if (!found) return null
      found.left--
      return found.fault.how
    },
  }
}
