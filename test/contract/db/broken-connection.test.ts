import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { onServer } from '#test/support/server.ts'

const server = process.env.DATABASE_URL ?? ''

// The embedded database has no connection that could break.
describe.skipIf(server === '')('a connection that breaks', () => {
  test('between two statements of a transaction fails that transaction and nothing else', async () => {
    const { db, close } = await connect({ url: server })
    const broken = db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      // Answers when it is gone. Unheard, its farewell would end the process (here: fail the run).
      await onServer(server, `select pg_terminate_backend(${rows[0]?.pid}, 10000)`)
      await db.transaction().execute((other) => sql`select 1`.execute(other))
      await sql`select 1`.execute(tx)
    })
    await expect(broken).rejects.toThrow()
    const after = await db.transaction().execute((tx) => sql<{ one: number }>`select 1 as one`.execute(tx))
    expect(after.rows).toEqual([{ one: 1 }])
    await close()
  })
})
