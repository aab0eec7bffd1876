import { type GiveShareView, giveControls, giveShareCard } from '#cards/give-share.ts'
import {
  confirmHandOver,
  type HandOverRefusal,
  handOverConfirm,
  handOverDone,
  handOverDoneHere,
  handOverRefusals,
} from '#cards/hand-over-words.ts'
import { noticeCard } from '#cards/notice.ts'
import { refusals } from '#cards/words.ts'
import { type Campaign, lockCampaign } from '#db/campaign.ts'
import { type Department, departmentsOf, loadDepartments } from '#db/department.ts'
import { handOversOf } from '#db/hand-over.ts'
import { loadPeople, type Person } from '#db/person.ts'
import { mayGive } from '../domain/give-share.ts'
import type { GivenPart, GiveReason } from '../domain/give-words.ts'
import type { CampaignId, DepartmentId, PersonId } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import { handOver, sizeOf } from './hand-over.ts'
import { mayCoordinate } from './roles.ts'
import { answerAside, refused, type Scene } from './scene.ts'
import { type Holdings, isEmpty, loadHoldings, shareOf, stillOpen, within } from './share.ts'

type Form = Readonly<Record<string, unknown>>
type Asked = { readonly why: GiveReason; readonly what: GivenPart }

/** 移交 on one's own list: the form, sent aside where others would see it. */
export async function offerShare(scene: Scene, id: CampaignId): Promise<Reply> {
  const campaign = await lockCampaign(scene.tx, id)
  if (campaign === null) return refused('no-campaign')
  const drawn = await drawForm(scene, campaign, { to: null, why: 'away', what: 'all' }, null)
  if (typeof drawn === 'string') return unable(drawn)
  return scene.place === 'private' ? { card: drawn } : answerAside(scene, 'give-share', drawn)
}

/** 确认移交: the share goes as the form says. Drawn from an older state, or impossible, the form is shown again. */
export async function giveShare(
  scene: Scene,
  ask: { readonly campaign: CampaignId; readonly person: PersonId; readonly seen: number; readonly form: Form },
): Promise<Reply> {
  const campaign = await lockCampaign(scene.tx, ask.campaign)
  if (campaign === null || ask.person !== scene.who.id) return refused('old-card')
  const asked = readForm(ask.form)
  const past = await handOversOf(scene.tx, campaign.id, scene.who.id)
  if ((past.at(-1)?.id ?? 0) !== ask.seen) return again(scene, campaign, asked, refusals['old-card'])
  if (asked.to === null) return again(scene, campaign, asked, handOverRefusals['to-missing'])
  const departments = await loadDepartments(scene.tx, campaign.id)
  const heir = departments.flatMap((one) => one.people).find((one) => one.id === asked.to)
  if (heir === undefined) return again(scene, campaign, asked, refusals['person-unknown'])
  const holdings = await loadHoldings(scene.tx, campaign)
  const done = await give(scene, campaign, holdings, departments, { ...asked, from: scene.who, to: heir })
  if ('why' in done) return again(scene, campaign, asked, done.why)
  return { card: noticeCard({ title: '已移交', text: done.text }), toast: { kind: 'success', text: done.text } }
}

type Giving = Asked & { readonly from: Named; readonly to: Named }

/**
 * One's own share named in words: nothing goes before it was confirmed, by the form filled in or, where the form does not
 * offer that person, by the same words with 确认 behind them.
 */
export async function askBeforeGiving(
  scene: Scene,
  campaign: Campaign,
  holdings: Holdings,
  departments: readonly Department[],
  asked: Giving,
): Promise<Reply> {
  const share = await shareToGive(scene, campaign, holdings, departments, asked)
  if ('why' in share) return { toast: { kind: 'warning', text: share.why } }
  const chosen = { to: asked.to.id, why: asked.why, what: asked.what }
  const drawn = await drawForm(scene, campaign, chosen, handOverConfirm)
  const own = new Set(placesOf(departments, scene.who.id))
  const isOffered = placesOf(departments, asked.to.id).some((one) => own.has(one))
  if (typeof drawn === 'string' || !isOffered) {
    return { toast: { kind: 'info', text: confirmHandOver(sizeOf(share.share)) } }
  }
  return scene.place === 'private' ? { card: drawn } : answerAside(scene, 'give-share', drawn)
}

