import type { Press } from '#cards/press.ts'
import { acceptedNote } from '#cards/review-words.ts'
import { answerGaps, refusals, said } from '#cards/words.ts'
import { dropDraft, saveAnswer, saveDraft } from '#db/answer.ts'
import type { Assignment } from '#db/assignment.ts'
import { audit } from '#db/audit.ts'
import { findTaken, markTaken, type Taken } from '#db/earlier.ts'
import { type HeldAssignment, holdAssignment } from '#db/walk-scene.ts'
import { type Answer, checkAnswer, type Draft, longestField, sameDraft } from '../domain/answer.ts'
import { longestSaid } from '../domain/command.ts'
import type { AssignmentId } from '../domain/ids.ts'
import { mayAnswer } from '../domain/review.ts'
import type { Meaning } from '../domain/standard.ts'
import { isStillSo } from '../domain/still-so.ts'
import { following, mostPressing, nextOpen, previous } from '../domain/walk.ts'
import type { Reply } from '../events.ts'
import { typedSince, untouched } from './drawn-form.ts'
import { followShortcoming } from './follow-shortcoming.ts'
import { refused, type Scene } from './scene.ts'
import { showFinished, showRequirement, toStops } from './walk-card.ts'

export type AnswerRequirement = {
  readonly assignment: AssignmentId
  /** The state the card was drawn from; null when said in words, which are always about now. */
  readonly seen: number | null
  /** What the form held then, as marks; absent in words, and on cards of an earlier release. */
  readonly drawn?: string | undefined
  /** What the form holds; null when nothing of it came along: then what is kept counts. */
  readonly typed: Draft | null
  readonly next: 'submit' | 'keep' | 'back' | 'skip'
}
/** An assignment its respondent may answer now, and what stands in its form. */
export type Held = HeldAssignment & { readonly kind: 'held' }
/** Theirs, and there to be read; `reply` says that it is not to be changed. */
type Accepted = HeldAssignment & { readonly kind: 'accepted'; readonly reply: Reply }
type Refused = { readonly kind: 'refused'; readonly reply: Reply }

/**
 * What one press on a requirement's card does. Whatever is done, what was typed is kept first: leaving a card loses
 * nothing. Refused without any change: not theirs, closed, or drawn from an older state.
 */
export async function answerRequirement(scene: Scene, asked: AnswerRequirement): Promise<Reply> {
  const held = await holdForAnswer(scene, asked.assignment)
  if (held.kind === 'accepted') return passAccepted(scene, held, asked.next)
  if (held.kind === 'refused') return held.reply
  const ask = { ...asked, typed: asked.typed === null ? null : whole(asked.typed, held.kept) }
  if (ask.seen !== null && ask.seen !== held.assignment.version) return answerStale(scene, held, ask)
  const typed = ask.typed ?? held.kept
  return ask.next === 'submit' ? submit(scene, held, typed) : leave(scene, held, typed, ask.next)
}

/**
 * The campaign is held before the assignment, as everywhere, and no second assignment beside it: in one order nobody
 * waits for each other.
 */
export async function holdForAnswer(scene: Scene, id: AssignmentId): Promise<Held | Accepted | Refused> {
  const cameIn = scene.via.kind === 'press' ? scene.via.held : null
  const held = cameIn?.assignment.id === id ? cameIn : await hold(scene, id)
  if (held === null) return refuse(refused('old-card'))
  const { campaign, assignment } = held
  // Whose it is, is no business of somebody who names an assignment by its number; whose card it is, the router says.
  if (assignment.respondent !== scene.who.id) return refuse(refused('not-assigned'))
  if (!mayAnswer(assignment.state, campaign.status, campaign.review)) {
    const accepted = campaign.status === 'open' && assignment.state === 'accepted'
    const reply: Reply = { toast: { kind: 'warning', text: acceptedNote } }
    return accepted ? { ...held, kind: 'accepted', reply } : refuse(refused('closed'))
  }
  return { ...held, kind: 'held' }
}

function hold({ tx, who }: Scene, assignment: AssignmentId): Promise<HeldAssignment | null> {
  return holdAssignment(tx, { assignment, presser: who.openId })
}

