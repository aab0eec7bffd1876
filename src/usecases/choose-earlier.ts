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
import { ledAmong } from './roles.ts'
import type { Scene } from './scene.ts'

/**
 * Earlier campaigns whose answers could be carried over into one this chat leads: with answers, and led by whoever sets
 * it, those of this chat foremost, the latest first. The one that is chosen already stays among them, whoever chose it.
 * Whether it is of the same school is asked where the school is known.
 */
async function earlierCampaigns(scene: Scene, running: Campaign | null): Promise<EarlierCampaign[]> {
  const known = await campaignsOf(scene.tx, scene.who.id)
  const led = await ledAmong(
    scene,
    known.filter((one) => running === null || one.id < running.id),
  )
  const chosen = running === null || running.earlier === null ? [] : [running.earlier]
  const among = [...new Set([...chosen, ...led.map((one) => one.id)])]
  const found = await answeredCampaigns(scene.tx, among)
  const fits = running === null ? found : found.filter((one) => isOfSchool(scene, one, running.school))
  return fits.toSorted((a, b) => Number(isHere(scene, b)) - Number(isHere(scene, a)))
}

/** What a card offers: everybody in the group reads it, and what another group has led is no business of theirs. */
export async function offeredEarlier(scene: Scene, running: Campaign | null): Promise<EarlierCampaign[]> {
  return offeredOf(scene, await earlierCampaigns(scene, running), running)
}

function offeredOf(scene: Scene, all: readonly EarlierCampaign[], running: Campaign | null): EarlierCampaign[] {
  return all.filter((one) => isHere(scene, one) || one.id === running?.earlier)
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
 * Which one a form or words name: as it is offered, or by its title, and so one led elsewhere, too. Nothing named: as it
 * is, or as a new campaign begins. Whatever is named has to be of the school the campaign is for.
 */
export async function chooseEarlier(
  scene: Scene,
  typed: unknown,
  of: { readonly school: string; readonly running: Campaign | null },
): Promise<Chosen> {
  const all = await earlierCampaigns(scene, of.running)
  const offered = offeredOf(scene, all, of.running)
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
  const exact =
    offered.find(({ id }) => String(id) === asked)?.id ??
    nameEarlier(scene, all).find(({ text }) => plainTitle(text) === wanted)?.id
  const found = all.find((one) => (exact === undefined ? plainTitle(one.title) === wanted : one.id === exact))
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
