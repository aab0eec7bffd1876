import type { PersonId } from './ids.ts'

/** Who looks at answers before they stand (design, flow 4: optional per campaign). */
export type ReviewMode = 'none' | 'head' | 'coordinator'

/** Where one answer is. One state each; the table below is the only way from one to another. */
export type AnswerState = 'open' | 'submitted' | 'returned' | 'accepted'

/** What moves an answer: its respondent submits, a reviewer accepts or returns, a strike-off asks for the rating again. */
export type AnswerMove = 'submit' | 'accept' | 'return' | 'ask-again'

/**
 * The states of an answer and what moves them (docs/states.md draws this table; a test compares the two). A move that is
 * not listed is refused and changes nothing.
 */
export const answerMoves: Readonly<Record<AnswerState, Readonly<Partial<Record<AnswerMove, AnswerState>>>>> = {
  open: { submit: 'submitted' },
  submitted: { submit: 'submitted', accept: 'accepted', return: 'returned', 'ask-again': 'returned' },
  returned: { submit: 'submitted', 'ask-again': 'returned' },
  // Submitted only where nobody reviews any more, see mayAnswer.
  accepted: { submit: 'submitted', return: 'returned', 'ask-again': 'returned' },
}

/** Where a move leads; null when it is none from there. */
export function moveAnswer(from: AnswerState, move: AnswerMove): AnswerState | null {
  return answerMoves[from][move] ?? null
}

/**
 * Whether the respondent may change the answer now (design, flow 3: until it is accepted or the campaign closes). What
 * came back to them, from a reviewer or after a strike-off, is theirs to answer even when the campaign has closed. What
 * was accepted binds only while there is a review: without one nobody could return it, and it would be locked for good.
 */
export function mayAnswer(state: AnswerState, campaign: 'preparing' | 'open' | 'closed', mode: ReviewMode): boolean {
  if (state === 'returned') return campaign !== 'preparing'
  return campaign === 'open' && (state !== 'accepted' || mode === 'none')
}

/** Whether somebody owes an answer: none was given, or it came back. One rule for walks, reminders and numbers of what is left. */
export function isOwed(state: AnswerState): boolean {
  return state === 'open' || state === 'returned'
}

/**
 * Whether the respondent has something to do about an answer now. One rule for walks and for what is counted as theirs:
 * of a closed campaign only what came back can still be answered.
 */
export function isToDo(state: AnswerState, campaign: 'preparing' | 'open' | 'closed'): boolean {
  // Of what is owed nothing is accepted, so the review makes no difference.
  return isOwed(state) && mayAnswer(state, campaign, 'none')
}

export function countOwed(states: Iterable<AnswerState>): number {
  return [...states].filter(isOwed).length
}

/**
 * What is not settled about an answer that was given: it came back, or it waits for somebody to look. Without a review
 * nobody looks, and what was submitted stands.
 */
export function unsettled(state: AnswerState, mode: ReviewMode): 'returned' | 'waiting' | null {
  if (state === 'returned') return 'returned'
  return state === 'submitted' && mode !== 'none' ? 'waiting' : null
}

/** Beside the two numbers, never among them: an answer that came back was given all the same. */
export type ReviewCount = { readonly waiting: number; readonly returned: number }

/** Null where the campaign has no review. */
export function countReview(states: Iterable<AnswerState>, mode: ReviewMode): ReviewCount | null {
  if (mode === 'none') return null
  const all = [...states].map((state) => unsettled(state, mode))
  return {
    waiting: all.filter((one) => one === 'waiting').length,
    returned: all.filter((one) => one === 'returned').length,
  }
}

/** Longest reason for returning an answer, in characters: it stands on top of a phone's card, above the form. */
export const longestReason = 500

/** What decides who reviews an answer. People who have left the school are in none of these. */
export type Reviewing = {
  readonly mode: ReviewMode
  readonly respondent: PersonId
  /** Who wrote it, perhaps before it was handed over to its respondent: it is the own answer of both. */
  readonly author: PersonId
  /** Heads of the department the requirement is given to. */
  readonly heads: readonly PersonId[]
  readonly coordinator: PersonId | null
  readonly leaders: readonly PersonId[]
}

/**
 * Who may review an answer, the one place that decides it: the head or the coordinator, as the campaign has it; never
 * who wrote it or answers for it. Where that leaves nobody (a head's own answer, a department without a head) the coordinator does, and where
 * it is theirs, the leading group. Empty: the campaign has no review, or there is nobody else.
 */
export function reviewersOf({ mode, respondent, author, heads, coordinator, leaders }: Reviewing): readonly PersonId[] {
  if (mode === 'none') return []
  const isOwn = (one: PersonId) => one === respondent || one === author
  const asked = coordinator === null ? [] : [coordinator]
  const steps = mode === 'head' ? [heads, asked, leaders] : [asked, leaders]
  for (const step of steps) {
    if (step.length > 0 && !step.some(isOwn)) return step
  }
  return leaders.filter((one) => !isOwn(one))
}
