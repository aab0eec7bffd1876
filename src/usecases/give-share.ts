import { type GiveShareView, giveControls, giveShareCard } from '#cards/give-share.ts'
import { type HandOverRefusal, handOverDone, handOverDoneHere, handOverRefusals } from '#cards/hand-over-words.ts'
import { noticeCard } from '#cards/notice.ts'
import { refusals } from '#cards/words.ts'
import { type Campaign, lockCampaign } from '#db/campaign.ts'
import { type Department, departmentsOf, loadDepartments } from '#db/department.ts'
import { handOversOf } from '#db/hand-over.ts'
import { findPerson, loadPeople, type Person } from '#db/person.ts'
import { mayGive } from '../domain/give-share.ts'
import type { GivenPart, GiveReason } from '../domain/give-words.ts'
import { readGiveWords } from '../domain/give-words.ts'
import type { CampaignId, DepartmentId, OpenId, PersonId } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import { handOver, sizeOf } from './hand-over.ts'
import { mayCoordinate } from './roles.ts'
import { answerAside, refused, type Scene } from './scene.ts'
import { carriersOf, type Holdings, isEmpty, loadHoldings, shareOf, stillOpen, within } from './share.ts'
import { whichCampaign } from './which-campaign.ts'

type Form = Readonly<Record<string, unknown>>
type Asked = { readonly why: GiveReason; readonly what: GivenPart }

/**
 * `移交`: alone the form for one's own share; `移交 张老师 外出` gives it at once; `移交 王老师 张老师` is for a head about
 * the department's people, and for the coordinator about anybody.
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
  const done = await give(scene, campaign, holdings, departments, { ...words, from: giver, to: heir })
  return { toast: 'why' in done ? { kind: 'warning', text: done.why } : { kind: 'success', text: done.text } }
}

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

async function give(
  scene: Scene,
  campaign: Campaign,
  holdings: Holdings,
  departments: readonly Department[],
  { from, to, why, what }: Asked & { readonly from: Named; readonly to: Named },
): Promise<{ readonly text: string } | { readonly why: string }> {
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
  if (isEmpty(share)) return { why: handOverRefusals['nothing-to-give'] }
  const left = (await loadPeople(scene.tx, [from.id])).some((one) => one.left)
  await handOver(scene, campaign, [{ from: from.id, to: to.id, share }], left ? 'left' : why)
  const size = sizeOf(share)
  const whose = from.id === scene.who.id ? null : from.name
  return { text: scene.place === 'group' ? handOverDoneHere(size) : handOverDone(whose, to.name, size) }
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

type Named = Pick<Person, 'id' | 'name'>
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

function placesOf(departments: readonly Department[], person: PersonId): DepartmentId[] {
  return departments.filter((one) => one.people.some((each) => each.id === person)).map((one) => one.id)
}

/** Whether somebody could give anything there: their own, their people's, or anybody's. */
async function concerns(scene: Scene, campaign: Campaign): Promise<boolean> {
  if (await mayCoordinate(scene, campaign)) return true
  if (!isEmpty(shareOf(await loadHoldings(scene.tx, campaign), scene.who.id))) return true
  return (await departmentsOf(scene.tx, campaign.id, scene.who.id)).some((one) => one.isHead)
}

function unable(why: HandOverRefusal): Reply {
  return { toast: { kind: 'warning', text: handOverRefusals[why] } }
}
