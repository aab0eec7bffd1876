/** One line of the table: what has to hold, and what was found that does not. */
export type Line = { readonly what: string; readonly wrong: readonly string[] }

export type Lines = {
  none(what: string, wrong: readonly string[]): void
  equal(what: string, seen: string, expected: string): void
  readonly all: readonly Line[]
}

export function openLines(): Lines {
  const all: Line[] = []
  const none = (what: string, wrong: readonly string[]) => void all.push({ what, wrong })
  return {
    none,
    equal: (what, seen, expected) => none(`${what}: ${expected}`, seen === expected ? [] : [`seen ${seen}`]),
    all,
  }
}

const mostShown = 8

/** A line each, marked; of what differs the first few findings. */
export function recountTable(lines: readonly Line[]): string {
  return lines
    .map(({ what, wrong }) => {
      if (wrong.length === 0) return `ok       ${what}`
      const shown = wrong.slice(0, mostShown).map((each) => `\n           ${each}`)
      const more = wrong.length > mostShown ? `\n           … and ${wrong.length - mostShown} more` : ''
      return `DIFFERS  ${what}${shown.join('')}${more}`
    })
    .join('\n')
}

/** Two columns: a name and a number. */
export function countTable(title: string, counts: readonly (readonly [string, number | string])[]): string {
  const width = Math.max(...counts.map(([name]) => name.length))
  return [title, ...counts.map(([name, count]) => `  ${name.padEnd(width)}  ${String(count).padStart(6)}`)].join('\n')
}
