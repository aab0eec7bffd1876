import { noEarlier, sayEarlier } from '#cards/earlier-words.ts'
import type { Refusal } from '#cards/words.ts'
import { type Campaign, campaignsOf, loadCampaign, loadStandard } from '#db/campaign.ts'
import { answeredCampaigns, type EarlierCampaign, saveEarlier } from '#db/earlier.ts'
import { readText } from '../domain/answer.ts'
import { findEarlier } from '../domain/earlier-requirement.ts'
import type { CampaignId } from '../domain/ids.ts'
import { namesAgree, sameName } from '../domain/school.ts'
import { plainTitle } from '../domain/setup.ts'
import { placed } from '../domain/standard.ts'
import { leads } from './roles.ts'
import type { Scene } from './scene.ts'

/** Of more campaigns than this nobody remembers which is which; each is asked about one by one. */
const mostAsked = 30

/**
 * Earlier campaigns whose answers could be carried over into one this chat leads: with answers, and led by whoever sets
 * it, those of this chat foremost, the latest first. The one that is chosen already stays among them, whoever chose it.
 * Whether it is of the same school is asked where the school is known.
 */
export async function earlierCampaigns(scene: Scene, running: Campaign | null): Promise<EarlierCampaign[]> {
  const known = await campaignsOf(scene.tx, scene.who.id)
  const before = known
    .filter((one) => running === null || one.id < running.id)
    .toSorted((a, b) => Number(b.leadingChat === scene.chat) - Number(a.leadingChat === scene.chat) || b.id - a.id)
    .slice(0, mostAsked)
  const led: CampaignId[] = running === null || running.earlier === null ? [] : [running.earlier]
  for (const one of before) if (!led.includes(one.id) && (await leads(scene, one))) led.push(one.id)
  const found = await answeredCampaigns(scene.tx, led)
  const fits = running === null ? found : found.filter((one) => isOfSchool(scene, one, running.school))
  return fits.toSorted((a, b) => Number(isHere(scene, b)) - Number(isHere(scene, a)))
}

/** What a new campaign begins with: the latest of this very group. */
export function usualEarlier(scene: Scene, offered: readonly EarlierCampaign[]): EarlierCampaign | null {
  return offered.find((one) => isHere(scene, one)) ?? null
}

/** How they are offered: the school is said where another group led it, the day where two have one title. */
export function nameEarlier(
  scene: Scene,
  offered: readonly EarlierCampaign[],
): { readonly id: CampaignId; readonly text: string }[] {
  return offered.map((one) => {
    const isTwice = offered.some((other) => other !== one && plainTitle(other.title) === plainTitle(one.title))
    const school = isHere(scene, one) ? null : one.school
    return { id: one.id, text: sayEarlier({ title: one.title, school, until: isTwice ? one.inspectBy : null }) }
  })
}

type Chosen =
  | { readonly kind: 'chosen'; readonly campaign: EarlierCampaign | null }
  | { readonly kind: 'refused'; readonly why: Extract<Refusal, 'earlier-unknown' | 'earlier-of-other'> }

/**
 * Which one a form or words name: by its id, its title, or as it is offered. Nothing named: as it is, or as a new campaign
 * begins. Whatever is named has to be offered here, and of the school the campaign is for.
 */
export async function chooseEarlier(
  scene: Scene,
  typed: unknown,
  of: { readonly school: string; readonly running: Campaign | null },
): Promise<Chosen> {
  const offered = await earlierCampaigns(scene, of.running)
  const asked = readText(typed)?.replace(/[。.]$/, '') ?? null
  if (asked === noEarlier) return { kind: 'chosen', campaign: null }
  if (asked === null) {
    const usual =
      of.running === null
        ? usualEarlier(scene, offered)
        : (offered.find((one) => one.id === of.running?.earlier) ?? null)
    return { kind: 'chosen', campaign: usual !== null && isOfSchool(scene, usual, of.school) ? usual : null }
  }
  const wanted = plainTitle(asked)
  const names = nameEarlier(scene, offered)
  const exact = names.find(({ id, text }) => String(id) === asked || plainTitle(text) === wanted)
  const found = offered.find((one) => (exact === undefined ? plainTitle(one.title) === wanted : one.id === exact.id))
  if (found === undefined) return { kind: 'refused', why: 'earlier-unknown' }
  if (!isOfSchool(scene, found, of.school)) return { kind: 'refused', why: 'earlier-of-other' }
  return { kind: 'chosen', campaign: found }
}

/** Settles what a campaign carries over; which requirement asks the same is worked out once, here. */
export async function carryOver(
  scene: Scene,
  campaign: Campaign,
  chosen: Pick<EarlierCampaign, 'id'> | null,
): Promise<Campaign> {
  const earlier = chosen?.id ?? null
  if (earlier === campaign.earlier) return campaign
  await saveEarlier(
    scene.tx,
    campaign.id,
    earlier,
    earlier === null ? new Map() : await sameIn(scene, campaign, earlier),
  )
  return { ...campaign, earlier }
}

async function sameIn(scene: Scene, campaign: Campaign, earlier: CampaignId) {
  const now = await loadStandard(scene.tx, campaign)
  const before = await loadStandard(scene.tx, await loadCampaign(scene.tx, earlier))
  return findEarlier(placed(now), placed(before))
}

function isHere(scene: Scene, one: EarlierCampaign): boolean {
  return one.leadingChat === scene.chat
}

/**
 * Another school's answers are nobody's to see, whoever leads both. In one group a name may have been shortened since; a
 * group that went on to another school is another school all the same.
 */
function isOfSchool(scene: Scene, one: EarlierCampaign, school: string): boolean {
  return isHere(scene, one) ? namesAgree(one.school, school) : sameName(one.school, school)
}
