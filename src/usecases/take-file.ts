import { type Campaign, campaignsOf } from '#db/campaign.ts'
import { expectedOf, forgetExpected, type IncomingFile, insertIncoming } from '#db/incoming-file.ts'
import { isAwaited, isNamedDivision } from '../domain/incoming-file.ts'
import type { Attached } from '../events.ts'
import { mayCoordinate } from './roles.ts'
import type { Scene } from './scene.ts'

/** The name of a file is shown to nobody but its sender, and not needed whole. */
const longestName = 200

/**
 * Takes a file that is meant for the bot's tables: the one its sender was just asked for, or one named 责任分工表 from
 * whoever coordinates a campaign that has not ended. It is noted, with a job that fetches and reads it, and nothing is
 * answered now. False: it is none, and is evidence as ever.
 */
export async function takeFile(scene: Scene, attached: readonly Attached[]): Promise<boolean> {
  const { tx, via, who, now } = scene
  const [file, ...more] = attached
  if (scene.place !== 'private' || via.kind === 'press' || via.message === null) return false
  if (file?.kind !== 'file' || more.length > 0) return false
  const about = await purposeOf(scene, file.name)
  if (about === null) return false
  await forgetExpected(tx, who.id)
  const name = file.name.slice(0, longestName)
  const id = await insertIncoming(tx, { ...about, person: who.id, name, message: via.message, key: file.key }, now)
  if (id !== null) await scene.deps.jobs.enqueue(tx, 'read-file', { file: id })
  return true
}

async function purposeOf(
  scene: Scene,
  name: string,
): Promise<Pick<IncomingFile, 'purpose' | 'campaign' | 'chat'> | null> {
  const expected = await expectedOf(scene.tx, scene.who.id)
  if (expected !== null && isAwaited(expected, name, scene.now)) {
    const { purpose, campaign, chat } = expected
    return { purpose, campaign, chat }
  }
  const campaign = isNamedDivision(name) ? await coordinatedBy(scene, name) : null
  return campaign === null ? null : { purpose: 'division', campaign: campaign.id, chat: null }
}

/** Of several campaigns of one coordinator the one whose school or title the file's name holds, else the most pressing. */
async function coordinatedBy(scene: Scene, name: string): Promise<Campaign | null> {
  const own: Campaign[] = []
  for (const campaign of await campaignsOf(scene.tx, scene.who.id)) {
    if (campaign.status !== 'closed' && (await mayCoordinate(scene, campaign))) own.push(campaign)
  }
  return own.find((one) => name.includes(one.school) || name.includes(one.title)) ?? own[0] ?? null
}
