import { once } from 'node:events'
import { connect } from 'node:net'
import { sql } from 'kysely'
import { describe, expect, inject, test } from 'vitest'
import { nothingChanged } from '#cards/words.ts'
import { connect as connectDatabase } from '#db/connect.ts'
import type { Tx } from '#db/tx.ts'
import { openEmptyDatabase } from '#test/support/database.ts'
import { type DistantTown, startDistantTown } from '#test/support/distant-town.ts'
import { openLine } from '#test/support/line.ts'
import type { Person } from '#test/support/person.ts'
import { openDivided } from './campaign.ts'

const at = '2026-09-07T09:00+08:00'
/** Where the line to the platform stands still: the long connection is on it too, and nothing would come in at all. */
const over = 'webhook'
/** Whoever ends programs waits ten seconds; of a machine that does ten things at once more is asked for. */
const mostMs = 20_000

const submit = (who: Person, card = who.lastCard()) =>
  who.on(card).choose('自评', '已达到').fill('工作情况', '每天晨检').press('提交并继续')

/** Somebody who holds a connection and has said this much of a request. */
async function holdConnection(port: number, said: string) {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.on('error', () => {}).resume()
  socket.write(said)
  return { socket, closed: new Promise((resolve) => socket.once('close', resolve)) }
}

const answersIn = (tx: Tx) => tx.selectFrom('answer').select(['assignment', 'revision']).execute()

async function terminate(town: DistantTown): Promise<(number | null)[] | 'too late'> {
  const late = Promise.withResolvers<'too late'>()
  const timer = setTimeout(() => late.resolve('too late'), mostMs)
  const ended = await Promise.race([town.terminate(), late.promise])
  clearTimeout(timer)
  return ended
}

describe.each(['server' in inject('testDatabase') ? 'a server' : 'embedded data'])('a stop, on %s', (on) => {
  test('in the midst of presses, and of messages to a platform that hangs, loses nothing and doubles nothing', async () => {
    await using database = on === 'a server' ? await openEmptyDatabase() : null
    const url = database?.url
    await using town = await startDistantTown({
      at,
      over,
      ...(url == null ? {} : { on: { databaseUrl: url, processes: 1 } }),
    })
    const { zhao, qian, sun } = await openDivided(town)
    const people = [zhao, qian, sun]
    for (const who of people) await who.on(who.cards().find((one) => one.text.includes('开始填报'))).press('开始填报')
    await town.settle()
    town.line.hold()
    // Five each: their answers are on their way to a platform that takes none.
    for (const who of people) for (let said = 0; said < 5; said++) await who.say('/help')
    await town.emulator.settle()
    const [port = 0] = town.ports
    const held = [
      await holdConnection(port, ''),
      await holdConnection(port, 'POST /webhook/feishu HTTP/1.1\r\nhost: x\r\ncontent-length: 50\r\n\r\nhalf of it'),
      await holdConnection(port, 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n'),
    ]
    const pressed = people.map((who) =>
      submit(
        who,
        who.cards().find((one) => one.text.includes('提交并继续')),
      ),
    )
    // One is answered, the others are on their way through the bot or to it.
    await Promise.race(pressed)
    expect(await terminate(town)).toEqual([0])
    const outcomes = await Promise.all(pressed)
    await Promise.all(held.map((one) => one.closed))
    town.line.release()
    await town.settle()

    for (const who of people) expect(who.cards().filter((one) => one.title === '我能帮您做什么')).toHaveLength(5)
    const taken = outcomes.filter((one) => one.toast?.content === '已提交。').length
    // What came too late was not taken and is absent; what was taken is there, once.
    const answers =
      url == null ? await town.readData(answersIn) : await (database?.db.transaction().execute(answersIn) ?? [])
    expect(answers.map((one) => one.revision)).toEqual(Array(taken).fill(1))
    expect(outcomes.filter((one) => one.kind === 'answered')).toHaveLength(taken)
  }, 120_000)
})

describe.skipIf(!('server' in inject('testDatabase')))('on a server', () => {
  test('what a killed process was doing is done by the next one, once', async () => {
    await using database = await openEmptyDatabase()
    await using town = await startDistantTown({ at, over, on: { databaseUrl: database.url ?? '', processes: 1 } })
    const { zhao, qian } = await openDivided(town)
    town.line.hold()
    for (const who of [zhao, qian]) for (let said = 0; said < 3; said++) await who.say('/help')
    await town.emulator.settle()
    const active = sql<{ count: number }>`select count(*)::integer as count from pgboss.job where state = 'active'`
    await expect.poll(async () => (await active.execute(database.db)).rows[0]?.count, { timeout: 30_000 }).toBe(2)
    await town.kill()
    town.line.release()
    await town.settle()
    for (const who of [zhao, qian]) {
      expect(who.cards().filter((one) => one.title === '我能帮您做什么')).toHaveLength(3)
    }
  }, 120_000)

  test('a stop does not wait for a database that stands still', async () => {
    await using database = await openEmptyDatabase()
    await using line = await openLine(database.url ?? '')
    await using town = await startDistantTown({ at, on: { databaseUrl: line.url, processes: 1 } })
    const { sun } = await openDivided(town)
    await sun.on().press('开始填报')
    line.hold()
    // Told that nothing has changed; its statement is on the way all the same, and another press comes at the last moment.
    expect((await submit(sun)).toast?.content).toBe(nothingChanged)
    const pressed = submit(sun)
    await sun.say('/help')
    expect(await terminate(town)).toEqual([0])
    await pressed
    line.release()
    await town.settle()
    const connection = await connectDatabase({ url: database.url ?? '' })
    const answers = await connection.db.transaction().execute(answersIn)
    await connection.close()
    expect(answers).toEqual([])
  }, 120_000)
})