/** What a press answers, to be held as it comes in; null: it does something else. */
export function answeredBy(press: Press): AssignmentId | null {
  return press.do in answers && 'assignment' in press ? (press.assignment ?? null) : null
}

const answers = {
  'submit-answer': true,
  'keep-draft': true,
  'go-back': true,
  skip: true,
  'confirm-earlier': true,
  'take-over-earlier': true,
} as const satisfies Partial<Record<Press['do'], true>>

function refuse(reply: Reply): Refused {
  return { kind: 'refused', reply }
}

/**
 * A press on a card drawn from an older state: a second tap, a second card, a replay. One that says nothing else than
 * what is kept already is obeyed, as nothing can be lost by it; so is leaving a card on which nothing was typed. Otherwise
 * the card becomes the current one, with the words typed on it in the place of what is kept.
 */
async function answerStale(scene: Scene, held: Held, { typed, drawn, next }: AnswerRequirement): Promise<Reply> {
  const { campaign, assignment, kept } = held
  // What came back is not submitted again by a card that did not say why it came back.
  const cameBack = assignment.state === 'returned'
  if (next === 'submit' && !cameBack && isSubmitted(scene, held, typed)) {
    return goOn(scene, held, { kind: 'info', text: said.submitted })
  }
  if (typed === null ? next !== 'submit' : sameDraft(short(typed), kept) && !(cameBack && next === 'submit')) {
    return next === 'submit' ? submit(scene, held, typed ?? kept) : leave(scene, held, typed ?? kept, next)
  }
  const now = typed === null ? kept : typedSince(drawn, short(typed), kept)
  const isUntouched = sameDraft(now, kept)
  if (isUntouched && (next === 'back' || next === 'skip')) return walkOn(scene, held, next)
  const note = refusals['old-card']
  return showRequirement(scene, campaign, assignment.id, {
    note,
    toast: { kind: 'warning', text: note },
    ...(isUntouched ? {} : { typed: now }),
  })
}

/** Whether what was typed is what was submitted last, with no draft since. */
export function isSubmitted(scene: Scene, { campaign, answer, kept }: Held, typed: Draft | null): boolean {
  if (answer === null || !sameDraft(answer, kept)) return false
  const verdict = typed === null ? null : checkAnswer(typed, campaign.ratings, scene.today)
  return verdict === null || (verdict.kind === 'accepted' && sameDraft(verdict.answer, answer))
}

/** `taken`: the earlier answer it says is still so, where that is what was pressed. */
export async function submit(scene: Scene, held: Held, typed: Draft, taken: Taken | null = null): Promise<Reply> {
  const { campaign, assignment, answer: before } = held
  const verdict = checkAnswer(typed, campaign.ratings, scene.today)
  if (verdict.kind === 'refused') {
    const note = answerGaps[verdict.why]
    await keep(scene, held, short(typed), taken)
    return showRequirement(scene, campaign, assignment.id, { note, toast: { kind: 'warning', text: note } })
  }
  const { means: _, ...form } = verdict.answer
  const changed = before !== null
  // The same words again are no new revision: history would fill with copies. Of what came back they are an answer.
  if (before === null || assignment.state === 'returned' || !sameDraft(before, form)) {
    const from = changed ? null : await confirmed(scene, held, verdict.answer, taken)
    await saveAnswer(scene.tx, assignment.id, verdict.answer, scene.who.id, scene.now, from)
    await followShortcoming(scene, { campaign, assignment, answer: verdict.answer }, before)
    await audit(
      scene.tx,
      changed ? 'change-answer' : 'submit-answer',
      scene.who.id,
      campaign.id,
      { ...about(assignment), ...(from === null ? {} : { from: from.assignment }) },
      scene.now,
    )
  } else {
    await dropDraft(scene.tx, assignment.id)
  }
  return goOn(scene, held, { kind: 'success', text: changed ? said.changed : said.submitted }, verdict.answer.means)
}

/**
 * The earlier answer that whoever submits has taken over and left as it was; changed afterwards it is this year's own. The
 * same words alone confirm nothing: many a requirement is answered with 没有 by people who never saw that it was before.
 */
async function confirmed(
  scene: Scene,
  { campaign, assignment }: Held,
  answer: Answer,
  pressed: Taken | null,
): Promise<Taken | null> {
  if (campaign.earlier === null) return null
  const taken = pressed ?? (await findTaken(scene.tx, assignment.id, scene.who.id, campaign.earlier))
  return taken !== null && isStillSo(taken.answer, answer) ? taken : null
}

