import { isDeepStrictEqual, styleText } from 'node:util'

export type Check = { readonly what: string; readonly expected: string; readonly seen: string; readonly holds: boolean }

export type Checks = {
  /** Compares two values; both are shown in the table, shortened. */
  equal(what: string, seen: unknown, expected: unknown): void
  /** What should not be there, one line each. */
  none(what: string, found: readonly string[]): void
  readonly all: readonly Check[]
}

export function openChecks(): Checks {
  const all: Check[] = []
  return {
    all,
    equal(what, seen, expected) {
      all.push({ what, expected: shown(expected), seen: shown(seen), holds: isDeepStrictEqual(seen, expected) })
    },
    none(what, found) {
      all.push({
        what,
        expected: 'none',
        seen: found.length === 0 ? 'none' : found.join(' ⏎ '),
        holds: found.length === 0,
      })
    },
  }
}

/** A line a check; what differs is shown whole. */
export function table(checks: readonly Check[]): string {
  return checks
    .map(({ what, expected, seen, holds }) => {
      const mark = holds ? styleText('green', '✓') : styleText('red', '✗')
      if (!holds) return `${mark} ${what}\n    expected ${expected}\n    seen     ${seen}`
      return `${mark} ${what.padEnd(62)} ${seen.length > 70 ? `${seen.slice(0, 69)}…` : seen}`
    })
    .join('\n')
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
