import { connectionTestCard, connectionTestSaid } from '#cards/connection-test.ts'
import { areClaimed, claimDone } from '#db/inbox.ts'
import type { Tx } from '#db/tx.ts'
import type { Reply } from '../events.ts'
import type { Scene } from './scene.ts'

/** What of a test of the connection has reached us. */
export type Heard = { readonly press: boolean; readonly words: boolean }

const pressKey = (code: string) => `test:press:${code}`
const wordsKey = (code: string) => `test:words:${code}`

/** Notes that a press of the doctor's card came through, whoever pressed: the line is tried, nobody is asked anything. */
export async function takeTestPress({ tx, now, place }: Scene, code: string): Promise<Reply> {
  await claimDone(tx, pressKey(code), now)
  return {
    toast: { kind: 'success', text: connectionTestSaid.pressed },
    card: connectionTestCard({ code, place, pressed: true }),
  }
}

/** Notes that words came through; the answer goes out as every message does, so that way is tried too. */
export async function takeTestWords({ tx, now }: Scene, code: string): Promise<Reply> {
  await claimDone(tx, wordsKey(code), now)
  return { toast: { kind: 'success', text: connectionTestSaid.heard } }
}

/** What has come of a test, in whichever process; kept for as long as claims are, so a code of old may be true. */
export async function heardOfTest(tx: Tx, code: string): Promise<Heard> {
  const [press, words] = [pressKey(code), wordsKey(code)]
  const found = await areClaimed(tx, [press, words])
  return { press: found.has(press), words: found.has(words) }
}
