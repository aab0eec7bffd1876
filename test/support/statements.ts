import { Kysely } from 'kysely'
import type pg from 'pg'
import type { Press } from '#cards/press.ts'
import type { Database } from '#db/schema.ts'
import { serverDialect } from '#db/server-dialect.ts'
import type { ChatId, MessageId } from '#src/domain/ids.ts'
import { openInbox } from '#src/inbox.ts'
import type { Deps } from '#src/usecases/deps.ts'
import { privateChat, type Recorder } from './recorder.ts'
import { openIdOf } from './school-directory.ts'

/** Each press is one of its own: the same again would only be told that it was done. */
let count = 0

/** The statements a press takes, its transaction's beginning and end left out. */
export async function statementsOf(
  world: Recorder,
  who: string,
  press: Press,
  form: Record<string, unknown> = {},
  chat = privateChat(who),
): Promise<string[]> {
  const statements: string[] = []
  const counted = world.database.db.withPlugin({
    transformQuery: ({ node }) => {
      statements.push(node.kind)
      return node
    },
    transformResult: async ({ result }) => result,
  })
  await pressOn({ ...world.deps, db: counted }, world, { who, press, form, chat })
  return statements
}

/**
 * What goes to a server and back for a press, each round trip with what it carries, beginning and end included. The server
 * is the embedded database in disguise, so there has to be one.
 */
export async function roundTripsOf(
  world: Recorder,
  who: string,
  press: Press,
  form: Record<string, unknown> = {},
): Promise<string[][]> {
  const { embedded } = world.database
  if (embedded === null) throw new Error('round trips are counted on the embedded database')
  const trips: string[][] = []
  const query = async ({ text, values }: { readonly text: string; readonly values: unknown[] }) => {
    trips.at(-1)?.push(/\w+/.exec(text)?.[0] ?? '')
    const { rows, affectedRows } = await embedded.query(text, values)
    return { command: text.toUpperCase(), rows, rowCount: affectedRows ?? 0 }
  }
  const stream = { cork: () => trips.push([]), uncork: () => {} }
  const client = { connection: { stream }, query, release: () => {} }
  const pool = { connect: async () => client, end: async () => {} } as unknown as pg.Pool
  const db = new Kysely<Database>({ dialect: serverDialect(pool, 'select 1') })
  await pressOn({ ...world.deps, db }, world, { who, press, form, chat: privateChat(who) })
  // The first is the connection's own, once in its life.
  return trips.slice(1)
}

type Pressing = {
  readonly who: string
  readonly press: Press
  readonly form: Record<string, unknown>
  readonly chat: ChatId
}

async function pressOn(deps: Deps, { clock }: Recorder, { who, press, form, chat }: Pressing): Promise<void> {
  count += 1
  await openInbox(deps, clock.now, () => {}).receive({
    kind: 'press',
    id: `counted ${count}`,
    presser: openIdOf(who),
    press,
    form,
    card: 'om_counted' as MessageId,
    chat,
  })
}
