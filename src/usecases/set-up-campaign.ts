import type { Card } from '#cards/card.ts'
import { nowCoordinator, type Refusal, refusals, said, unknownYear } from '#cards/words.ts'
import { audit } from '#db/audit.ts'
import {
  type Campaign,
  campaignLedBy,
  changeCampaign,
  insertCampaign,
  loadCampaign,
  lockCampaign,
} from '#db/campaign.ts'
import { isMember, memberNamed, saveChat } from '#db/chat.ts'
import { findPerson, loadPerson, type Person } from '#db/person.ts'
import { readText } from '../domain/answer.ts'
import { readHolidays } from '../domain/calendar.ts'
import { isOver } from '../domain/closing.ts'
import { longestSaid } from '../domain/command.ts'
import { addDays, wallClock, yearOf } from '../domain/day.ts'
import type { CampaignId, OpenId } from '../domain/ids.ts'
import type { HeadsGap } from '../domain/leading-group.ts'
import { checkSetup, type SetupGap } from '../domain/setup.ts'
import { readStandardWords } from '../domain/standard-command.ts'
import type { Reply } from '../events.ts'
import { bringStandard } from './bring-standard.ts'
import { carryOver, chooseEarlier } from './choose-earlier.ts'
import { mayCoordinate } from './roles.ts'
import { refused, type Scene } from './scene.ts'
import { auditHeads, namesHeadsAlone, pickHeads, saveHeads } from './set-heads.ts'
import {
  changeForm,
  currentForm,
  newForm,
  readNumbering,
  readReviewMode,
  readSetupWords,
  type SetupForm,
  sayWhy,
  settingsSaved,
  setUpCard,
} from './setup-form.ts'
import { standardsHere } from './standards-here.ts'
import { tellCoordinator } from './tell-coordinator.ts'

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
  if (rest.length > longestSaid) return refused('too-long')
  const brought = readStandardWords(rest)
  if (brought !== null) return bringStandard(scene, brought)
  if (scene.place === 'private') return refused('group-only')
  const led = await campaignLedBy(scene.tx, scene.chat)
  const named = readSetupWords(scene, rest)
  if (led?.status === 'closed' && Object.keys(named).length > 0 && namesHeadsAlone(named))
    return saveHeads(scene, led.id, named)
  const running =
    led === null || (led.status === 'closed' && !('inspectBy' in named && !('school' in named))) ? null : led
  if (running !== null && !(await mayCoordinate(scene, running))) return refused('no-right-to-set-up')
  if (Object.keys(named).length > 0) {
    if (running === null) return createCampaign(scene, named)
    const { head: _, deputies: __, ...settings } = await currentForm(scene, running)
    return saveSettings(scene, running.id, { ...settings, ...named })
  }
  return { card: running === null ? await newForm(scene, {}, null) : await changeForm(scene, running, {}, null) }
}

/** 创建活动: makes the campaign and binds this chat as its leading group. Pressed twice, it is made once. */
export async function createCampaign(scene: Scene, form: SetupForm): Promise<Reply> {
  if (scene.place === 'private') return refused('group-only')
  // Two who press at once come one after the other: the chat's row is the lock.
  await saveChat(scene.tx, scene.chat, '')
  const running = await campaignLedBy(scene.tx, scene.chat)
  if (running !== null && running.status !== 'closed') {
    return { card: await setUpCard(scene, running, 'created'), toast: { kind: 'info', text: refusals['group-taken'] } }
  }
  const heads = await pickHeads(scene, form, { head: null, deputies: [] })
  const standards = await standardsHere(scene, scene.chat)
  const asked = { school: form.school, title: form.title, standard: form.standardId, inspectBy: form.inspectBy }
  const verdict = checkSetup(asked, standards, firstDay(scene))
  if (verdict.kind === 'refused') return again(await newForm(scene, form, gapWords[verdict.why]), gapWords[verdict.why])
  const review = form.review === undefined ? 'none' : readReviewMode(form.review)
  if (review === null) return again(await newForm(scene, form, 'review-unknown'), 'review-unknown')
  const coordinator = await pickCoordinator(scene, form.coordinator, scene.who)
  if (coordinator === null) return again(await newForm(scene, form, 'coordinator-unknown'), 'coordinator-unknown')
  const earlier = await chooseEarlier(scene, form.earlier, { school: verdict.setup.school, running: null })
  if (earlier.kind === 'refused') return again(await newForm(scene, form, earlier.why), earlier.why)
  if (heads.kind === 'refused') return again(await newForm(scene, form, heads.gap), heads.gap)
  const { standardId, ...setup } = verdict.setup
  const standard = standards.find((one) => one.id === standardId)
  if (standard === undefined) throw new Error(`checkSetup accepted an unknown standard ${standardId}`)
  const made = await insertCampaign(
    scene.tx,
    { ...setup, standard, review, leadingChat: scene.chat, coordinator: coordinator.id, heads: heads.heads },
    scene.now,
  )
  const campaign = await carryOver(scene, made, earlier.campaign)
  const about = { coordinator: coordinator.id, earlier: campaign.earlier }
  await audit(scene.tx, 'create-campaign', scene.who.id, campaign.id, about, scene.now)
  await auditHeads(scene, campaign, { head: null, deputies: [] })
  await tellNews(scene, campaign, true)
  return { card: await setUpCard(scene, campaign, 'created'), toast: { kind: 'success', text: said.campaignCreated } }
}

