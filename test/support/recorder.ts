import { sql } from 'kysely'
import type { Press } from '#cards/press.ts'
import { markSent } from '#db/delivery.ts'
import type { Tx } from '#db/tx.ts'
import { officialCalendar } from '#src/calendar.ts'
import type { ChatId, DeliveryId, MessageId, OpenId } from '#src/domain/ids.ts'
import type { MessageEvent, PressEvent, Reply, RosterEvent, Said } from '#src/events.ts'
import { type Inbox, openInbox } from '#src/inbox.ts'
import type { CardUpdate, Letter, MessengerError, Target } from '#src/ports.ts'
import type { Deps } from '#src/usecases/deps.ts'
import { tick } from '#src/usecases/tick.ts'
import { loadCatalogues } from '#standards/catalogues.ts'
import { type TestClock, testClock } from './clock.ts'
import { type CrashPlan, crashPlan } from './crash.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'
import { openIdOf, type SchoolDirectory, schoolDirectory } from './school-directory.ts'

/** A letter that was queued, in order; the message is what the platform would have called it. */
export type SentLetter = {
  readonly key: string
  readonly target: Target | CardUpdate
  readonly content: Letter['content']
  readonly message: MessageId
}

/** Where something is said or pressed: a group by its id, or the private chat. */
export type Where = {
  readonly in?: ChatId
  readonly root?: MessageId | null
  readonly mention?: readonly string[]
  /** In a group: without a mention of the bot. */
  readonly unaddressed?: boolean
}

/**
 * The bot without queue and messenger: events go in through the real inbox into a real database, what would be sent is
 * written down. People are called by what follows `ou_` in their id.
 */
export type Recorder = AsyncDisposable & {
  readonly database: TestDatabase
  readonly deps: Deps
  /** Lets the bot die in the middle of what it does next. */
  readonly crash: CrashPlan
  readonly inbox: Inbox
  readonly clock: TestClock
  readonly directory: SchoolDirectory
  /** Everything posted so far, oldest first. */
  readonly sent: SentLetter[]
  /** What the platform refused to tell, as the inbox reported it. */
  readonly troubles: MessengerError[]
  /** Somebody writes; what they hear in answer. */
  say(who: string, text: string, where?: Where): Promise<SentLetter[]>
  send(who: string, said: Said, where?: Where): Promise<SentLetter[]>
  /** Somebody presses a button; where no card is named, one of its own that nobody knows. */
  press(who: string, press: Press | null, form?: Record<string, unknown>, on?: Partial<PressEvent>): Promise<Reply>
  happen(event: MessageEvent | RosterEvent): Promise<SentLetter[]>
  /** What was posted since, by something that is none of these. */
  collect(): Promise<SentLetter[]>
  /** The clock is looked at; what was posted. */
  tick(time?: string): Promise<SentLetter[]>
  /** All tables but the inbox, as text that two moments can be compared by. */
  dump(without?: readonly string[]): Promise<string>
  /** Remembers how everything stands, so that each test of a file can begin there without playing the way again. */
  keep(): Promise<void>
  /** Back to where `keep` was called. */
  rewind(): Promise<void>
}

export const privateChat = (who: string) => `oc_private_${who}` as ChatId
export const botId = 'ou_bot' as OpenId

