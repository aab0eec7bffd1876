import { type RemindPreviewView, remindPreviewCard } from '#cards/remind-preview.ts'
import { noReminderWords, refusals, said } from '#cards/words.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, campaignLedBy, campaignsOf, changeCampaign, lockCampaign } from '#db/campaign.ts'
import { loadPerson } from '#db/person.ts'
import { sayShortDay, wallClock } from '../domain/day.ts'
import type { CampaignId } from '../domain/ids.ts'
import { whenByHand } from '../domain/reminder.ts'
import type { Reply } from '../events.ts'
import { remind, whoOwes } from './remind.ts'
import { isLeader, mayCoordinate } from './roles.ts'
import { answerAside, refused, type Scene } from './scene.ts'

/** `/remind`: whom it would reach, and when; nothing is sent before 确认催办. */
export async function previewReminders(scene: Scene): Promise<Reply> {
  const campaign = await pick(scene)
  if (campaign === null) return refused('no-campaign')
  if (!(await mayRemind(scene, campaign))) return refused('leaders-only')
  if (campaign.status !== 'open') return refused(campaign.status === 'closed' ? 'closed' : 'not-divided')
  const at = sendingTime(scene, campaign)
  if (at === null) return refused('nobody-to-remind')
  const owing = await whoOwes(scene.tx, scene.deps, campaign, { asked: 'by-hand', now: at })
  const toHeads = owing.filter((one) => one.decision.kind === 'head')
  const heads: RemindPreviewView['heads'][number][] = []
  for (const [head, people] of Map.groupBy(toHeads, (one) => one.digestTo)) {
    if (head === null) continue
    const { name } = await loadPerson(scene.tx, head)
    heads.push({ name, department: people[0]?.department ?? '', people: people.length })
  }
  const card = remindPreviewCard({
    campaign: campaign.id,
    title: campaign.title,
    private: owing.filter((one) => one.decision.kind === 'private'),
    heads,
    skipped: owing.flatMap(({ name, decision }) =>
      decision.kind === 'none' ? [{ name, why: noReminderWords[decision.why] }] : [],
    ),
    when: sayWhen(scene, at),
  })
  // It names who still owes something (design, principle 2).
  return scene.place === 'private' ? { card } : answerAside(scene, 'remind', card)
}

/** 确认催办: decides again who still owes something. In quiet hours it waits for the campaign's hour of the next school day. */
export async function sendReminders(scene: Scene, id: CampaignId | null): Promise<Reply> {
  const meant = id ?? (await pick(scene))?.id ?? null
  if (meant === null) return refused('no-campaign')
  const campaign = await lockCampaign(scene.tx, meant)
  if (campaign === null) return refused('old-card')
  if (!(await mayRemind(scene, campaign))) return refused('leaders-only')
  if (campaign.status !== 'open') return refused('closed')
  const at = sendingTime(scene, campaign)
  if (at === null) return refused('nobody-to-remind')
  await audit(scene.tx, 'ask-reminders', scene.who.id, campaign.id, {}, scene.now)
  if (at > scene.now) {
    await changeCampaign(scene.tx, campaign.id, { remindOn: wallClock(at, scene.deps.timeZone).day })
    return { toast: { kind: 'success', text: said.remindersLater(sayWhen(scene, at)) } }
  }
  const reminded = await remind(scene.tx, scene.deps, campaign, { asked: 'by-hand', now: scene.now })
  return reminded === 0
    ? { toast: { kind: 'info', text: refusals['nobody-to-remind'] } }
    : { toast: { kind: 'success', text: said.remindersSent } }
}

function sendingTime(scene: Scene, campaign: Campaign): Date | null {
  const { timeZone, calendar: work } = scene.deps
  const calendar = { work, holidays: campaign.holidays }
  return whenByHand({ now: scene.now, timeZone, calendar }, campaign.remindHour)
}

function sayWhen(scene: Scene, at: Date): string {
  if (at <= scene.now) return '现在'
  const { day, hour } = wallClock(at, scene.deps.timeZone)
  return `${sayShortDay(day)}${hour}:00`
}

async function mayRemind(scene: Scene, campaign: Campaign): Promise<boolean> {
  return (await mayCoordinate(scene, campaign)) || (await isLeader(scene, campaign))
}

/** In a group the campaign it leads; in private the first running one the asker coordinates or leads. */
async function pick(scene: Scene): Promise<Campaign | null> {
  if (scene.place === 'group') return campaignLedBy(scene.tx, scene.chat)
  const all = await campaignsOf(scene.tx, scene.who.id)
  for (const campaign of all) if (await mayRemind(scene, campaign)) return campaign
  return all[0] ?? null
}
