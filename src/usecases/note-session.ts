import { sessionFormCard } from '#cards/study-session.ts'
import { sessionGaps, studySaid } from '#cards/study-words.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, findCampaign, lockCampaign } from '#db/campaign.ts'
import { heldSessions, insertSession, lastSessionNo, withdrawSession } from '#db/study-session.ts'
import { readDue, readText } from '../domain/answer.ts'
import type { CampaignId } from '../domain/ids.ts'
import { isSameSession, readSession, type SessionGiven } from '../domain/study-session.ts'
import type { PressEvent, Reply } from '../events.ts'
import { leads } from './roles.ts'
import { answerAside, refused, type Scene } from './scene.ts'
import { showStudy } from './show-study.ts'

/** The form of a session, for the coordinator and the leaders; asked for in a group it comes in private. */
export async function offerSession(scene: Scene, id: CampaignId): Promise<Reply> {
  const campaign = await findCampaign(scene.tx, id)
  if (campaign === null) return refused('old-card')
  if (!(await leads(scene, campaign))) return refused('leaders-only')
  return showForm(scene, campaign, { day: scene.today, form: null, about: null, people: null }, null)
}

/**
 * Notes a session that was held, also after the campaign has closed: the paper is often written then. `seen` is the
 * state the form was drawn from: what somebody noted since then is shown first; null: said in words, which are about now.
 */
export async function noteSession(
  scene: Scene,
  ask: { readonly campaign: CampaignId; readonly seen: number | null; readonly given: SessionGiven },
): Promise<Reply> {
  const { tx, who, now, today } = scene
  const campaign = await lockCampaign(tx, ask.campaign)
  if (campaign === null) return refused('old-card')
  if (!(await leads(scene, campaign))) return refused('leaders-only')
  const warn = async (text: string): Promise<Reply> =>
    ask.seen === null ? { toast: { kind: 'warning', text } } : showForm(scene, campaign, ask.given, text)
  const session = readSession(ask.given, today)
  if (typeof session === 'string') return warn(sessionGaps[session])
  const held = await heldSessions(tx, campaign.id)
  if (held.some((one) => isSameSession(one, session)))
    return showStudy(scene, campaign, { kind: 'info', text: studySaid.notedAlready })
  if (ask.seen !== null && ask.seen !== (await lastSessionNo(tx, campaign.id))) return warn(studySaid.changedMeanwhile)
  const no = await insertSession(tx, campaign.id, session, who.id, now)
  await audit(tx, 'note-session', who.id, campaign.id, { no, people: session.people }, now)
  return showStudy(scene, campaign, { kind: 'success', text: studySaid.noted })
}

/** Takes back one that was noted by mistake, by its number; no paper says it from then on. */
export async function takeBackSession(scene: Scene, id: CampaignId, no: number): Promise<Reply> {
  const { tx, who, now } = scene
  const campaign = await lockCampaign(tx, id)
  if (campaign === null) return refused('no-campaign')
  if (!(await leads(scene, campaign))) return refused('leaders-only')
  if (!(await withdrawSession(tx, id, no, who.id, now)))
    return { toast: { kind: 'warning', text: studySaid.nothingToWithdraw(no) } }
  await audit(tx, 'withdraw-session', who.id, id, { no }, now)
  return showStudy(scene, campaign, { kind: 'success', text: studySaid.withdrawn(no) })
}

/** The form as a submit brings it; everything else in it is ignored. */
export function readSessionForm(form: PressEvent['form']): SessionGiven {
  return {
    day: readDue(form.heldOn),
    form: readText(form.form),
    about: readText(form.about),
    people: readText(form.people),
  }
}

async function showForm(scene: Scene, campaign: Campaign, typed: SessionGiven, note: string | null): Promise<Reply> {
  const { id, title } = campaign
  const card = sessionFormCard({ campaign: id, title, seen: await lastSessionNo(scene.tx, id), typed, note })
  if (scene.place === 'group') return answerAside(scene, 'session', card)
  return { card, ...(note === null ? {} : { toast: { kind: 'warning', text: note } }) }
}
