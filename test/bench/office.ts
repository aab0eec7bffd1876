import { Kysely, PostgresDialect } from 'kysely'
import type { Press } from '#cards/press.ts'
import { openPool } from '#db/connect.ts'
import type { Database } from '#db/schema.ts'
import { officialCalendar } from '#src/calendar.ts'
import type { ChatId, MessageId, OpenId } from '#src/domain/ids.ts'
import type { Reply } from '#src/events.ts'
import { openInbox } from '#src/inbox.ts'
import type { Deps } from '#src/usecases/deps.ts'
import { tick } from '#src/usecases/tick.ts'
import { loadCatalogues } from '#standards/catalogues.ts'
import { type Plan, planIn } from './plan.ts'

/** One statement as it went over the wire: what it took with the way there and back, and how the server went about it. */
export type Statement = { readonly sql: string; readonly ms: number; readonly plans: readonly Plan[] }

/** The bot behind its webhook, on a laid county: real inbox, real use cases, real database; nothing is sent anywhere. */
export type Office = AsyncDisposable & {
  readonly deps: Deps
  say(who: string, text: string, chat?: string): Promise<void>
  press(who: string, press: Press, form?: Readonly<Record<string, unknown>>): Promise<Reply>
  tick(time: string): Promise<void>
  /** What was said to the database since this was last asked, in order. */
  heard(): Statement[]
}

// PostgreSQL's own module tells of every statement as it is done, and for plans of what its triggers and foreign keys ask
// besides. Nothing is asked a second time, so what is explained is what was done.
const told = [
  'session_preload_libraries=auto_explain',
  'auto_explain.log_min_duration=0',
  'auto_explain.log_format=json',
]
const modes = {
  times: [],
  plans: ['analyze=on', 'buffers=on', 'timing=off', 'nested_statements=on'].map((one) => `auto_explain.log_${one}`),
} as const

export type Look = {
  /** How long each statement was at work; or how it went about it, which takes its time. */
  readonly at: keyof typeof modes
  /** Settings of the server for these connections. */
  readonly settings?: readonly string[]
}

/** Opens the bot on a laid county. Needs a superuser. */
export async function openOffice(url: string, start: string, { at: mode, settings = [] }: Look): Promise<Office> {
  const address = new URL(url)
  const all = [...told, 'client_min_messages=log', ...modes[mode], ...settings]
  address.searchParams.set('options', all.map((one) => `-c ${one}`).join(' '))
  const pool = openPool(address.href)
  const statements: Statement[] = []
  let plans: Plan[] = []
  pool.on('connect', (client) =>
    client.on('notice', ({ message }) => {
      const plan = planIn(message ?? '')
      if (plan !== null) plans.push(plan)
    }),
  )
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    // Nothing is done side by side here, so what was explained meanwhile belongs to the statement that has just ended.
    log: ({ query, queryDurationMillis: ms }) => {
      statements.push({ sql: query.sql, ms, plans })
      plans = []
    },
  })
  let at = new Date(start)
  const waiting: string[] = []
  const deps: Deps = {
    db,
    shared: db,
    jobs: {
      enqueue: async (_tx, name, payload) => {
        if (name === 'handle-event' && 'key' in payload) waiting.push(payload.key)
      },
      enqueueAll: async () => {},
    },
    directory: {
      departments: async () => [],
      members: async () => [],
      // Asked twice a day for each group; the answer is what the county has already.
      chatMembers: async (chat) => {
        const members = db.selectFrom('chat_member').innerJoin('person', 'person.id', 'chat_member.person')
        const found = await members.select(['open_id', 'name']).where('chat', '=', chat).execute()
        statements.pop()
        return found.map(({ open_id: person, name }) => ({ person, name }))
      },
      person: async () => null,
      people: async () => [],
    },
    self: async () => 'ou_bot' as OpenId,
    calendar: officialCalendar,
    standards: loadCatalogues(),
    timeZone: 'Asia/Shanghai',
    sayFailure: ({ why }) => why,
  }
  const now = () => at
  const inbox = openInbox(deps, now, (trouble) => {
    throw trouble
  })
  let count = Date.now()
  return {
    deps,
    async say(who, text, chat) {
      count += 1
      await inbox.receive({
        kind: 'message',
        message: `om_said_${count}` as MessageId,
        chat: (chat ?? `oc_private_${who}`) as ChatId,
        place: chat === undefined ? 'private' : 'group',
        sender: who as OpenId,
        said: { kind: 'text', text },
        mentions: chat === undefined ? [] : [{ who: 'ou_bot' as OpenId, name: '对标' }],
        root: null,
        at,
      })
      for (const key of waiting.splice(0)) await inbox.handle(key)
    },
    async press(who, press, form = {}) {
      count += 1
      const reply = await inbox.receive({
        kind: 'press',
        id: `press_${count}`,
        presser: who as OpenId,
        press,
        form,
        card: `om_card_${count}` as MessageId,
        chat: `oc_private_${who}` as ChatId,
      })
      if (reply === null) throw new Error('a press without an answer')
      return reply
    },
    async tick(time) {
      at = new Date(time)
      await tick(deps, at)
    },
    heard: () => statements.splice(0),
    [Symbol.asyncDispose]: () => db.destroy(),
  }
}
