import { noticeCard } from '#cards/notice.ts'
import { type RemindPreviewView, remindPreviewCard } from '#cards/remind-preview.ts'
import { noReminderWords, refusals, said } from '#cards/words.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, changeCampaign, findCampaign, lockCampaign } from '#db/campaign.ts'
import { loadPerson } from '#db/person.ts'
import { sayShortDay, wallClock } from '../domain/day.ts'
import type { CampaignId } from '../domain/ids.ts'
import { whenByHand } from '../domain/reminder.ts'
import type { Reply } from '../events.ts'
import { remind, whoOwes } from './remind.ts'
import { leads } from './roles.ts'
import { answerAside, refused, type Scene } from './scene.ts'
import { whichCampaign } from './which-campaign.ts'

/** `/remind`: whom it would reach, and when; nothing is sent before 确认催办. `id` null: said in words. */
export async function previewReminders(scene: Scene, id: CampaignId | null): Promise<Reply> {
  const campaign =
    id === null ? await whichCampaign(scene, (one) => leads(scene, one)) : await findCampaign(scene.tx, id)
  if (campaign === null) return refused('no-campaign')
  if (!(await leads(scene, campaign))) return refused('leaders-only')
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
  // It names who still owes something (design, principle 2); what it was pressed on stays for its other buttons.
  if (scene.place === 'private' && scene.via.kind === 'message') return { card }
  return answerAside(scene, 'remind', card)
}

/** 确认催办: decides again who still owes something. In quiet hours it waits for the campaign's hour of the next school day. */
export async function sendReminders(scene: Scene, id: CampaignId | null): Promise<Reply> {
  const meant = id ?? (await whichCampaign(scene, (one) => leads(scene, one)))?.id ?? null
  if (meant === null) return refused('no-campaign')
  const campaign = await lockCampaign(scene.tx, meant)
  if (campaign === null) return refused('old-card')
  if (!(await leads(scene, campaign))) return refused('leaders-only')
  if (campaign.status !== 'open') return refused('closed')
  const at = sendingTime(scene, campaign)
  if (at === null) return refused('nobody-to-remind')
  await audit(scene.tx, 'ask-reminders', scene.who.id, campaign.id, {}, scene.now)
  if (at > scene.now) {
    await changeCampaign(scene.tx, campaign.id, { remindOn: wallClock(at, scene.deps.timeZone).day })
    return done(campaign, said.remindersLater(sayWhen(scene, at)))
  }
  const reminded = await remind(scene.tx, scene.deps, campaign, { asked: 'by-hand', now: scene.now })
  return done(campaign, reminded === 0 ? refusals['nobody-to-remind'] : said.remindersSent)
}

/** The preview gives way to what came of it: a second tap finds no button, and nobody wonders whether it worked. */
function done(campaign: Campaign, text: string): Reply {
  return { card: noticeCard({ title: `催办 · ${campaign.title}`, text }), toast: { kind: 'success', text } }
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
