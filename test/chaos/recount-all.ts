import type { Tx } from '#db/tx.ts'
import type { Book } from './book.ts'
import { natureOf } from './deeds.ts'
import type { Lines } from './lines.ts'
import type { Somebody } from './people.ts'
import type { Day } from './plan.ts'
import { recountAnswers } from './recount.ts'
import { recountEvents, recountLetters, recountSilent, recountUnasked } from './recount-letters.ts'
import { recountProgress } from './recount-numbers.ts'
import type { School } from './schools.ts'
import type { ChaosTown } from './town.ts'

type Found = {
  readonly town: ChaosTown
  readonly schools: readonly School[]
  readonly book: Book
  readonly lines: Lines
  readonly days: readonly Day[]
  readonly everybody: readonly Somebody[]
  /** In a transaction on what the bots have left. */
  readonly read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
}

/** Everything, after everything has come to rest and the progress was asked for. */
export async function recountAll({ town, schools, book, lines, days, everybody, read }: Found): Promise<void> {
  await recountProgress(town, schools, read, lines)
  await read((tx) => recountAnswers(tx, book, town.watch, lines))
  await read((tx) => recountEvents(tx, town.watch, lines))
  await read((tx) => recountLetters(tx, town.watch, lines))
  recountUnasked(town.watch, lines)
  const silent = everybody.filter((one) => natureOf(one.who) === 'silent')
  const reminding = days.filter((day) => day.reminds).map((day) => day.begins.slice(0, 10))
  recountSilent(
    town.watch,
    silent.map(({ person }) => ({ chatId: person.chatId, name: person.name })),
    reminding,
    lines,
  )
  for (const school of schools) {
    const here = town.watch.arrivals.filter((one) => one.chatId === school.group.id)
    const count = (title: RegExp) => here.filter((one) => title.test(one.title)).length
    lines.equal(
      `${school.name} closed: summary and paper`,
      `${count(/^整改工作总结（第1版）$/)} ${count(/整改工作总结.*\.docx$/)}`,
      '1 1',
    )
  }
}
