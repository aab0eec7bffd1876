import { type Campaign, lockCampaign } from '#db/campaign.ts'
import { type Department, departmentsOf, loadDepartments } from '#db/department.ts'
import { findPerson, loadPeople } from '#db/person.ts'
import { readGiveWords } from '../domain/give-words.ts'
import type { OpenId, PersonId } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import { askBeforeGiving, give, type Named, offerShare, unable } from './give-share.ts'
import { mayCoordinate } from './roles.ts'
import { refused, type Scene } from './scene.ts'
import { carriersOf, isEmpty, loadHoldings, shareOf } from './share.ts'
import { whichCampaign } from './which-campaign.ts'

/**
 * `移交`: alone the form for one's own share; `移交 张老师 外出` the same filled in, as a fact may begin with that word, and
 * with 确认 behind it given; `移交 王老师 张老师` is for a head about the department's people, and for the coordinator about
 * anybody.
 */
export async function giveByCommand(scene: Scene, rest: string): Promise<Reply> {
  const found = await whichCampaign(scene, (one) => concerns(scene, one))
  if (found === null) return refused('no-campaign')
  const mentioned = scene.via.kind === 'message' ? scene.via.mentioned : []
  if (rest === '' && mentioned.length === 0) return offerShare(scene, found.id)
  const campaign = await lockCampaign(scene.tx, found.id)
  if (campaign === null) return refused('no-campaign')
  const words = readGiveWords(rest)
  const who = words === null ? null : whom(words.names, mentioned)
  if (words === null || who === null) return unable('words-unclear')
  const holdings = await loadHoldings(scene.tx, campaign)
  const departments = await loadDepartments(scene.tx, campaign.id)
  const heir = await named(scene, who.to, [], departments)
  const giver = who.from === null ? scene.who : await named(scene, who.from, carriersOf(holdings), departments)
  if (giver === null || heir === null) return refused('person-unknown')
  const asked = { ...words, from: giver, to: heir }
  if (who.from === null && !words.sure) return askBeforeGiving(scene, campaign, holdings, departments, asked)
  const done = await give(scene, campaign, holdings, departments, asked)
  return { toast: 'why' in done ? { kind: 'warning', text: done.why } : { kind: 'success', text: done.text } }
}

type Called = { readonly name: string } | { readonly openId: OpenId }

/** The last one gets it; whoever stands before gives it. */
function whom(names: readonly string[], mentioned: readonly OpenId[]): { from: Called | null; to: Called } | null {
  const called: Called[] = [...names.map((name) => ({ name })), ...mentioned.map((openId) => ({ openId }))]
  const to = called.at(-1)
  return to === undefined || called.length > 2 ? null : { from: called.length === 2 ? (called[0] ?? null) : null, to }
}

/** Somebody of the campaign, by mention or by a name only one of them has; of those who carry something first. */
async function named(
  scene: Scene,
  called: Called,
  carrying: readonly PersonId[],
  departments: readonly Department[],
): Promise<Named | null> {
  const carriers = await loadPeople(scene.tx, carrying)
  const people = departments.flatMap((one) => one.people)
  if ('openId' in called) {
    const person = await findPerson(scene.tx, called.openId)
    const known = person !== null && [...carriers, ...people].some((one) => one.id === person.id)
    return known ? person : null
  }
  for (const group of [carriers, people]) {
    const same = new Map(group.filter((one) => one.name === called.name).map((one) => [one.id, one]))
    if (same.size > 0) return same.size === 1 ? ([...same.values()][0] ?? null) : null
  }
  return null
}

/** Whether somebody could give anything there: their own, their people's, or anybody's. */
async function concerns(scene: Scene, campaign: Campaign): Promise<boolean> {
  if (await mayCoordinate(scene, campaign)) return true
  if (!isEmpty(shareOf(await loadHoldings(scene.tx, campaign), scene.who.id))) return true
  return (await departmentsOf(scene.tx, campaign.id, scene.who.id)).some((one) => one.isHead)
}
