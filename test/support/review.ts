import { submittedIn } from '#db/review.ts'
import type { AnswerState, ReviewMode } from '#src/domain/review.ts'
import { assignmentOf, campaignOf, leadingGroup, walkPress } from './first-school.ts'
import type { Recorder } from './recorder.ts'

export const met = { rating: '已达到', fact: '有' }
export const partly = { rating: '部分达到', fact: '有一些', shortcoming: '缺名册', measure: '补齐' }

/** The coordinator of the first school says who reviews. */
export async function setReview(world: Recorder, mode: ReviewMode): Promise<void> {
  const { id } = await campaignOf(world)
  const press = { v: 1, do: 'save-settings', campaign: id } as const
  const form = { school: '第一小学', title: '对照整改年活动', inspectBy: '2026-09-30 +0800', review: mode }
  const reply = await world.press('zhao', press, form, { chat: leadingGroup })
  if (reply.toast?.kind !== 'success') throw new Error(`settings not saved: ${reply.toast?.text}`)
}

export async function submit(world: Recorder, who: string, no: number, form: Record<string, string> = met) {
  return world.press(who, await walkPress(world, 'submit-answer', no), form)
}

/** How the answer to a requirement stands: its state, and what a review's card would carry. */
export async function standing(world: Recorder, no: number): Promise<{ state: AnswerState; id: number; seen: number }> {
  const { id } = await assignmentOf(world, no)
  return world.database.db.transaction().execute(async (tx) => {
    const { state, revision } = await tx
      .selectFrom('assignment')
      .select(['state', 'answered_revision as revision'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const verdicts = await tx.selectFrom('review').select('id').where('assignment', '=', id).execute()
    const uses = await tx
      .selectFrom('evidence_use')
      .innerJoin('evidence', 'evidence.id', 'evidence_use.evidence')
      .select('ended_at')
      .where('assignment', '=', id)
      .where('evidence.state', '=', 'kept')
      .execute()
    const moved = uses.length + uses.filter((one) => one.ended_at !== null).length
    return { state, id, seen: (revision ?? 0) + verdicts.length + moved }
  })
}

/** What a press of a review's card on this requirement carries now. */
export async function reviewPress(world: Recorder, verb: 'accept-answer' | 'return-answer', no: number) {
  const { id, seen } = await standing(world, no)
  return { v: 1, do: verb, assignment: id as never, seen } as const
}

/** Everything that waits in the first school, as the button of a list carries it. */
export async function shownNow(world: Recorder): Promise<string> {
  const { id } = await campaignOf(world)
  const waiting = await world.database.db.transaction().execute((tx) => submittedIn(tx, [id]))
  return waiting.map((one) => `${one.assignment}.${one.seen}`).join(',')
}
