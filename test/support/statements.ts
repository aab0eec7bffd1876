import type { Press } from '#cards/press.ts'
import type { ChatId, MessageId, OpenId } from '#src/domain/ids.ts'
import { openInbox } from '#src/inbox.ts'
import type { Recorder } from './recorder.ts'

/** Each press is one of its own: the same again would only be told that it was done. */
let count = 0

/** The statements a press takes, its transaction's beginning and end left out. */
export async function statementsOf(
  world: Recorder,
  who: string,
  press: Press,
  form: Record<string, unknown> = {},
  chat = `oc_private_${who}` as ChatId,
): Promise<string[]> {
  count += 1
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
    id: `counted ${count}`,
    presser: `ou_${who}` as OpenId,
    press,
    form,
    card: 'om_counted' as MessageId,
    chat,
  })
  return statements
}
