import { sql } from 'kysely'
import type { Tx } from '#db/tx.ts'
import type { Lines } from './lines.ts'
import { countBy } from './recount.ts'
import { type Arrival, mostTries, type Watch } from './watch.ts'

type Row = {
  readonly key: string
  readonly kind: string
  readonly state: string
  readonly why: string | null
  readonly message: string | null
}

/** What the bot believes it has sent, held against what the platform has got. */
export async function recountLetters(tx: Tx, watch: Watch, lines: Lines): Promise<void> {
  const { rows } = await sql<Row>`
    select key, target ->> 'to' as kind, state, why, message from delivery order by id`.execute(tx)
  const letters = rows.filter((row) => row.kind !== 'card')
  const sent = letters.filter((row) => row.state === 'sent')
  const arrived = new Map(watch.arrivals.map((one) => [one.id, one]))
  const named = countBy(
    sent.flatMap((row) => row.message ?? []),
    (id) => id,
  )
  lines.none(
    `letters that were sent (${sent.length}): each is one message on the platform`,
    sent.filter((row) => row.message !== null && !arrived.has(row.message)).map((row) => row.key),
  )
  // The platform may answer a second try with an error that says it was sent before, and then names no message.
  const unnamed = sent.filter((row) => row.message === null).length
  const orphans = watch.arrivals.filter((one) => !named.has(one.id))
  lines.none(
    `messages that people got (${watch.arrivals.length}): each belongs to one letter (${unnamed} by the platform's word alone)`,
    [
      ...(orphans.length === unnamed ? [] : orphans.map((one) => `nobody's: ${one.title} (${one.chatId})`)),
      ...[...named].filter(([, times]) => times > 1).map(([id, times]) => `${id} is ${times} letters'`),
    ],
  )
  lines.none(
    'no letter waits, and none was given up but what had become pointless',
    rows
      .filter((row) => row.state !== 'sent' && !(row.state === 'failed' && pointless.includes(row.why ?? '')))
      .map((row) => `${row.key}: ${row.state} ${row.why ?? ''}`),
  )
  await recountReminders(tx, letters, lines)
}

/** No longer needed when its turn came; a card that was replaced or recalled. */
const pointless: readonly string[] = ['not-needed', 'gone']

/** Each reminder that was decided on is one letter, and each letter was decided on. */
async function recountReminders(tx: Tx, letters: readonly Row[], lines: Lines): Promise<void> {
  const { rows } = await sql<{ key: string }>`
    select case about when 'answers' then 'remind:' else 'issues:' end || campaign || ':' || person || ':' || day as key
    from reminder where kind = 'private'`.execute(tx)
  const decided = new Set(rows.map((row) => row.key))
  const posted = new Set(letters.map((row) => row.key).filter((key) => /^(remind|issues):/.test(key)))
  lines.none(`reminders that were decided on (${decided.size}): one letter each`, [
    ...[...decided].filter((key) => !posted.has(key)).map((key) => `${key} was never written`),
    ...[...posted].filter((key) => !decided.has(key)).map((key) => `${key} was not decided on`),
  ])
}

/** Titles of what is sent unasked, and how often a day brings one into one chat at most. */
const once: readonly (readonly [what: string, title: RegExp])[] = [
  ['private reminder', /^(还有几条等您填报|有整改事项等您处理)$/],
  ["head's digest", /的填报情况$/],
  ['weekly digest', /^本周(自查|整改)进度$/],
  ['summary', /^整改工作总结（第\d+版）$/],
  ['paper', /\.docx$/],
  ["coordinator's note", /还缺什么$/],
  ['notice of a share', /请您填报自查内容$/],
]

/** From the platform's side alone: nothing unasked came twice into one chat on one day. */
export function recountUnasked({ arrivals }: Watch, lines: Lines): void {
  for (const [what, title] of once) {
    const found = arrivals.filter((one) => title.test(one.title))
    const times = countBy(found, (one) => `${one.day} ${one.chatId} ${one.title}`)
    lines.none(
      `${what}: ${found.length} came, none twice`,
      [...times].filter(([, count]) => count > 1).map(([key, count]) => `${key}: ${count} times`),
    )
  }
}

/** Whoever never answers is reminded on each of these days, exactly once. */
export function recountSilent(
  { arrivals }: Watch,
  silent: readonly { readonly chatId: string; readonly name: string }[],
  days: readonly string[],
  lines: Lines,
): void {
  const wrong = days.flatMap((day) =>
    silent.flatMap(({ chatId, name }) => {
      const count = remindersIn(arrivals, chatId, day)
      return count === 1 ? [] : [`${name} on ${day}: ${count}`]
    }),
  )
  lines.none(`${silent.length} who never answer: one reminder each on ${days.join(', ')}`, wrong)
}

function remindersIn(arrivals: readonly Arrival[], chatId: string, day: string): number {
  return arrivals.filter((one) => one.chatId === chatId && one.day === day && one.title === '还有几条等您填报').length
}

/** What came in was taken, once, and nothing of it waits. */
export async function recountEvents(tx: Tx, watch: Watch, lines: Lines): Promise<void> {
  const givenUp = [...watch.events].filter(([, one]) => one.taken === 0 && one.tries >= mostTries)
  // Five tries are seven hours on the platform and seconds here: a process that is killed all the time may miss each.
  const missed = givenUp.filter(([, one]) => one.unmet === one.tries)
  const apart = missed.length === 0 ? '' : `, but ${missed.length} that met no process at any of five tries`
  lines.none(
    `events (${watch.events.size}): none was given up by the platform${apart}`,
    givenUp.filter((one) => !missed.includes(one)).map(([id, one]) => `${one.type} ${id}`),
  )
  const { rows } = await sql<{ key: string; handled: boolean }>`
    select key, handled_at is not null as handled from inbox`.execute(tx)
  const handled = new Map(rows.map((row) => [row.key, row.handled]))
  lines.none(
    `messages that were taken (${watch.told.size}): each was handled`,
    [...watch.told.keys()].filter((id) => handled.get(`message:${id}`) !== true),
  )
  lines.none(
    `presses the phone took for done (${watch.taken.length}): each is on record`,
    watch.taken.filter((id) => handled.get(`press:${id}`) !== true),
  )
  const jobs = await sql<{ name: string; state: string; count: number }>`
    select name, state::text, count(*)::int as count from pgboss.job
    where name in ('handle-event', 'deliver', 'remind', 'keep-evidence', 'read-file', 'tick')
      and (state in ('retry', 'active', 'failed') or (state = 'created' and name <> 'tick'))
    group by 1, 2`.execute(tx)
  lines.none(
    'the queue is empty',
    jobs.rows.map((row) => `${row.count} ${row.name} ${row.state}`),
  )
}
