import type { Tally } from './book.ts'
import { asked, standard } from './catalogue.ts'
import { schoolName } from './school.ts'
import type { Story } from './story.ts'

/** The numbers of a progress card, as somebody reads them off it. */
type Read = {
  readonly all: Tally
  readonly departments: Readonly<Record<string, Tally>>
  readonly duties: Readonly<Record<string, Tally>>
}

/** A card of `/progress` for the whole school against a recount of what the story itself submitted. */
export function checkProgress({ book, checks }: Story, cardText: string, when: string): void {
  const departments = new Set(asked.map(book.departmentOf))
  const expected: Read = {
    all: book.tally(() => true),
    departments: Object.fromEntries(
      [...departments].map((name) => [name, book.tally((one) => book.departmentOf(one) === name)]),
    ),
    duties: Object.fromEntries(
      standard.duties.map(({ no, title }) => [`${no} ${title}`, book.tally((one) => one.duty === no)]),
    ),
  }
  checks.equal(`${when}: the two numbers`, sayTally(readProgress(cardText).all), sayTally(expected.all))
  checks.equal(`${when}: every department`, sayAll(readProgress(cardText).departments), sayAll(expected.departments))
  checks.equal(`${when}: every duty`, sayAll(readProgress(cardText).duties), sayAll(expected.duties))
  checks.equal(`${when}: whose it is`, cardText.includes(schoolName), true)
}

function readProgress(text: string): Read {
  const lines = text.split('\n')
  const tallies = (pattern: RegExp) =>
    Object.fromEntries(
      lines.flatMap((line) => {
        const [, name, answered, total, met] = pattern.exec(line) ?? []
        return name === undefined
          ? []
          : [[name, { answered: Number(answered), total: Number(total), met: Number(met) }]]
      }),
    )
  const [, answered, total, met] = /已填报\n(\d+) \/ (\d+) 条\n已达到\n(\d+) 条/.exec(text) ?? []
  return {
    all: { answered: Number(answered), total: Number(total), met: Number(met) },
    departments: tallies(/^(.+) \| (\d+)\/(\d+) \| (\d+)$/),
    duties: tallies(/^(\d .+)：已填报 (\d+)\/(\d+) · 已达到 (\d+)$/),
  }
}

function sayTally({ answered, total, met }: Tally): string {
  return `${answered}/${total} answered, ${met} met`
}

function sayAll(tallies: Readonly<Record<string, Tally>>): string {
  return Object.entries(tallies)
    .map(([name, { answered, total, met }]) => `${name} ${answered}/${total} ${met}`)
    .toSorted()
    .join(', ')
}
