import { campaignCreatedCard } from '#cards/campaign-created.ts'
import type { Card } from '#cards/card.ts'
import { type SetupView, setupCard, setupControls } from '#cards/setup.ts'
import { labels, type Refusal, refusals, said, unknownYear } from '#cards/words.ts'
import { requirementsToAssign } from '#db/assignment.ts'
import { audit } from '#db/audit.ts'
import {
  type Campaign,
  campaignLedBy,
  changeCampaign,
  insertCampaign,
  loadCampaign,
  lockCampaign,
} from '#db/campaign.ts'
import { isMember, saveChat } from '#db/chat.ts'
import { findPerson, loadPerson, type Person } from '#db/person.ts'
import { readText } from '../domain/answer.ts'
import { readHolidays, readTypedDay, sayHolidays } from '../domain/calendar.ts'
import { readLabelled } from '../domain/command.ts'
import { addDays, wallClock, yearOf } from '../domain/day.ts'
import type { CampaignId, OpenId } from '../domain/ids.ts'
import { checkSetup, type SetupGap } from '../domain/setup.ts'
import { placed } from '../domain/standard.ts'
import type { Reply } from '../events.ts'
import { post } from './post.ts'
import { mayCoordinate } from './roles.ts'
import { refused, type Scene } from './scene.ts'

type Form = Readonly<Record<string, unknown>>
const setupLabels = {
  [labels.school]: setupControls.school,
  [labels.title]: setupControls.title,
  [labels.standard]: setupControls.standardId,
  [labels.inspectBy]: setupControls.inspectBy,
} as const
const gapWords: Readonly<Record<SetupGap, Refusal>> = {
  'school-missing': 'school-missing',
  'title-missing': 'title-missing',
  'standard-unknown': 'standard-unknown',
  'date-missing': 'inspect-by-missing',
  'date-past': 'inspect-by-past',
  'date-too-far': 'inspect-by-too-far',
  'too-long': 'too-long',
}

/**
 * `/setup`: the form of a new campaign, or of the settings of the one this chat leads. With labelled text behind it, the
 * same without a card; a day alone (自查截止日期：…) also opens a closed campaign again.
 */
export async function offerSetup(scene: Scene, rest: string): Promise<Reply> {
  if (scene.place === 'private') return refused('group-only')
  const led = await campaignLedBy(scene.tx, scene.chat)
  const named = readSetupWords(rest)
  const running =
    led === null || (led.status === 'closed' && !('inspectBy' in named && !('school' in named))) ? null : led
  if (running !== null && !(await mayCoordinate(scene, running))) return refused('no-right-to-set-up')
  if (Object.keys(named).length > 0) {
    if (running === null) return createCampaign(scene, named)
    return saveSettings(scene, running.id, { ...(await currentForm(scene, running)), ...named })
  }
  return { card: running === null ? newForm(scene, {}, null) : await changeForm(scene, running, {}, null) }
}

function readSetupWords(rest: string): Form {
  const named = readLabelled(rest, Object.keys(setupLabels) as (keyof typeof setupLabels)[])
  return Object.fromEntries([...(named ?? [])].map(([label, value]) => [setupLabels[label], value]))
}

/** 创建活动: makes the campaign and binds this chat as its leading group. Pressed twice, it is made once. */
export async function createCampaign(scene: Scene, form: Form): Promise<Reply> {
  if (scene.place === 'private') return refused('group-only')
  // Two who press at once come one after the other: the chat's row is the lock.
  await saveChat(scene.tx, scene.chat, '')
  const running = await campaignLedBy(scene.tx, scene.chat)
  if (running !== null && running.status !== 'closed') {
    return { card: await createdCard(scene, running), toast: { kind: 'info', text: refusals['group-taken'] } }
  }
  const asked = { school: form.school, title: form.title, standard: form.standardId, inspectBy: form.inspectBy }
  const verdict = checkSetup(asked, scene.deps.standards, firstDay(scene))
  if (verdict.kind === 'refused') return again(newForm(scene, form, gapWords[verdict.why]), gapWords[verdict.why])
  const coordinator = await pickCoordinator(scene, form.coordinator, scene.who)
  if (coordinator === null) return again(newForm(scene, form, 'coordinator-unknown'), 'coordinator-unknown')
  const { standardId, ...setup } = verdict.setup
  const standard = scene.deps.standards.find((one) => one.id === standardId)
  if (standard === undefined) throw new Error(`checkSetup accepted an unknown standard ${standardId}`)
  const campaign = await insertCampaign(
    scene.tx,
    { ...setup, standard, leadingChat: scene.chat, coordinator: coordinator.id },
    scene.now,
  )
  await audit(scene.tx, 'create-campaign', scene.who.id, campaign.id, { coordinator: coordinator.id }, scene.now)
  await warnOfUnknownYear(scene, campaign, coordinator)
  return { card: await createdCard(scene, campaign), toast: { kind: 'success', text: said.campaignCreated } }
}

