import { sayHeadsGap } from '#cards/words.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, changeCampaign, loadCampaign, lockCampaign } from '#db/campaign.ts'
import { chatMembers, saveChat } from '#db/chat.ts'
import type { CampaignId } from '../domain/ids.ts'
import { chooseHeads, type Heads, type HeadsVerdict } from '../domain/leading-group.ts'
import type { Reply } from '../events.ts'
import { mayCoordinate } from './roles.ts'
import { refused, type Scene } from './scene.ts'
import { type SetupForm, settingsSaved } from './setup-form.ts'

/** What a form that asks for them brings when both were emptied: some clients leave an empty field out. */
export const noHeads: SetupForm = { head: null, deputies: null }

/** Who is to head the leading group by what a form or words say; what they do not name stays. */
export async function pickHeads(scene: Scene, { head, deputies }: SetupForm, now: Heads): Promise<HeadsVerdict> {
  if (head === undefined && deputies === undefined) return { kind: 'accepted', heads: now }
  return chooseHeads({ head, deputies }, await chatMembers(scene.tx, scene.chat), now)
}

/** Kept apart from other settings: the paper names them, and whoever signs it may ask who said so. */
export async function auditHeads(scene: Scene, { id, heads }: Campaign, before: Heads): Promise<void> {
  const said = ({ head, deputies }: Heads) => ({ head, deputies: deputies.join() })
  const [now, then] = [said(heads), said(before)]
  if (now.head === then.head && now.deputies === then.deputies) return
  await audit(scene.tx, 'set-heads', scene.who.id, id, now, scene.now)
}

/** Whether words name those who head the group and nothing else. */
export function namesHeadsAlone(named: SetupForm): boolean {
  return Object.keys(named).every((name) => name in noHeads)
}

/** Of a campaign that has ended, by words: its paper is still to be signed, and everything else of it stays closed. */
export async function saveHeads(scene: Scene, id: CampaignId, named: SetupForm): Promise<Reply> {
  await saveChat(scene.tx, scene.chat, '')
  const campaign = await lockCampaign(scene.tx, id)
  if (campaign === null || campaign.leadingChat !== scene.chat) return refused('old-card')
  if (!(await mayCoordinate(scene, campaign))) return refused('no-right-to-set-up')
  const verdict = await pickHeads(scene, named, campaign.heads)
  if (verdict.kind === 'refused') return { toast: { kind: 'warning', text: sayHeadsGap(verdict.gap) } }
  await changeCampaign(scene.tx, id, { heads: verdict.heads })
  const changed = await loadCampaign(scene.tx, id)
  await auditHeads(scene, changed, campaign.heads)
  return settingsSaved(scene, changed)
}
