import type { Campaign } from '#db/campaign.ts'
import { confirmedClaims } from '#db/check.ts'
import { loadProfile } from '#db/school-fact.ts'
import type { Tx } from '#db/tx.ts'
import { checkSummary } from '../domain/check.ts'
import type { Finding } from '../domain/check-findings.ts'
import type { Day } from '../domain/day.ts'
import type { SchoolProfile } from '../domain/school-profile.ts'
import type { Deps } from './deps.ts'
import { gatherFacts } from './gather-facts.ts'

/**
 * What does not fit before the paper is signed, as it stands now: the one place from which it is shown, acted on and
 * counted. `today` is the school's day.
 */
export async function findPoints(
  tx: Tx,
  deps: Pick<Deps, 'timeZone' | 'calendar'>,
  campaign: Campaign,
  today: Day,
): Promise<{ readonly findings: readonly Finding[]; readonly profile: SchoolProfile }> {
  const facts = await gatherFacts(tx, deps, campaign, 0, today)
  const { profile } = await loadProfile(tx, campaign.id)
  const confirmed = await confirmedClaims(tx, campaign.id)
  const calendar = { work: deps.calendar, holidays: campaign.holidays }
  return { findings: checkSummary(facts, { calendar, profile, confirmed }), profile }
}
