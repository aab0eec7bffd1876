import type { Book } from './book.ts'
import type { Injected } from './faults.ts'
import { countTable, type Lines, recountTable } from './lines.ts'
import { countBy } from './recount.ts'
import type { ChaosTown } from './town.ts'

export type Report = { readonly text: string; readonly differing: number }

/** What a phone's code means. */
const whys: Readonly<Record<string, string>> = {
  200080: 'broke off',
  200341: 'not within three seconds',
  200342: 'nobody there',
}

/** The table: what went wrong, what was done, what was recounted. */
export function report({
  town,
  book,
  lines,
  faults,
}: {
  readonly town: ChaosTown
  readonly book: Book
  readonly lines: Lines
  readonly faults: Injected
}): Report {
  const heard = countBy(book.presses, (one) => one.heard)
  const failures = book.presses.filter((one) => one.heard === 'failed')
  const failed = [...countBy(failures, (one) => String(one.code))]
  const refused = [...town.watch.calls].filter(([code]) => code !== 0).reduce((sum, [, count]) => sum + count, 0)
  const calls = [...town.watch.calls.values()].reduce((sum, count) => sum + count, 0)
  const text = [
    countTable(
      'Went wrong                                      planned, happened',
      [...faults].map(([name, { planned, happened }]) => [name, `${planned}, ${happened}`]),
    ),
    countTable('Was done', [
      ['presses answered: it stands, or is kept', heard.get('taken') ?? 0],
      ['presses answered: something else', heard.get('other') ?? 0],
      ['presses answered: perhaps it is not', heard.get('unsure') ?? 0],
      ['presses without an answer', heard.get('failed') ?? 0],
      ...failed.map(([code, count]) => [`  of them ${whys[code] ?? code}`, count] as const),
      ['deeds without a card to do them on', book.undone],
      ['sentences written', book.sentences.length],
      ['messages of the bot', town.watch.arrivals.length],
      ['calls the platform heard (of them refused)', `${calls} (${refused})`],
      ['processes started', town.bots.starts()],
      ['starts that found no database', town.bots.startsWithoutDatabase()],
    ]),
    'Recount',
    recountTable(lines.all),
  ].join('\n')
  return { text, differing: lines.all.filter((one) => one.wrong.length > 0).length }
}
