import { sql } from 'kysely'
import { answerGaps } from '#cards/words.ts'
import type { Tx } from '#db/tx.ts'
import { broken } from '../model/invariants.ts'
import type { Book } from './book.ts'
import type { Lines } from './lines.ts'
import type { Watch } from './watch.ts'

/** What people were told, held against what the tables say: answers, drafts, sentences and all that belongs to them. */
export async function recountAnswers(tx: Tx, book: Book, watch: Watch, lines: Lines): Promise<void> {
  const stored = await storedTexts(tx)
  const times = countBy(stored, (row) => row.fact)
  const byText = Map.groupBy(
    book.presses.filter((one) => one.verb === 'submit'),
    (one) => one.text,
  )
  const taken = [...byText].filter(([, presses]) => presses.some((one) => one.heard === 'taken')).map(([text]) => text)
  const others = [...byText.keys()].filter((text) => !taken.includes(text))
  lines.none(
    `answers that people were told stand (${taken.length}): each stored exactly once`,
    taken.filter((text) => times.get(text) !== 1).map((text) => `${text}: ${times.get(text) ?? 0} times`),
  )
  const absent = others.filter((text) => !times.has(text)).length
  lines.none(
    `answers nobody was told of (${others.length}): absent (${absent}) or stored once`,
    others.filter((text) => (times.get(text) ?? 0) > 1).map((text) => `${text}: ${times.get(text)} times`),
  )
  lines.none(
    'nothing is stored that nobody pressed',
    [...times.keys()].filter((text) => !byText.has(text)),
  )
  await recountLastWords(tx, book, lines)
  await recountSentences(tx, book, watch, lines)
  await recountWholeness(tx, lines)
}

type Stored = { readonly fact: string; readonly school: string; readonly no: number }

async function storedTexts(tx: Tx): Promise<readonly Stored[]> {
  const { rows } = await sql<Stored>`
    select answer.fact, campaign.school, assignment.requirement_no as no
    from answer join assignment on assignment.id = answer.assignment join campaign on campaign.id = assignment.campaign
    order by answer.assignment, answer.revision`.execute(tx)
  return rows
}

/**
 * What stands in the form of a requirement is what was pressed there last: the last words that were taken, or later ones
 * of which nobody was told anything.
 */
async function recountLastWords(tx: Tx, book: Book, lines: Lines): Promise<void> {
  const { rows } = await sql<{ key: string; fact: string | null }>`
    select campaign.school || ' ' || assignment.requirement_no as key,
      case when draft.assignment is null then answer.fact else draft.fact end as fact
    from assignment join campaign on campaign.id = assignment.campaign
      left join draft on draft.assignment = assignment.id
      left join answer on answer.assignment = assignment.id and answer.revision = answered_revision`.execute(tx)
  const now = new Map(rows.map((row) => [row.key, row.fact]))
  const wrong: string[] = []
  const byRequirement = Map.groupBy(book.presses, (one) => `${schoolName(one.school)} ${one.no}`)
  for (const [key, presses] of byRequirement) {
    const last = presses.findLastIndex((one) => one.heard === 'taken')
    if (last < 0) continue
    const possible = presses.slice(last).map((one) => one.text)
    if (!possible.includes(now.get(key) ?? ''))
      wrong.push(`${key}: ${now.get(key)} instead of ${possible.join(' or ')}`)
  }
  lines.none(`requirements that were pressed (${byRequirement.size}): the last words taken stand`, wrong)
}

export function schoolName(index: number): string {
  return `第${'一二三四五六七八九十'[index] ?? index + 1}小学`
}

/**
 * Whoever only writes never replaces anything: each sentence the bot has taken stands in what they have, once. Without any
 * long connection the platform has nobody to tell, and keeps nothing for later.
 */
async function recountSentences(tx: Tx, book: Book, watch: Watch, lines: Lines): Promise<void> {
  const { rows } = await sql<{ fact: string }>`select fact from draft where fact is not null`.execute(tx)
  const all = rows.map((row) => row.fact).join('\n')
  const taken = book.sentences.filter((one) => watch.told.has(one.message))
  const wrong = taken.flatMap(({ text }) => {
    const found = all.split(text).length - 1
    return found === 1 ? [] : [`${text}: ${found} times`]
  })
  lines.none(`sentences that were taken (${taken.length} of ${book.sentences.length}): each kept exactly once`, wrong)
  const tooLong = watch.arrivals.filter((one) => one.title === answerGaps['too-long'])
  lines.none(
    'nobody was told that their words are too long: the plan leaves room for them',
    tooLong.map((one) => `${one.day} in ${one.chatId}`),
  )
}

/** All or nothing: what one press writes stands together. */
async function recountWholeness(tx: Tx, lines: Lines): Promise<void> {
  const { rows: halves } = await sql<{ id: number; answers: number; entries: number }>`
    select assignment.id, (select count(*)::int from answer where assignment = assignment.id) as answers,
      (select count(*)::int from audit where did in ('submit-answer', 'change-answer')
        and (about ->> 'assignment')::int = assignment.id) as entries
    from assignment`.execute(tx)
  lines.none(
    'every answer has its entry in the record, and every entry its answer',
    halves.filter((one) => one.answers !== one.entries).map((one) => `${one.id}: ${one.answers} and ${one.entries}`),
  )
  const { rows: campaigns } = await sql<{ id: number }>`select id from campaign order by id`.execute(tx)
  const found: string[] = []
  for (const { id } of campaigns) found.push(...(await broken(tx, id)).map((each) => `campaign ${id}: ${each}`))
  lines.none('states, histories and issues follow from the answers', found)
}

export function countBy<T>(all: Iterable<T>, key: (one: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1)
  return counts
}
