import { campaignCreatedCard } from '#cards/campaign-created.ts'
import type { Card } from '#cards/card.ts'
import { noEarlier } from '#cards/earlier-words.ts'
import { numberings } from '#cards/paper-words.ts'
import { reviewModes } from '#cards/review-words.ts'
import { type SetupView, setupCard, setupControls } from '#cards/setup.ts'
import { labels, type Refusal, refusals, said, sayHeadsGap } from '#cards/words.ts'
import { requirementsToAssign } from '#db/assignment.ts'
import { type Campaign, loadCampaign } from '#db/campaign.ts'
import { chatMembers } from '#db/chat.ts'
import { countEarlier } from '#db/earlier.ts'
import { loadPerson } from '#db/person.ts'
import { readText } from '../domain/answer.ts'
import { readTypedDay, sayHolidays } from '../domain/calendar.ts'
import type { CampaignId, OpenId } from '../domain/ids.ts'
import { readLabelled } from '../domain/labelled.ts'
import type { GroupMember, HeadsGap } from '../domain/leading-group.ts'
import type { Numbering } from '../domain/papers.ts'
import type { ReviewMode } from '../domain/review.ts'
import { placed } from '../domain/standard.ts'
import type { Reply } from '../events.ts'
import { nameEarlier, offeredEarlier, usualEarlier } from './choose-earlier.ts'
import type { Scene } from './scene.ts'
import { standardsHere } from './standards-here.ts'

/** The set-up form as it came, by control name; anything may stand in it. */
export type SetupForm = Readonly<Record<string, unknown>>

const byLabel = {
  [labels.school]: setupControls.school,
  [labels.title]: setupControls.title,
  [labels.standard]: setupControls.standardId,
  [labels.inspectBy]: setupControls.inspectBy,
  [labels.coordinator]: setupControls.coordinator,
  [labels.head]: setupControls.head,
  [labels.deputies]: setupControls.deputies,
  [labels.remindHour]: setupControls.remindHour,
  [labels.holidays]: setupControls.holidays,
  [labels.review]: setupControls.review,
  [labels.numbering]: setupControls.numbering,
  [labels.earlier]: setupControls.earlier,
} as const

/** The same form in words: `学校名称：… 活动名称：…`. People may be named or mentioned. Empty when there are none. */
export function readSetupWords(scene: Scene, rest: string): SetupForm {
  const named = readLabelled(rest, Object.keys(byLabel) as (keyof typeof byLabel)[])
  const said = [...(named ?? [])].map(([label, value]): [string, string] => [byLabel[label], value])
  return Object.fromEntries(withMentioned(said, scene.via.kind === 'message' ? scene.via.mentioned : []))
}

const ofOne: readonly string[] = [setupControls.coordinator, setupControls.head]

/** A mention leaves nothing in the text: in their order they are those of the fields left empty, one each, or several. */
function withMentioned(said: readonly [string, string][], mentioned: readonly OpenId[]): [string, string | string[]][] {
  const left = [...mentioned]
  return said.map(([name, value], at) => {
    if (ofOne.includes(name)) return [name, value === '' ? (left.shift() ?? '') : value]
    if (name !== setupControls.deputies) return [name, value]
    const after = said.slice(at + 1).filter(([other, empty]) => ofOne.includes(other) && empty === '')
    return [name, [value, ...left.splice(0, Math.max(0, left.length - after.length))]]
  })
}

/** The form of a new campaign, with what was typed so far and why it was not taken. */
export async function newForm(scene: Scene, form: SetupForm, why: Refusal | HeadsGap | null): Promise<Card> {
  const standards = await standardsHere(scene, scene.chat)
  const offered = await offeredEarlier(scene, null)
  return setupCard({
    mode: { kind: 'new' },
    values: typedValues(form, {
      school: '',
      title: '',
      standardId: standards[0]?.id ?? null,
      inspectBy: null,
      coordinator: scene.who.openId,
      head: null,
      deputies: [],
      remindHour: 16,
      holidays: '',
      review: 'none',
      numbering: 'runs-on',
      earlier: usualEarlier(scene, offered)?.id ?? null,
    }),
    earlier: nameEarlier(scene, offered),
    standards: standards.map((one) => ({ id: one.id, title: one.title, requirements: placed(one).length })),
    refused: why === null ? null : sayWhy(why),
  })
}

/** Why a set-up was not taken, as staff read it. */
export function sayWhy(why: Refusal | HeadsGap): string {
  return typeof why === 'string' ? refusals[why] : sayHeadsGap(why)
}

/** The form of a campaign's settings. */
export async function changeForm(
  scene: Scene,
  campaign: Campaign,
  form: SetupForm,
  why: Refusal | HeadsGap | null,
): Promise<Card> {
  return setupCard({
    mode: { kind: 'change', campaign: campaign.id },
    values: typedValues(form, await currentForm(scene, campaign)),
    standards: [],
    earlier: nameEarlier(scene, await offeredEarlier(scene, campaign)),
    refused: why === null ? null : sayWhy(why),
  })
}

/** The settings of a campaign as its form holds them. */
export async function currentForm(scene: Scene, campaign: Campaign): Promise<SetupView['values']> {
  const { head, deputies } = await headsNow(scene, campaign)
  return {
    school: campaign.school,
    title: campaign.title,
    standardId: campaign.standardId,
    inspectBy: campaign.inspectBy,
    coordinator: (await loadPerson(scene.tx, campaign.coordinator)).openId,
    head: head?.openId ?? null,
    deputies: deputies.map((one) => one.openId),
    remindHour: campaign.remindHour,
    holidays: sayHolidays(campaign.holidays),
    review: campaign.review,
    numbering: campaign.numbering,
    earlier: campaign.earlier,
  }
}

