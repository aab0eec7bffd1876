import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { migrate } from '#db/migrate.ts'
import { move, wasMoved } from '#src/backup/move.ts'
import { embeddedPlace, openPlace, server, serverPlace } from '#test/support/backup-places.ts'
import { aCampaign } from '#test/support/rows.ts'
import { silentLog } from '#test/support/silent-log.ts'

test.skipIf(server === '')('a move that fails at its very end leaves data on which the bot starts', async () => {
  await using from = await embeddedPlace()
  const source = await connect(from.places.database)
  await migrate(source.db)
  await aCampaign(source.db)
  await source.close()
  await using to = await serverPlace()
  const url = 'url' in to.places.database ? to.places.database.url : ''
  const target = await openPlace(to)
  // The commit itself fails, when all rows and the mark are there.
  for (const statement of [
    `create schema trap`,
    `create function trap.refuse() returns trigger language plpgsql as $$ begin raise 'refused' using errcode = '53100'; end $$`,
    `create function trap.lay() returns event_trigger language plpgsql as $$ begin
       if to_regclass('public.kysely_migration') is not null and not exists (select from pg_trigger where tgname = 'trap') then
         create constraint trigger trap after insert on public.kysely_migration deferrable initially deferred
           for each row execute function trap.refuse();
       end if; end $$`,
    `create event trigger trap_${process.pid} on ddl_command_end when tag in ('CREATE TABLE') execute function trap.lay()`,
  ]) {
    await sql.raw(statement).execute(target.db)
  }
  await expect(move(url, from.places, silentLog(), new Date())).rejects.toThrow(/did not take all of it \(53100\)/)
  expect(wasMoved(from.places.directory)).toBe(false)
  await sql.raw(`drop event trigger trap_${process.pid}`).execute(target.db)
  await target.close()
  await move(url, from.places, silentLog(), new Date())
  expect(wasMoved(from.places.directory)).toBe(true)
})
