import type { Press } from '#cards/press.ts'
import type { ChatId, MessageId, OpenId } from '#src/domain/ids.ts'
import { openInbox } from '#src/inbox.ts'
import type { Recorder } from './recorder.ts'

/** The statements a press takes, its transaction's beginning and end left out. */
export async function statementsOf(
  world: Recorder,
  who: string,
  press: Press,
  form: Record<string, unknown> = {},
): Promise<string[]> {
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
