import { lockAssignment } from '#db/assignment.ts'
import { loadCampaign } from '#db/campaign.ts'
import { loadPerson } from '#db/person.ts'
import type { Tx } from '#db/tx.ts'
import { type Walk, walksWithCardBefore } from '#db/walk.ts'
import { wallClock } from '../domain/day.ts'
import { remindersAllowed } from '../domain/reminder.ts'
import type { Deps } from './deps.ts'
import type { Scene } from './scene.ts'
import { showRequirement } from './walk-card.ts'

/** A card can be pressed for fourteen days (facts page, section 4.2); two are left for weekends and holidays. */
const renewAfterMs = 12 * 86_400_000

/** Walks whose card nears its end get a fresh one at the same place, in working hours; the old one says where it went. */
export async function renewCards(tx: Tx, deps: Deps, now: Date): Promise<void> {
  for (const walk of await walksWithCardBefore(tx, new Date(now.getTime() - renewAfterMs))) {
    const campaign = await loadCampaign(tx, walk.campaign)
    const clock = { now, timeZone: deps.timeZone, calendar: { work: deps.calendar, holidays: campaign.holidays } }
    if (walk.at === null || !remindersAllowed(clock, campaign.remindHour)) continue
    const assignment = await lockAssignment(tx, walk.at)
    const who = await loadPerson(tx, walk.person)
    if (assignment === null || assignment.respondent !== who.id || who.left) continue
    await showRequirement(sceneAt(walk, { tx, deps, now, who }), campaign, assignment)
  }
}

/** As if the person had asked for their card once more, where it stands. */
function sceneAt(walk: Walk, of: Pick<Scene, 'tx' | 'deps' | 'now' | 'who'>): Scene {
  const via = { kind: 'message', message: walk.root, root: walk.root, mentioned: [] } as const
  return {
    ...of,
    today: wallClock(of.now, of.deps.timeZone).day,
    chat: walk.chat,
    place: walk.root === null ? 'private' : 'group',
    key: `renew:${walk.person}:${walk.campaign}:${walk.card}`,
    via,
  }
}
