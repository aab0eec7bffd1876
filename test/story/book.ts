import { answers, type Given } from '#src/demo/answers.ts'
import { type Asked, asked } from './catalogue.ts'

/** What the story itself submitted, counted without asking the bot. */
export type Entry = { readonly asked: Asked; readonly given: Given; readonly by: string }
export type Tally = { readonly total: number; readonly answered: number; readonly met: number }

export type Book = {
  /** Which requirement a card asks, by its words; throws when it asks none. */
  which(cardText: string): Asked
  /** What the school knows about it; throws when nothing is invented for it. */
  knownOf(one: Asked): Given
  /** Notes an answer the bot has taken; a later one takes its place. */
  submit(one: Asked, given: Given, by: string): void
  entries(): readonly Entry[]
  /** What a department still owes, in catalogue order. */
  open(department: string): readonly Asked[]
  /** Which department takes what, as the division's form stood when it was confirmed. */
  divide(departments: ReadonlyMap<string, string>): void
  departmentOf(one: Asked): string
  tally(of: (one: Asked) => boolean): Tally
}

export function openBook(): Book {
  const entries = new Map<number, Entry>()
  let division: ReadonlyMap<string, string> = new Map()
  const departmentOf = ({ suggested }: Asked) => {
    const found = division.get(suggested)
    if (found === undefined) throw new Error(`${suggested} was given to nobody`)
    return found
  }
  return {
    which(text) {
      const lines = new Set(text.split('\n').map((line) => line.trim()))
      const found = asked.find((one) => lines.has(one.title))
      if (found === undefined) throw new Error(`no requirement is asked here: ${text}`)
      return found
    },
    knownOf({ no, title }) {
      const found = answers.find((one) => one.no === no)
      if (found === undefined) throw new Error(`nothing is known about ${title}`)
      return found
    },
    submit(one, given, by) {
      entries.set(one.no, { asked: one, given, by })
    },
    entries: () => [...entries.values()].toSorted((a, b) => a.asked.no - b.asked.no),
    open: (department) => asked.filter((one) => departmentOf(one) === department && !entries.has(one.no)),
    divide(departments) {
      division = departments
    },
    departmentOf,
    tally(of) {
      const within = asked.filter(of)
      const given = within.flatMap((one) => entries.get(one.no) ?? [])
      const met = given.filter((one) => one.given.rating === '已达到').length
      return { total: within.length, answered: given.length, met }
    },
  }
}
