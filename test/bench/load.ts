import { sql } from 'kysely'
import { connect } from '#db/connect.ts'
import { migrate } from '#db/migrate.ts'
import { startEmulator } from '#src/emulator/start.ts'
import type { Person } from '#test/support/person.ts'
import { townsfolk } from '#test/support/townsfolk.ts'
import { layCounty, peopleOf, respondentsOf } from './county.ts'
import { credentials } from './platform.ts'

/** A school in the middle of its campaign whose people press their cards, one after the other as people do. */
export type School = AsyncDisposable & {
  readonly url: string
  /** The bot listens there from now on. */
  meet(port: number): Promise<void>
  /** So many presses on cards of requirements, each answered by the next card. */
  press(count: number): Promise<void>
}

/** Lays one school where the bot is going to find it, with people the platform knows. */
export async function openSchool(where: Parameters<typeof connect>[0]): Promise<School> {
  const emulator = await startEmulator({ switches: { limits: false }, seed: 'bench-load' })
  const app = emulator.addApp({
    appId: credentials.FEISHU_APP_ID,
    appSecret: credentials.FEISHU_APP_SECRET,
    encryptKey: credentials.FEISHU_ENCRYPT_KEY,
    verificationToken: credentials.FEISHU_VERIFICATION_TOKEN,
    botName: '对标',
  })
  const person = townsfolk(emulator, app)
  const people = Array.from({ length: peopleOf }, (_, at) => person(`王老师${at + 1}`))
  const connection = await connect(where)
  await migrate(connection.db)
  await layCounty(connection.db, { schools: 1, answered: false })
  for (const [at, one] of people.entries())
    await sql`update person set open_id = ${one.openId()} where id = ${at + 1}`.execute(connection.db)
  // The bot goes by the real clock.
  await sql`update campaign set inspect_by = current_date + 60`.execute(connection.db)
  await connection.close()
  return {
    url: emulator.url,
    meet: (port) => app.setRequestUrl(`http://127.0.0.1:${port}/webhook/feishu`),
    async press(count) {
      for (let pressed = 0; pressed < count; pressed += 1) {
        const one = people[pressed % respondentsOf]
        if (one === undefined) continue
        if (walkCard(one) === undefined) await one.say('/start')
        while (walkCard(one) === undefined) await emulator.settle(20)
        const outcome = await one.on(walkCard(one)).press('跳过')
        if (outcome.kind !== 'answered') throw new Error(`a press was ${outcome.kind}: ${outcome.why}`)
      }
    },
    [Symbol.asyncDispose]: () => emulator.stop(),
  }
}

function walkCard(one: Person) {
  return one.cards().findLast(({ json }) => JSON.stringify(json).includes('跳过'))
}
