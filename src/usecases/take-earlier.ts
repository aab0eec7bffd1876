import { earlierOpen, earlierSaid } from '#cards/earlier-words.ts'
import { refusals, said } from '#cards/words.ts'
import { loadEarlier } from '#db/earlier.ts'
import { blankDraft, type Draft, sameDraft } from '../domain/answer.ts'
import type { AssignmentId } from '../domain/ids.ts'
import { type TakenOver, takeOver } from '../domain/still-so.ts'
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
import type { Scene } from './scene.ts'
import { showRequirement } from './walk-card.ts'

export type TakeEarlier = {
  readonly assignment: AssignmentId
  /** What the card showed, and from which state; null when said in words, which are always about now. */
  readonly shown: { readonly seen: number; readonly earlier: AssignmentId; readonly revision: number } | null
  /** What the form holds; null when nothing of it came along. */
  readonly typed: Draft | null
  readonly do: 'confirm' | 'take-over'
}

/**
 * 仍然如此 and 填入修改: an earlier campaign's answer becomes this one's, or its form's. Where something is missing that
 * nobody but the person can say, the form is filled and asks for it.
 */
export async function takeEarlier(scene: Scene, ask: TakeEarlier): Promise<Reply> {
  const held = await holdForAnswer(scene, ask.assignment)
  if (held.kind === 'accepted') return passAccepted(scene, held, 'submit')
  if (held.kind === 'refused') return held.reply
  const { campaign, assignment, kept } = held
  // A form that came along empty says nothing; the card shows these buttons only where nothing is kept.
  const typed = ask.typed === null || sameDraft(ask.typed, blankDraft) ? null : whole(ask.typed, kept)
  const earlier = campaign.earlier === null ? null : await loadEarlier(scene.tx, campaign.id, assignment.requirement)
  if (earlier === null) return again(scene, held, typed, earlierSaid.nothing)
  const isShown =
    ask.shown === null || (ask.shown.earlier === earlier.assignment && ask.shown.revision === earlier.revision)
  if (!isShown) return again(scene, held, typed, earlierSaid.changed)
  const over = takeOver(earlier.answer, typed ?? kept, campaign.ratings, scene.today)
  if (assignment.answeredRevision !== null) return afterAnswer(scene, held, ask, typed, over)
  const isStale = ask.shown !== null && ask.shown.seen !== assignment.version
  if (isStale && !sameDraft(short(over.draft), kept)) return again(scene, held, typed, refusals['old-card'])
  return ask.do === 'confirm' && over.open === null ? submit(scene, held, over.draft) : fill(scene, held, over)
}

async function fill(scene: Scene, held: Held, { draft, open }: TakenOver): Promise<Reply> {
  const note = open === null ? earlierSaid.takenOver : earlierOpen[open]
  const now = await keep(scene, held, short(draft))
  return showRequirement(scene, held.campaign, now, {
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
  const isSecond =
    ask.do === 'confirm' && ask.shown !== null && held.assignment.state !== 'returned' && over.open === null
  if (isSecond && (await isSubmitted(scene, held, over.draft))) {
    return goOn(scene, held, { kind: 'info', text: said.submitted })
  }
  return again(scene, held, typed, ask.shown === null ? earlierSaid.answeredAlready : refusals['old-card'])
}

/** Nothing is done; the card becomes the current one, with what was typed on it. */
function again(scene: Scene, { campaign, assignment }: Held, typed: Draft | null, note: string): Promise<Reply> {
  return showRequirement(scene, campaign, assignment, {
    note,
    toast: { kind: 'warning', text: note },
    ...(typed === null ? {} : { typed: short(typed) }),
  })
}
