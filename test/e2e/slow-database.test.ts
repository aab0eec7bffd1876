import { sql } from 'kysely'
import { describe, expect, inject, test } from 'vitest'
import { nothingChanged } from '#cards/words.ts'
import { connect } from '#db/connect.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { type Line, openLine } from '#test/support/line.ts'
import type { Person } from '#test/support/person.ts'
import { startTown, type Town } from '#test/support/town.ts'
import { openDivided } from './campaign.ts'

const stillWorking = '还在处理，请稍等片刻再看'
/** The phone waits longer than the bot may take: what is answered early comes from the bot's own limits. */
const switches = { callbackTimeoutMs: 120_000, eventTimeoutMs: 120_000 }

/** Sun with the first requirement in front of her. */
async function startWalk(town: Town): Promise<Person> {
  const { sun } = await openDivided(town)
  await sun.on().press('开始填报')
  return sun
}

const submit = (who: Person, card = who.lastCard()) =>
  who.on(card).choose('自评', '已达到').fill('工作情况', '每天晨检').press('提交并继续')

const answersOf = ({ database }: Town) =>
  database.db.transaction().execute((tx) => tx.selectFrom('answer').select(['assignment', 'revision']).execute())

/** A transaction that lets nobody to the answers, and on embedded data to nothing at all, until it is told to end. */
async function holdAnswers({ db }: TestDatabase): Promise<AsyncDisposable & { end(): Promise<void> }> {
  const held = Promise.withResolvers<void>()
  const free = Promise.withResolvers<void>()
  const done = db.transaction().execute(async (tx) => {
    await sql`lock table assignment in access exclusive mode`.execute(tx)
    held.resolve()
    await free.promise
  })
  await held.promise
  const end = () => {
    free.resolve()
    return done
  }
  return { end, [Symbol.asyncDispose]: end }
}

test('while a transaction stands in the way nobody waits, nothing changes, and afterwards all is as it should be', async () => {
  await using town = await startTown({ switches })
  const sun = await startWalk(town)
  const card = sun.lastCard()
  await using hold = await holdAnswers(town.database)
  // Somebody impatient, and everybody else.
  const pressed = await Promise.all(Array.from({ length: 100 }, () => submit(sun, card)))
  await sun.say('/help')
  for (const one of pressed) expect([nothingChanged, stillWorking]).toContain(one.toast?.content)
  await hold.end()

  expect((await submit(sun, card)).toast?.content).toBe('已提交。')
  expect(sun.cards().find((one) => one.messageId === card.messageId)?.subtitle).toBe('第2条/共27条 · 已填1')
  // On embedded data the words were not taken either, and come again.
  do await town.settle()
  while (town.emulator.retryNow() > 0)
  expect(sun.cards().filter((one) => one.title === '我能帮您做什么')).toHaveLength(1)
})

test('a database whose disk is full: presses change nothing and say so, words wait, and with room both go on', async () => {
  await using town = await startTown({ switches })
  const { db } = town.database
  const sun = await startWalk(town)
  // As Postgres says it, in the midst of a transaction: after the claim of the press, before the answer.
  await sql`create function no_room() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`.execute(db)
  await sql`create trigger no_room before insert on answer for each row execute function no_room()`.execute(db)
  await sql`create trigger no_room before insert on delivery for each row execute function no_room()`.execute(db)
  const card = sun.lastCard()
  expect((await submit(sun, card)).toast?.content).toBe(nothingChanged)
  await sun.say('/help')
  await town.emulator.settle()
  expect(await answersOf(town)).toEqual([])
  await sql`drop trigger no_room on answer`.execute(db)
  await sql`drop trigger no_room on delivery`.execute(db)
  expect((await submit(sun, card)).toast?.content).toBe('已提交。')
  await town.settle()
  expect((await answersOf(town)).map((one) => one.revision)).toEqual([1])
  expect(sun.cards().filter((one) => one.title === '我能帮您做什么')).toHaveLength(1)
})

// The embedded database is in this process: there is no line to it.
describe.skipIf(!('server' in inject('testDatabase')))('a line to the database', () => {
  async function townAtEndOf(line: Line): Promise<Town> {
    const connection = await connect({ url: line.url })
    return startTown({ switches, database: { ...connection, [Symbol.asyncDispose]: connection.close } })
  }

  test('that is slow: who presses hears that it goes on, it does, and pressing again makes nothing twice', async () => {
    await using database = await openTestDatabase()
    await using line = await openLine(database.url ?? '')
    await using town = await townAtEndOf(line)
    const sun = await startWalk(town)
    const card = sun.lastCard()
    // Two ways there and back are more than the bot may take; the first is less than it may take to begin.
    line.delay(700)
    const first = await submit(sun, card)
    const again = await submit(sun, card)
    expect(first.toast?.content).toBe(stillWorking)
    expect([stillWorking, nothingChanged]).toContain(again.toast?.content)
    line.delay(0)
    await expect.poll(() => answersOf(town), { timeout: 30_000 }).toHaveLength(1)
    await town.settle()
    await submit(sun, card)
    expect((await answersOf(town)).map((one) => one.revision)).toEqual([1])
  })

  test('that stands still: nobody waits for it, and once it passes again everything goes on', async () => {
    await using database = await openTestDatabase()
    await using line = await openLine(database.url ?? '')
    await using town = await townAtEndOf(line)
    const sun = await startWalk(town)
    const card = sun.lastCard()
    line.hold()
    const pressed = await Promise.all(Array.from({ length: 100 }, () => submit(sun, card)))
    for (const one of pressed) expect([nothingChanged, stillWorking]).toContain(one.toast?.content)
    line.release()
    // What was being connected meanwhile is given up first.
    await expect.poll(async () => (await submit(sun, card)).toast?.content, { timeout: 30_000 }).toBe('已提交。')
    await town.settle()
    expect((await answersOf(town)).map((one) => one.revision)).toEqual([1])
  })
})
