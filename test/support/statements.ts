import type { PGlite } from '@electric-sql/pglite'
import { Kysely } from 'kysely'
import type pg from 'pg'
import type { Press } from '#cards/press.ts'
import type { Flight, Landed } from '#db/flight.ts'
import { RideDriver } from '#db/ride.ts'
import type { Database } from '#db/schema.ts'
import { ServerDriver, serverDialect } from '#db/server-dialect.ts'
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
  await pressOn({ ...world.deps, db: counted, shared: counted }, world, { who, press, form, chat })
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
  const query = (asked: string | Flight) => {
    if (typeof asked === 'string') return { rows: [] }
    trips.push(asked.statements.map(({ sql }) => /\w+/.exec(sql)?.[0] ?? ''))
    return { landed: landOn(embedded, asked) }
  }
  const client = { query, release: () => {} }
  const pool = { connect: async () => client, end: async () => {} } as unknown as pg.Pool
  const server = new ServerDriver(pool, 'select 1')
  const db = new Kysely<Database>({ dialect: serverDialect(() => server) })
  const shared = new Kysely<Database>({ dialect: serverDialect(() => new RideDriver(server)) })
  await pressOn({ ...world.deps, db, shared }, world, { who, press, form, chat: privateChat(who) })
  return trips
}

async function landOn(embedded: PGlite, { statements }: Flight): Promise<Landed[]> {
  const landed: Landed[] = []
  for (const { sql, parameters } of statements) {
    const { rows, affectedRows = 0 } = await embedded.query(sql, [...parameters])
    landed.push({ command: sql.toUpperCase(), rowCount: affectedRows, rows })
  }
  return landed
}

type Pressing = {
  readonly who: string
  readonly press: Press
  readonly form: Record<string, unknown>
  readonly chat: ChatId
}

async function pressOn(deps: Deps, world: Recorder, { who, press, form, chat }: Pressing): Promise<void> {
  count += 1
  const card = await cardOf(world, who)
  await openInbox(deps, world.clock.now, () => {}).receive({
    kind: 'press',
    id: `counted ${count}`,
    presser: openIdOf(who),
    press,
    form,
    card,
    chat,
  })
}

/** The card of somebody's walk, as it would be pressed; one of its own where they have not begun. */
async function cardOf({ database }: Recorder, who: string): Promise<MessageId> {
  const walk = await database.db
    .selectFrom('walk')
    .innerJoin('person', 'person.id', 'walk.person')
    .leftJoin('delivery', 'delivery.id', 'walk.card_delivery')
    .select((eb) => eb.fn.coalesce('walk.card', 'delivery.message').as('card'))
    .where('person.open_id', '=', openIdOf(who))
    .orderBy('walk.touched_at', 'desc')
    .executeTakeFirst()
  return walk?.card ?? ('om_counted' as MessageId)
}