async function leave(scene: Scene, held: Held, typed: Draft, next: 'keep' | 'back' | 'skip'): Promise<Reply> {
  await keep(scene, held, short(typed))
  if (next === 'keep') {
    return showRequirement(scene, held.campaign, held.assignment.id, {
      note: said.draftKept,
      toast: { kind: 'success', text: said.draftKept },
    })
  }
  return walkOn(scene, held, next)
}

/** 上一条 and 跳过: from where they are to another one, answered or not; nowhere, and the toast says so. */
function walkOn(scene: Scene, held: HeldAssignment, next: 'back' | 'skip'): Promise<Reply> {
  const { campaign, assignment: from, own } = held
  const stops = toStops(own, campaign.status)
  const to =
    next === 'back'
      ? previous(stops, from.id)
      : (nextOpen(stops, from.id) ?? (from.answeredRevision === null ? null : following(stops, from.id)))
  if (to !== null) return showRequirement(scene, campaign, to)
  const text = next === 'back' ? said.firstAlready : said.onlyOneLeft
  return showRequirement(scene, campaign, from.id, { toast: { kind: 'info', text } })
}

/** Of an accepted answer nothing is kept or submitted; a card from before becomes the one that says so. */
export function passAccepted(scene: Scene, accepted: Accepted, next: AnswerRequirement['next']) {
  if (next === 'back' || next === 'skip') return walkOn(scene, accepted, next)
  const { campaign, assignment, reply } = accepted
  const { toast } = reply
  return showRequirement(scene, campaign, assignment.id, toast === undefined ? {} : { toast })
}

/** Keeps what was typed, if it says anything new; `taken`: the earlier answer it was taken from. */
export async function keep(scene: Scene, held: Held, typed: Draft, taken: Taken | null = null): Promise<void> {
  const { tx, who, now } = scene
  const { assignment, kept } = held
  if (!sameDraft(typed, kept)) await saveDraft(tx, assignment.id, typed, who.id, now)
  if (taken !== null) await markTaken(tx, assignment.id, taken, who.id)
}

/** From what is submitted now, which says that it `means` this, to the next that is open. */
export function goOn(
  scene: Scene,
  { campaign, assignment, own, answer }: Held,
  toast: Reply['toast'],
  means: Meaning | null = answer?.means ?? null,
): Promise<Reply> {
  const now = own.map((row) =>
    row.assignment === assignment.id ? { ...row, state: 'submitted' as const, means } : row,
  )
  const stops = toStops(now, campaign.status)
  const cameBack = assignment.state === 'returned'
  const to = cameBack ? mostPressing(stops, assignment.id) : nextOpen(stops, assignment.id)
  return to === null ? showFinished(scene, campaign, toast) : showRequirement(scene, campaign, to, { toast, own: now })
}

/**
 * What is kept of a form: all that a person could have typed, also beyond the limit of a field, as only submitting is
 * refused for that. A client that ignores every limit cannot fill the database.
 */
export function short(draft: Draft): Draft {
  const first = (text: string | null, most: number) => text?.slice(0, most).toWellFormed() ?? null
  return {
    ...draft,
    rating: first(draft.rating, longestField),
    fact: first(draft.fact, longestSaid),
    shortcoming: first(draft.shortcoming, longestSaid),
    measure: first(draft.measure, longestSaid),
    evidence: first(draft.evidence, longestSaid),
  }
}

/** A form holds only the first part of a text beyond its limit: sent back untouched, it stands for the whole. */
export function whole(typed: Draft, kept: Draft): Draft {
  const restored = (field: 'fact' | 'shortcoming' | 'measure' | 'evidence') => {
    const before = kept[field]
    return before !== null && typed[field] === untouched(before) ? before : typed[field]
  }
  return {
    ...typed,
    fact: restored('fact'),
    shortcoming: restored('shortcoming'),
    measure: restored('measure'),
    evidence: restored('evidence'),
  }
}

function about(assignment: Assignment): { assignment: AssignmentId; requirement: number } {
  return { assignment: assignment.id, requirement: assignment.requirement }
}