export async function openRecorder(
  start = '2026-09-07T09:00+08:00',
  standards: Deps['standards'] = loadCatalogues(),
): Promise<Recorder> {
  const database = await openTestDatabase()
  const { db } = database
  const crash = crashPlan()
  const clock = testClock(start)
  const directory = schoolDirectory()
  const waiting: string[] = []
  const sent: SentLetter[] = []
  const troubles: MessengerError[] = []
  const deps: Deps = {
    db: db.withPlugin(crash.plugin),
    shared: database.shared.withPlugin(crash.plugin),
    jobs: {
      enqueue: async (_tx, name, payload) => {
        if (name === 'handle-event' && 'key' in payload) waiting.push(payload.key)
      },
      enqueueAll: async () => {},
    },
    directory,
    self: async () => botId,
    calendar: officialCalendar,
    standards,
    timeZone: 'Asia/Shanghai',
    sayFailure: ({ why }) => `没有送达：${why}`,
  }
  const inbox = openInbox(deps, clock.now, (trouble) => troubles.push(trouble))
  let count = 0
  /** The directory's tables too: somebody whom one test lets go is there again in the next. */
  const people = [directory.departmentsTable, directory.peopleTable, directory.chats] as const
  type Moment = { readonly sent: number; readonly at: Date; readonly tables: Kept; readonly people: readonly Entries[] }
  let kept: Moment | null = null

  /** What a messenger would do: everything queued arrives, and its message gets an id. */
  async function collect(): Promise<SentLetter[]> {
    const rows = await db
      .transaction()
      .execute((tx) => tx.selectFrom('delivery').selectAll().where('state', '=', 'queued').orderBy('id').execute())
    const fresh = rows.map(
      (row): SentLetter => ({
        key: row.key,
        target: row.target as SentLetter['target'],
        content: row.content as SentLetter['content'],
        message: `om_sent_${row.id}` as MessageId,
      }),
    )
    await db.transaction().execute(async (tx) => {
      for (const [at, { id }] of rows.entries()) {
        const isCardChange = fresh[at]?.target.to === 'card'
        await markSent(tx, id as DeliveryId, isCardChange ? null : (fresh[at]?.message ?? null), clock.now())
      }
    })
    sent.push(...fresh)
    return fresh
  }

  async function happen(event: MessageEvent | RosterEvent): Promise<SentLetter[]> {
    await inbox.receive(event)
    for (const key of waiting.splice(0)) await inbox.handle(key)
    return collect()
  }

  function send(who: string, said: Said, where: Where = {}): Promise<SentLetter[]> {
    count += 1
    const inGroup = where.in !== undefined
    const others = (where.mention ?? []).map((one) => ({ who: openIdOf(one), name: one }))
    return happen({
      kind: 'message',
      message: `om_said_${count}` as MessageId,
      chat: where.in ?? privateChat(who),
      place: inGroup ? 'group' : 'private',
      sender: openIdOf(who),
      said,
      mentions: [...(inGroup && where.unaddressed !== true ? [{ who: botId, name: '对标' }] : []), ...others],
      root: where.root ?? null,
      at: clock.now(),
    })
  }

  return {
    database,
    deps,
    crash,
    inbox,
    clock,
    directory,
    sent,
    troubles,
    say: (who, text, where) => send(who, { kind: 'text', text }, where),
    send,
    happen,
    collect,
    async press(who, press, form = {}, on = {}) {
      count += 1
      const reply = await inbox.receive({
        kind: 'press',
        id: `press_${count}`,
        presser: openIdOf(who),
        press,
        form,
        card: `om_card_${who}` as MessageId,
        chat: privateChat(who),
        ...on,
      })
      await collect()
      if (reply === null) throw new Error('a press without an answer')
      return reply
    },
    async tick(time) {
      if (time !== undefined) clock.set(time)
      await tick(deps, clock.now())
      return collect()
    },
    dump: (without = []) => dump(database, ['inbox', ...without]),
    async keep() {
      const tables = await copyTables(database)
      kept = { sent: sent.length, at: clock.now(), tables, people: structuredClone(people.map((table) => [...table])) }
    },
    async rewind() {
      if (kept === null) throw new Error('nothing was kept')
      sent.length = kept.sent
      clock.set(kept.at.toISOString())
      for (const [at, table] of people.entries()) {
        table.clear()
        for (const [key, value] of structuredClone(kept.people[at] ?? [])) table.set(key as never, value as never)
      }
      crash.before(null)
      directory.refuses.clear()
      directory.asked.length = 0
      troubles.length = 0
      await restoreTables(database, kept.tables)
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

/** Every table of ours, as the migrations left them: a new one is kept and compared without being named here. */
async function tablesOf(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r'
      and relname not like 'kysely%' and relname <> 'sending_slot'
    order by 1`.execute(tx)
  return rows.map((row) => row.name)
}

/** All rows of these tables as JSON, in one statement: tests that look after every press would do little but ask. */
async function rowsOf(tx: Tx, tables: readonly string[]): Promise<{ readonly table: string; readonly row: string }[]> {
  const each = tables.map(
    (table) => sql`select ${table}::text as table, row_to_json(t)::text as row from ${sql.table(table)} t`,
  )
  const { rows } = await sql<{ table: string; row: string }>`
    ${sql.join(each, sql` union all `)} order by 1, 2`.execute(tx)
  return rows
}

async function dump({ db }: TestDatabase, without: readonly string[]): Promise<string> {
  return db.transaction().execute(async (tx) => {
    const tables = (await tablesOf(tx)).filter((one) => !without.includes(one))
    return (await rowsOf(tx, tables)).map(({ table, row }) => `${table} ${row}`).join('\n')
  })
}

type Entries = readonly (readonly [unknown, unknown])[]

/** What stood in each table, as text that two moments can be compared by. */
type Kept = ReadonlyMap<string, string>

async function contentOf(tx: Tx): Promise<Kept> {
  const tables = await tablesOf(tx)
  const rows = Map.groupBy(await rowsOf(tx, tables), (one) => one.table)
  return new Map(tables.map((table) => [table, (rows.get(table) ?? []).map(({ row }) => row).join('\n')]))
}

async function copyTables({ db }: TestDatabase): Promise<Kept> {
  return db.transaction().execute(async (tx) => {
    await sql`drop schema if exists kept cascade`.execute(tx)
    await sql`create schema kept`.execute(tx)
    for (const table of await tablesOf(tx)) {
      await sql`create table kept.${sql.id(table)} as table ${sql.id('public', table)}`.execute(tx)
    }
    return contentOf(tx)
  })
}

/**
 * Only tables in which something has changed are written, as a replica would write them: neither history's guard nor the
 * order of the tables stands in the way.
 */
async function restoreTables({ db }: TestDatabase, kept: Kept): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    const now = await contentOf(tx)
    for (const table of now.keys()) {
      if (now.get(table) === kept.get(table)) continue
      const to = sql.id('public', table)
      await sql`delete from ${to}`.execute(tx)
      await sql`insert into ${to} overriding system value select * from kept.${sql.id(table)}`.execute(tx)
    }
  })
}
