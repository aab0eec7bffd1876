import { blankDraft, type Draft, readDue, readText } from '../domain/answer.ts'
import type { AssignmentId } from '../domain/ids.ts'
import type { PressEvent } from '../events.ts'

/** The form of a requirement's card, read by name; everything else in it is ignored. Null when it did not come along. */
export function readDraft(form: PressEvent['form']): Draft | null {
  if (!Object.keys(blankDraft).some((name) => name in form)) return null
  return {
    rating: readText(form.rating),
    fact: readText(form.fact),
    shortcoming: readText(form.shortcoming),
    measure: readText(form.measure),
    due: readDue(form.due),
    evidence: readText(form.evidence),
  }
}

/** Of a choice of several: some clients leave it out when nothing is chosen, others send it empty. */
export function readUses(form: PressEvent['form']): AssignmentId[] {
  const chosen = Array.isArray(form.uses) ? form.uses : [form.uses]
  return chosen.map(Number).filter((id): id is AssignmentId => Number.isSafeInteger(id) && id > 0)
}
