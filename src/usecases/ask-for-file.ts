import { importSaid } from '#cards/import-words.ts'
import { said } from '#cards/words.ts'
import { expectFile } from '#db/incoming-file.ts'
import type { CampaignId } from '../domain/ids.ts'
import type { Expected } from '../domain/incoming-file.ts'
import type { Reply } from '../events.ts'
import { loadCampaignFor } from './import-roles.ts'
import { answer, type Scene } from './scene.ts'

/** 导入表格, `分工 导入`: asks the coordinator for the table, in private; the next one they send there is taken for it. */
export async function askForDivision(scene: Scene, id: CampaignId): Promise<Reply> {
  const found = await loadCampaignFor(scene, id)
  if ('reply' in found) return found.reply
  return askForFile(scene, { purpose: 'division', campaign: id, chat: null }, importSaid.sendDivision)
}

/** Notes what is asked for and asks, in private wherever it was wanted: the file is sent there. */
export async function askForFile(scene: Scene, about: Omit<Expected, 'askedAt'>, text: string): Promise<Reply> {
  await expectFile(scene.tx, scene.who.id, { ...about, askedAt: scene.now })
  if (scene.place === 'private' && scene.via.kind === 'message') return { toast: { kind: 'info', text } }
  await answer(scene, 'ask-for-file', { to: 'person', person: scene.who.openId }, { kind: 'text', text })
  return { toast: { kind: 'info', text: said.privately } }
}
