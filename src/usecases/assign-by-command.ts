import { confirmWord } from '../domain/command.ts'
import { readImportWord } from '../domain/incoming-file.ts'
import type { Reply } from '../events.ts'
import { askForDivision } from './ask-for-file.ts'
import { confirmDivision, proposeDivision } from './divide-work.ts'
import { reassign } from './reassign.ts'
import { mayCoordinate } from './roles.ts'
import { refused, type Scene } from './scene.ts'
import { settleImportByWords } from './settle-import.ts'
import { whichCampaign } from './which-campaign.ts'

/** `/assign`: alone the form, with 确认 what its button does, with anything else a hand-over. For the coordinator. */
export async function assignByCommand(scene: Scene, rest: string): Promise<Reply> {
  const campaign = await whichCampaign(scene, (one) => mayCoordinate(scene, one))
  if (campaign === null) return refused('no-campaign')
  if (!(await mayCoordinate(scene, campaign))) return refused('coordinator-only')
  if (rest === confirmWord) {
    return confirmDivision(scene, { campaign: campaign.id, page: 0, seen: campaign.divisionSeen, form: {} })
  }
  const word = readImportWord(rest)
  if (word === 'ask') return askForDivision(scene, campaign.id)
  if (word !== null) return settleImportByWords(scene, 'division', word)
  const names = scene.via.kind === 'message' && scene.via.mentioned.length > 0
  return rest === '' && !names ? proposeDivision(scene, campaign.id) : reassign(scene, campaign.id, rest)
}