/** 保存设置, by the coordinator. A later day opens a closed campaign again: the bureau's dates move. */
export async function saveSettings(scene: Scene, id: CampaignId, form: SetupForm): Promise<Reply> {
  // The chat before the campaign, as when one is made: to open one again must not meet a new one.
  if (scene.place === 'group') await saveChat(scene.tx, scene.chat, '')
  const campaign = await lockCampaign(scene.tx, id)
  if (campaign === null || campaign.leadingChat !== scene.chat) return refused('old-card')
  if (campaign.status === 'closed' && (await campaignLedBy(scene.tx, scene.chat))?.id !== id) return refused('old-card')
  if (!(await mayCoordinate(scene, campaign))) return refused('no-right-to-set-up')
  const refuse = async (why: Refusal | HeadsGap) => again(await changeForm(scene, campaign, form, why), why)
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
  const review = form.review === undefined ? campaign.review : readReviewMode(form.review)
  if (review === null) return refuse('review-unknown')
  const numbering = form.numbering === undefined ? campaign.numbering : readNumbering(form.numbering)
  if (numbering === null) return refuse('numbering-unknown')
  const earlier = await chooseEarlier(scene, form.earlier, { school: verdict.setup.school, running: campaign })
  if (earlier.kind === 'refused') return refuse(earlier.why)
  const heads = await pickHeads(scene, form, campaign.heads)
  if (heads.kind === 'refused') return refuse(heads.gap)
  const hour = Number.parseInt(String(form.remindHour), 10)
  const { school, title, inspectBy } = verdict.setup
  await changeCampaign(scene.tx, id, {
    school,
    title,
    inspectBy,
    coordinator: coordinator.id,
    holidays,
    review,
    numbering,
    heads: heads.heads,
    remindHour: Number.isInteger(hour) && hour >= 9 && hour <= 17 ? hour : campaign.remindHour,
    ...(campaign.status === 'closed' && campaign.dividedOn !== null ? { status: 'open' } : {}),
  })
  const changed = await carryOver(scene, await loadCampaign(scene.tx, id), earlier.campaign)
  const about = { inspectBy, coordinator: coordinator.id, review, earlier: changed.earlier }
  await audit(scene.tx, 'save-settings', scene.who.id, id, about, scene.now)
  await auditHeads(scene, changed, campaign.heads)
  await tellNews(scene, changed, changed.coordinator !== campaign.coordinator)
  // Whoever says 不沿用 knows; a school's name that was changed says nothing of it.
  const letGo = changed.earlier === null && readText(form.earlier) === null ? campaign.earlier : null
  return settingsSaved(scene, changed, letGo)
}

/** The coordinator has to be in the leading group; nobody picked: `otherwise`. Null: somebody else was named. */
async function pickCoordinator(scene: Scene, typed: unknown, otherwise: Person): Promise<Person | null> {
  const picked = readText(typed)
  if (picked === null) return otherwise
  const named = await memberNamed(scene.tx, scene.chat, picked)
  const person = named === null ? await findPerson(scene.tx, picked as OpenId) : await loadPerson(scene.tx, named)
  if (person === null || person.left) return null
  if (person.id === scene.who.id || person.id === otherwise.id) return person
  return (await isMember(scene.tx, scene.chat, person.id)) ? person : null
}

/** Inspection ends with the working day; in the evening the first day that still can be named is tomorrow. */
function firstDay(scene: Scene) {
  return isOver(scene.today, wallClock(scene.now, scene.deps.timeZone)) ? addDays(scene.today, 1) : scene.today
}

function again(card: Card, why: Refusal | HeadsGap): Reply {
  return { card, toast: { kind: 'warning', text: sayWhy(why) } }
}

/** What a coordinator hears of a set-up: that they are one, unless they did it themselves, and what is not known yet. */
async function tellNews(scene: Scene, campaign: Campaign, isNew: boolean): Promise<void> {
  const { tx, deps, now } = scene
  if (isNew && campaign.coordinator !== scene.who.id) {
    const letter = { key: `${scene.key}:coordinator`, text: nowCoordinator(campaign.title) }
    await tellCoordinator(tx, deps, campaign, letter, now)
  }
  // A year whose holidays are not announced yet is said, not guessed (design, "Parts chosen": calendar).
  const year = yearOf(campaign.inspectBy)
  if (deps.calendar.knows(year)) return
  await tellCoordinator(
    tx,
    deps,
    campaign,
    { key: `unknown-year:${campaign.id}:${year}`, text: unknownYear(year) },
    now,
  )
}