/** 保存设置, by the coordinator. A later day opens a closed campaign again: the bureau's dates move. */
export async function saveSettings(scene: Scene, id: CampaignId, form: Form): Promise<Reply> {
  const campaign = await lockCampaign(scene.tx, id)
  if (campaign === null || campaign.leadingChat !== scene.chat) return refused('old-card')
  if (!(await mayCoordinate(scene, campaign))) return refused('no-right-to-set-up')
  const refuse = async (why: Refusal) => again(await changeForm(scene, campaign, form, why), why)
  const verdict = checkSetup(
    { school: form.school, title: form.title, inspectBy: form.inspectBy, standard: campaign.standardId },
    [{ id: campaign.standardId, title: campaign.standardTitle, documentNumber: campaign.standardDocument }],
    firstDay(scene),
  )
  if (verdict.kind === 'refused') return refuse(gapWords[verdict.why])
  const before = await loadPerson(scene.tx, campaign.coordinator)
  const coordinator = await pickCoordinator(scene, form.coordinator, before)
  if (coordinator === null) return refuse('coordinator-unknown')
  const holidays = readHolidays(typeof form.holidays === 'string' ? form.holidays : '')
  if (holidays === null) return refuse('holidays-unreadable')
  const hour = Number(form.remindHour)
  const { school, title, inspectBy } = verdict.setup
  await changeCampaign(scene.tx, id, {
    school,
    title,
    inspectBy,
    coordinator: coordinator.id,
    holidays,
    remindHour: Number.isInteger(hour) && hour >= 9 && hour <= 17 ? hour : campaign.remindHour,
    ...(campaign.status === 'closed' && campaign.dividedOn !== null ? { status: 'open' } : {}),
  })
  await audit(scene.tx, 'save-settings', scene.who.id, id, { inspectBy, coordinator: coordinator.id }, scene.now)
  const changed = await loadCampaign(scene.tx, id)
  return { card: await createdCard(scene, changed), toast: { kind: 'success', text: said.settingsSaved } }
}

/** The coordinator has to be in the leading group; nobody picked: `otherwise`. Null: somebody else was named. */
async function pickCoordinator(scene: Scene, picked: unknown, otherwise: Person): Promise<Person | null> {
  if (typeof picked !== 'string' || picked === '') return otherwise
  const person = await findPerson(scene.tx, picked as OpenId)
  if (person === null || person.left) return null
  if (person.id === scene.who.id || person.id === otherwise.id) return person
  return (await isMember(scene.tx, scene.chat, person.id)) ? person : null
}

/** Inspection ends with the working day; in the evening the first day that still can be named is tomorrow. */
function firstDay(scene: Scene) {
  return wallClock(scene.now, scene.deps.timeZone).hour >= 18 ? addDays(scene.today, 1) : scene.today
}

function again(card: Card, why: Refusal): Reply {
  return { card, toast: { kind: 'warning', text: refusals[why] } }
}

function newForm(scene: Scene, form: Form, why: Refusal | null): Card {
  return setupCard({
    mode: { kind: 'new' },
    values: typedValues(form, {
      school: '',
      title: '',
      standardId: scene.deps.standards[0]?.id ?? null,
      inspectBy: null,
      coordinator: scene.who.openId,
      remindHour: 16,
      holidays: '',
    }),
    standards: scene.deps.standards.map((one) => ({ id: one.id, title: one.title, requirements: placed(one).length })),
    refused: why === null ? null : refusals[why],
  })
}

async function changeForm(scene: Scene, campaign: Campaign, form: Form, why: Refusal | null): Promise<Card> {
  return setupCard({
    mode: { kind: 'change', campaign: campaign.id },
    values: typedValues(form, await currentForm(scene, campaign)),
    standards: [],
    refused: why === null ? null : refusals[why],
  })
}

async function currentForm(scene: Scene, campaign: Campaign): Promise<SetupView['values']> {
  return {
    school: campaign.school,
    title: campaign.title,
    standardId: campaign.standardId,
    inspectBy: campaign.inspectBy,
    coordinator: (await loadPerson(scene.tx, campaign.coordinator)).openId,
    remindHour: campaign.remindHour,
    holidays: sayHolidays(campaign.holidays),
  }
}

/** What was typed stands in the form again, right or wrong; what did not come along keeps its value. */
function typedValues(form: Form, otherwise: SetupView['values']): SetupView['values'] {
  const text = (value: unknown, or: string) => (typeof value === 'string' ? (readText(value) ?? '') : or)
  return {
    school: text(form.school, otherwise.school),
    title: text(form.title, otherwise.title),
    standardId: typeof form.standardId === 'string' ? form.standardId : otherwise.standardId,
    inspectBy: typeof form.inspectBy === 'string' ? readTypedDay(form.inspectBy) : otherwise.inspectBy,
    coordinator:
      typeof form.coordinator === 'string' && form.coordinator !== ''
        ? (form.coordinator as OpenId)
        : otherwise.coordinator,
    remindHour: Number(form.remindHour ?? otherwise.remindHour),
    holidays: text(form.holidays, otherwise.holidays),
  }
}

async function createdCard(scene: Scene, campaign: Campaign): Promise<Card> {
  const asked = await requirementsToAssign(scene.tx, campaign.id)
  return campaignCreatedCard({
    title: campaign.title,
    school: campaign.school,
    standardTitle: campaign.standardTitle,
    duties: new Set(asked.map((one) => one.dutyNo)).size,
    tasks: new Set(asked.map((one) => one.taskNo)).size,
    requirements: asked.length,
    inspectBy: campaign.inspectBy,
    coordinator: (await loadPerson(scene.tx, campaign.coordinator)).name,
  })
}

/** A year whose holidays are not announced yet is said, not guessed (design, "Parts chosen": calendar). */
async function warnOfUnknownYear(scene: Scene, campaign: Campaign, coordinator: Person): Promise<void> {
  const year = yearOf(campaign.inspectBy)
  if (scene.deps.calendar.knows(year)) return
  await post(
    scene.tx,
    scene.deps.jobs,
    {
      key: `unknown-year:${campaign.id}:${year}`,
      target: { to: 'person', person: coordinator.openId },
      content: { kind: 'text', text: unknownYear(year) },
      campaign: campaign.id,
      person: coordinator.id,
    },
    scene.now,
  )
}
