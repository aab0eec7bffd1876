import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Press } from '#cards/press.ts'
import type { ChatId, MessageId, OpenId } from '#src/domain/ids.ts'
import { openInbox } from '#src/inbox.ts'
import { campaignOf, openDivided, walkPress } from '#test/support/first-school.ts'
import type { Recorder } from '#test/support/recorder.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
})
afterAll(() => world[Symbol.asyncDispose]())

/** The statements a press takes, its transaction's beginning and end left out. */
async function statementsOf(who: string, press: Press, form: Record<string, unknown> = {}): Promise<string[]> {
  const statements: string[] = []
  const counted = world.database.db.withPlugin({
    transformQuery: ({ node }) => {
      statements.push(node.kind)
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const inbox = openInbox({ ...world.deps, db: counted }, world.clock.now, () => {})
  await inbox.receive({
    kind: 'press',
    id: `counted ${statements.length} ${JSON.stringify(press)}`,
    presser: `ou_${who}` as OpenId,
    press,
    form,
    card: 'om_counted' as MessageId,
    chat: `oc_private_${who}` as ChatId,
  })
  return statements
}

/** A press has three seconds for all, the way there and back included; a statement costs one round trip. */
test('a press on a card costs few round trips, however many requirements somebody has', async () => {
  const met = { rating: '已达到', fact: '有' }
  const few = await statementsOf('lin', await walkPress(world, 'submit-answer', 17), met)
  const many = await statementsOf('qian', await walkPress(world, 'submit-answer', 1), met)
  expect(many).toHaveLength(few.length)
  expect(few.length).toBeLessThanOrEqual(25)
  const { id, divisionSeen } = await campaignOf(world)
  const confirm = { v: 1, do: 'confirm-division', campaign: id, page: 0, seen: divisionSeen } as const
  expect((await statementsOf('zhao', confirm, { spread: 'members' })).length).toBeLessThanOrEqual(40)
})
