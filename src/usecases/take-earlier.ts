import { earlierOpen, earlierSaid } from '#cards/earlier-words.ts'
import { refusals, said } from '#cards/words.ts'
import { loadEarlier, type Taken } from '#db/earlier.ts'
import type { ShownEarlier } from '#db/walk.ts'
import { blankDraft, type Draft, sameDraft } from '../domain/answer.ts'
import type { AssignmentId } from '../domain/ids.ts'
import { isUntouched, type TakenOver, takeOver } from '../domain/still-so.ts'
import type { Reply } from '../events.ts'
import {
  goOn,
  type Held,
  holdForAnswer,
  isSubmitted,
  keep,
  passAccepted,
  short,
  submit,
  whole,
} from './answer-requirement.ts'
import { typedSince } from './drawn-form.ts'
import type { Scene } from './scene.ts'
import { showRequirement } from './walk-card.ts'

export type TakeEarlier = {
  readonly assignment: AssignmentId
  /** What the card shows, and from which state: of words the card before whoever says them. Null: it shows nothing. */
  readonly shown: ShownEarlier | null
  /** What the form held when the card was drawn, as marks; absent in words, and on cards of an earlier release. */
  readonly drawn?: string | undefined
  /** What the form holds; null when nothing of it came along. */
  readonly typed: Draft | null
  readonly do: 'confirm' | 'take-over'
}

/**
 * 仍然如此 and 填入修改: an earlier campaign's answer becomes this one's, or its form's. Where something is missing that
 * nobody but the person can say, the form is filled and asks for it. What the card does not show nobody can vouch for.
 */
export async function takeEarlier(scene: Scene, ask: TakeEarlier): Promise<Reply> {
  const held = await holdForAnswer(scene, ask.assignment)
  if (held.kind === 'accepted') return passAccepted(scene, held, 'submit')
  if (held.kind === 'refused') return held.reply
  const { campaign, assignment, kept } = held
  const isStale = ask.shown?.seen !== assignment.version
  // The form of an old card that comes along empty says nothing; a new one's has been emptied.
  const isEmpty = isStale && ask.typed !== null && sameDraft(ask.typed, blankDraft)
  const form = ask.typed === null || isEmpty ? null : whole(ask.typed, kept)
  const typed = form !== null && isStale ? typedSince(ask.drawn, form, kept) : form
  const earlier = campaign.earlier === null ? null : await loadEarlier(scene.tx, campaign.id, assignment.requirement)
  if (earlier === null) return again(scene, held, typed, earlierSaid.nothing)
  if (ask.shown === null) return again(scene, held, typed, whyNotShown(held))
  const isThis = ask.shown.earlier === earlier.assignment && ask.shown.revision === earlier.revision
  if (!isThis) return again(scene, held, typed, earlierSaid.changed)
  const over = takeOver(earlier.answer, typed ?? kept, campaign.ratings, scene.today)
  if (assignment.answeredRevision !== null) return afterAnswer(scene, held, ask, typed, over)
  const isInForm = sameDraft(short(over.draft), kept)
  if (isStale && !isInForm) return again(scene, held, typed, refusals['old-card'])
  // Taken over before and said in words: what was emptied in the form since then stands nowhere on the card.
  const isRead = typed !== null || isUntouched(kept) || isInForm
  const isDone = ask.do === 'confirm' && over.open === null && isRead
  return isDone ? submit(scene, held, over.draft, earlier) : fill(scene, held, over, earlier)
}

function whyNotShown({ assignment, kept }: Held): string {
  if (assignment.answeredRevision !== null) return earlierSaid.answeredAlready
  return isUntouched(kept) ? earlierSaid.look : earlierSaid.written
}

async function fill(scene: Scene, held: Held, { draft, open }: TakenOver, earlier: Taken): Promise<Reply> {
  const note = open === null ? earlierSaid.takenOver : earlierOpen[open]
  await keep(scene, held, short(draft), earlier)
  return showRequirement(scene, held.campaign, held.assignment.id, {
    note,
    toast: { kind: open === null ? 'success' : 'warning', text: note },
  })
}

/** There is an answer of this year: of a second tap on 仍然如此 it is that, and it ends where the first did. */
async function afterAnswer(
  scene: Scene,
  held: Held,
  ask: TakeEarlier,
  typed: Draft | null,
  over: TakenOver,
): Promise<Reply> {
  const isSecond = ask.do === 'confirm' && held.assignment.state !== 'returned' && over.open === null
  if (isSecond && isSubmitted(scene, held, over.draft)) {
    return goOn(scene, held, { kind: 'info', text: said.submitted })
  }
  return again(scene, held, typed, refusals['old-card'])
}

/** Nothing is done; the card becomes the current one, with what was typed on it, field by field before what is kept. */
function again(scene: Scene, { campaign, assignment, kept }: Held, typed: Draft | null, note: string): Promise<Reply> {
  return showRequirement(scene, campaign, assignment.id, {
    note,
    toast: { kind: 'warning', text: note },
    ...(typed === null ? {} : { typed: short(laidOver(typed, kept)) }),
  })
}

/** An old card's empty fields are no words: shown empty they would be kept so with the next press. */
function laidOver(typed: Draft, kept: Draft): Draft {
  return {
    rating: typed.rating ?? kept.rating,
    fact: typed.fact ?? kept.fact,
    shortcoming: typed.shortcoming ?? kept.shortcoming,
    measure: typed.measure ?? kept.measure,
    due: typed.due ?? kept.due,
    evidence: typed.evidence ?? kept.evidence,
  }
}