/** Gives it as far as whoever does it may; how much it was, or why nothing was given. The campaign is held. */
export async function give(
  scene: Scene,
  campaign: Campaign,
  holdings: Holdings,
  departments: readonly Department[],
  asked: Giving,
): Promise<{ readonly text: string } | { readonly why: string }> {
  const found = await shareToGive(scene, campaign, holdings, departments, asked)
  if ('why' in found) return found
  const { from, to, why } = asked
  const left = (await loadPeople(scene.tx, [from.id])).some((one) => one.left)
  await handOver(scene, campaign, [{ from: from.id, to: to.id, share: found.share }], left ? 'left' : why)
  const size = sizeOf(found.share)
  const whose = from.id === scene.who.id ? null : from.name
  return { text: scene.place === 'group' ? handOverDoneHere(size) : handOverDone(whose, to.name, size) }
}

/** What would go, as far as whoever gives it may; or why nothing. */
async function shareToGive(
  scene: Scene,
  campaign: Campaign,
  holdings: Holdings,
  departments: readonly Department[],
  { from, to, what }: Giving,
): Promise<{ readonly share: ReturnType<typeof shareOf> } | { readonly why: string }> {
  const heads = (await departmentsOf(scene.tx, campaign.id, scene.who.id)).filter((one) => one.isHead)
  const verdict = mayGive({
    by: scene.who.id,
    from: from.id,
    to: to.id,
    coordinates: await mayCoordinate(scene, campaign),
    heads: heads.map((one) => one.id),
    ofFrom: placesOf(departments, from.id),
    ofTo: placesOf(departments, to.id),
  })
  if (verdict.kind === 'refused') {
    return { why: verdict.why === 'person-unknown' ? refusals[verdict.why] : handOverRefusals[verdict.why] }
  }
  const own = shareOf(holdings, from.id)
  const all = verdict.only === null ? own : within(own, new Set(verdict.only))
  const share = what === 'all' ? all : stillOpen(all)
  return isEmpty(share) ? { why: handOverRefusals['nothing-to-give'] } : { share }
}

async function again(scene: Scene, campaign: Campaign, chosen: GiveShareView['chosen'], why: string): Promise<Reply> {
  const drawn = await drawForm(scene, campaign, chosen, why)
  if (typeof drawn === 'string') return { card: noticeCard({ title: '移交', text: handOverRefusals[drawn] }) }
  return { card: drawn, toast: { kind: 'warning', text: why } }
}

/** The form about one's own share; why there is none to show, when there is nothing to give or nobody to take it. */
async function drawForm(scene: Scene, campaign: Campaign, chosen: GiveShareView['chosen'], note: string | null) {
  const share = shareOf(await loadHoldings(scene.tx, campaign), scene.who.id)
  if (isEmpty(share)) return 'nothing-to-give' as const
  const departments = await loadDepartments(scene.tx, campaign.id)
  const own = new Set(placesOf(departments, scene.who.id))
  const colleagues = departments.filter((one) => own.has(one.id)).flatMap((one) => one.people)
  const people = [...new Map(colleagues.map((one) => [one.id, one])).values()].filter((one) => one.id !== scene.who.id)
  if (people.length === 0) return 'nobody-in-department' as const
  return giveShareCard({
    campaign: campaign.id,
    title: campaign.title,
    person: scene.who.id,
    seen: (await handOversOf(scene.tx, campaign.id, scene.who.id)).at(-1)?.id ?? 0,
    size: sizeOf(share),
    open: stillOpen(share).rows.length,
    people,
    chosen: { ...chosen, to: people.some((one) => one.id === chosen.to) ? chosen.to : null },
    note,
  })
}

function readForm(form: Form): GiveShareView['chosen'] {
  const to = Number(form[giveControls.to])
  return {
    to: Number.isSafeInteger(to) && to > 0 ? (to as PersonId) : null,
    why: form[giveControls.why] === 'given' ? 'given' : 'away',
    what: form[giveControls.what] === 'open' ? 'open' : 'all',
  }
}

/** Somebody of the campaign. */
export type Named = Pick<Person, 'id' | 'name'>
function placesOf(departments: readonly Department[], person: PersonId): DepartmentId[] {
  return departments.filter((one) => one.people.some((each) => each.id === person)).map((one) => one.id)
}

/** Nothing was handed over, and a sentence says why. */
export function unable(why: HandOverRefusal): Reply {
  return { toast: { kind: 'warning', text: handOverRefusals[why] } }
}
