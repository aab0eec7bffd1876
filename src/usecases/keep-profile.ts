import { type ProfileView, profileCard, profileSaid } from '#cards/profile.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, findCampaign, lockCampaign } from '#db/campaign.ts'
import { insertSchoolFacts, type KeptProfile, loadProfile } from '#db/school-fact.ts'
import { longestSaid } from '../domain/command.ts'
import { wallClock } from '../domain/day.ts'
import type { CampaignId } from '../domain/ids.ts'
import {
  changeProfile,
  type ProfileField,
  profileFields,
  readProfileWords,
  sayAmount,
  type TypedProfile,
} from '../domain/school-profile.ts'
import type { PressEvent, Reply } from '../events.ts'
import { leads } from './roles.ts'
import { answerAside, refused, type Scene } from './scene.ts'
import { whichCampaign } from './which-campaign.ts'

/** `/profile`: the form, or labelled lines that fill it in: 学校概况 寄宿学生：没有. For the coordinator and the leaders. */
export async function profileByWords(scene: Scene, rest: string): Promise<Reply> {
  const campaign = await whichCampaign(scene, (one) => leads(scene, one))
  if (campaign === null) return refused('no-campaign')
  if (rest.length > longestSaid) return refused('too-long')
  const typed = readProfileWords(rest)
  if (typed !== null) return saveProfile(scene, { campaign: campaign.id, seen: null, typed })
  return rest === '' ? showProfile(scene, campaign.id) : refused('profile-unclear')
}

export async function showProfile(scene: Scene, id: CampaignId): Promise<Reply> {
  const campaign = await findCampaign(scene.tx, id)
  if (campaign === null) return refused('no-campaign')
  if (!(await leads(scene, campaign))) return refused('leaders-only')
  return show(scene, campaign, await loadProfile(scene.tx, id), {}, null)
}

/**
 * Keeps what was typed, all of it or, where one field cannot be read, nothing. `seen` is the state the form was drawn
 * from: somebody else's change since then is shown first; null: said in words, which are about now.
 */
export async function saveProfile(
  scene: Scene,
  ask: { readonly campaign: CampaignId; readonly seen: number | null; readonly typed: TypedProfile },
): Promise<Reply> {
  const { tx, who, now } = scene
  const campaign = await lockCampaign(tx, ask.campaign)
  if (campaign === null) return refused('old-card')
  if (!(await leads(scene, campaign))) return refused('leaders-only')
  const kept = await loadProfile(tx, campaign.id)
  const verdict = changeProfile(kept.profile, ask.typed)
  const warn = (text: string) => show(scene, campaign, kept, ask.typed, { kind: 'warning', text })
  if (verdict.kind === 'unreadable') return warn(profileSaid.unreadable(verdict.field))
  if (verdict.changed.length === 0)
    return show(scene, campaign, kept, {}, { kind: 'info', text: profileSaid.unchanged })
  if (ask.seen !== null && ask.seen !== kept.version) return warn(profileSaid.changedMeanwhile)
  await insertSchoolFacts(tx, campaign.id, verdict.profile, verdict.changed, who.id, now)
  await audit(tx, 'keep-profile', who.id, campaign.id, { fields: verdict.changed.length }, now)
  return show(scene, campaign, await loadProfile(tx, campaign.id), {}, { kind: 'success', text: profileSaid.kept })
}

/** The form as a submit brings it, by its controls' names; what is none of them is left out. */
export function readProfileForm(form: PressEvent['form']): TypedProfile {
  return Object.fromEntries(
    profileFields.flatMap((field) => (typeof form[field] === 'string' ? [[field, form[field]] as const] : [])),
  )
}

/** Numbers of a small school tell who is meant, so the form is for private chats alone (domain facts, section 5). */
async function show(
  scene: Scene,
  campaign: Campaign,
  { profile, version, said }: KeptProfile,
  typed: TypedProfile,
  toast: Reply['toast'] | null,
): Promise<Reply> {
  const values = Object.fromEntries(
    profileFields.map((field) => [field, typed[field] ?? sayAmount(profile[field])]),
  ) as Record<ProfileField, string>
  const view: ProfileView = {
    campaign: campaign.id,
    title: campaign.title,
    school: campaign.school,
    seen: version,
    values,
    said: said === null ? null : { by: said.by, on: wallClock(said.at, scene.deps.timeZone).day },
    note: toast?.text ?? null,
  }
  const card = profileCard(view)
  if (scene.place === 'group') return answerAside(scene, 'profile', card)
  return { card, ...(toast === null || toast === undefined ? {} : { toast }) }
}