/** Those of the leading group's head and deputies who still are in it. */
async function headsNow(
  scene: Scene,
  { leadingChat, heads }: Campaign,
): Promise<{ readonly head: GroupMember | null; readonly deputies: readonly GroupMember[] }> {
  const members = await chatMembers(scene.tx, leadingChat)
  return {
    head: members.find((one) => one.id === heads.head) ?? null,
    deputies: members.filter((one) => heads.deputies.includes(one.id)),
  }
}

/** Who reviews, as the form or words name it; null: neither. */
export function readReviewMode(typed: unknown): ReviewMode | null {
  const asked = readText(typed)?.replace(/[。.]$/, '')
  const modes = Object.entries(reviewModes) as [ReviewMode, string][]
  return modes.find(([mode, word]) => mode === asked || word === asked)?.[0] ?? null
}

/** How headings are numbered, as the form or words name it; null: neither. */
export function readNumbering(typed: unknown): Numbering | null {
  const asked = readText(typed)?.replace(/[。.]$/, '')
  const known = Object.entries(numberings) as [Numbering, { word: string }][]
  return known.find(([numbering, { word }]) => numbering === asked || asked?.startsWith(word))?.[0] ?? null
}

/** Whoever was named by words cannot stand in the picker: the platform would refuse the card. */
const openId = /^ou_[A-Za-z0-9_-]{1,64}$/

/** What was typed stands in the form again, right or wrong; what did not come along keeps its value. */
function typedValues(form: SetupForm, otherwise: SetupView['values']): SetupView['values'] {
  const text = (value: unknown, or: string) => (typeof value === 'string' ? (readText(value) ?? '') : or)
  return {
    school: text(form.school, otherwise.school),
    title: text(form.title, otherwise.title),
    standardId: typeof form.standardId === 'string' ? form.standardId : otherwise.standardId,
    inspectBy: typeof form.inspectBy === 'string' ? readTypedDay(form.inspectBy) : otherwise.inspectBy,
    coordinator:
      typeof form.coordinator === 'string' && openId.test(form.coordinator)
        ? (form.coordinator as OpenId)
        : otherwise.coordinator,
    head: form.head === undefined ? otherwise.head : typedPerson(form.head, otherwise.head),
    deputies: typedPeople(form.deputies, otherwise.deputies),
    remindHour: Number(form.remindHour ?? otherwise.remindHour),
    holidays: text(form.holidays, otherwise.holidays),
    review: readReviewMode(form.review) ?? otherwise.review,
    numbering: readNumbering(form.numbering) ?? otherwise.numbering,
    earlier: typedEarlier(form.earlier, otherwise.earlier),
  }
}

function typedPerson(typed: unknown, otherwise: OpenId | null): OpenId | null {
  if (readText(typed) === null) return null
  return openId.test(String(typed)) ? (typed as OpenId) : otherwise
}

function typedPeople(typed: unknown, otherwise: readonly OpenId[]): readonly OpenId[] {
  if (typed === undefined) return otherwise
  const named = (Array.isArray(typed) ? typed : [typed]).filter((one) => readText(one) !== null)
  const picked = named.filter((one): one is OpenId => typeof one === 'string' && openId.test(one))
  return picked.length === named.length ? [...new Set(picked)] : otherwise
}

function typedEarlier(typed: unknown, otherwise: CampaignId | null): CampaignId | null {
  if (typed === noEarlier) return null
  return typeof typed === 'string' && /^\d{1,10}$/.test(typed) ? (Number(typed) as CampaignId) : otherwise
}

/** What a change of settings is answered with; `letGo`: what is carried over no more, as the school is another now. */
export async function settingsSaved(scene: Scene, campaign: Campaign, letGo: CampaignId | null = null): Promise<Reply> {
  const card = await setUpCard(scene, campaign, 'changed', letGo)
  return { card, toast: { kind: 'success', text: said.settingsSaved } }
}

/** What the form becomes when it was taken. */
export async function setUpCard(
  scene: Scene,
  campaign: Campaign,
  news: 'created' | 'changed',
  letGo: CampaignId | null = null,
): Promise<Card> {
  const asked = await requirementsToAssign(scene.tx, campaign.id)
  const { head, deputies } = await headsNow(scene, campaign)
  return campaignCreatedCard({
    news,
    title: campaign.title,
    school: campaign.school,
    standardTitle: campaign.standardTitle,
    duties: new Set(asked.flatMap((one) => one.dutyNo ?? [])).size,
    tasks: new Set(asked.flatMap((one) => one.taskNo ?? [])).size,
    requirements: asked.length,
    inspectBy: campaign.inspectBy,
    coordinator: (await loadPerson(scene.tx, campaign.coordinator)).name,
    head: head?.name ?? null,
    deputies: deputies.map((one) => one.name),
    review: campaign.review,
    letGo: letGo === null ? null : (await loadCampaign(scene.tx, letGo)).title,
    earlier:
      campaign.earlier === null
        ? null
        : {
            title: (await loadCampaign(scene.tx, campaign.earlier)).title,
            requirements: await countEarlier(scene.tx, campaign.id),
          },
  })
}
