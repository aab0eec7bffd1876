import { said } from '#cards/words.ts'
import type { Campaign } from '#db/campaign.ts'
import { loadPerson } from '#db/person.ts'
import type { Tx } from '#db/tx.ts'
import { type Walk, walksWithCardBefore } from '#db/walk.ts'
import { momentAt, nextSchoolDay } from '../domain/calendar.ts'
import { wallClock } from '../domain/day.ts'
import { remindersAllowed } from '../domain/reminder.ts'
import type { Deps } from './deps.ts'
import type { Scene } from './scene.ts'
import { showRequirement } from './walk-card.ts'

/** A card can be pressed for fourteen days from its sending (facts page, section 4.2), less what sending it takes. */
const cardLifeMs = 14 * 86_400_000 - 3_600_000
/** The campaign is held meanwhile, and those who press wait; the next minute brings the next ones. */
const mostAtOnce = 20

/**
 * Walks of a campaign whose card would not live until the next working hours, which may lie behind a holiday, get a
 * fresh one at the same place; the old one says where it went. The campaign must be locked, or two processes would both
 * send one. False when more of them wait for the next minute.
 */
export async function renewCards(tx: Tx, deps: Deps, campaign: Campaign, now: Date): Promise<boolean> {
  const clock = { now, timeZone: deps.timeZone, calendar: { work: deps.calendar, holidays: campaign.holidays } }
  if (!remindersAllowed(clock, campaign.remindHour)) return true
  const next = nextSchoolDay(wallClock(now, deps.timeZone).day, clock.calendar)
  const nextTurn = next === null ? now : momentAt(next, campaign.remindHour, deps.timeZone)
  const sentBefore = new Date(nextTurn.getTime() - cardLifeMs)
  const walks = await walksWithCardBefore(tx, campaign.id, sentBefore, mostAtOnce)
  for (const walk of walks) {
    if (walk.at === null) continue
    const who = await loadPerson(tx, walk.person)
    await showRequirement(sceneAt(walk, { tx, deps, now, who }), campaign, walk.at, { note: said.renewed })
  }
  return walks.length < mostAtOnce
}

/** As if the person had asked for their card once more, where it stands. */
function sceneAt(walk: Walk, of: Pick<Scene, 'tx' | 'deps' | 'now' | 'who'>): Scene {
  const via = { kind: 'message', message: walk.root, sentAt: null, root: walk.root, mentioned: [] } as const
  const today = wallClock(of.now, of.deps.timeZone).day
  return {
    ...of,
    today,
    chat: walk.chat,
    place: walk.root === null ? 'private' : 'group',
    key: `renew:${walk.person}:${walk.campaign}:${today}`,
    via,
  }
}
