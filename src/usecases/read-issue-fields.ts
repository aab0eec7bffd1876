import type { IssueValues } from '#cards/issue-fields.ts'
import { kindWords, sourceWords } from '#cards/issue-words.ts'
import { readDue, readText } from '../domain/answer.ts'
import { readTypedDay } from '../domain/calendar.ts'
import type { IssueEdit } from '../domain/edit-issue.ts'
import type { IssueKind, IssueSource } from '../domain/issue.ts'
import type { IssueField } from '../domain/issue-command.ts'

/** The fields of an issue as they came, by form or by words: anything may stand in them. */
export type GivenFields = Readonly<Partial<Record<IssueField, unknown>>>

/**
 * What was given of an issue's texts, its kind and date. `whole`: it came by the form, where what a client leaves out is
 * empty; in words only what is named is meant.
 */
export function readEdit(given: GivenFields, whole: boolean): IssueEdit {
  const has = (field: IssueField) => whole || field in given
  return {
    ...(has('problem') ? { problem: readText(given.problem) } : {}),
    ...(has('cause') ? { cause: readText(given.cause) } : {}),
    ...(has('measure') ? { measure: readText(given.measure) } : {}),
    ...(has('above') ? { above: readText(given.above) } : {}),
    ...(has('due') ? { due: dayOf(given.due) } : {}),
    // A kind that was not chosen stays as it is: there is none without one.
    ...(readText(given.kind) === null ? {} : { kind: kindOf(readText(given.kind)) ?? 'unread' }),
  }
}

function dayOf(given: unknown) {
  const text = readText(given)
  return text === null ? null : (readDue(text) ?? readTypedDay(text) ?? 'unread')
}

function kindOf(word: string | null): IssueKind | null {
  const kinds = Object.keys(kindWords) as IssueKind[]
  return kinds.find((kind) => kindWords[kind] === word) ?? null
}

/** 督导检查, or the first part of it that is no other: 督导. */
export function readSource(given: unknown): IssueSource | null {
  const word = readText(given)
  if (word === null) return null
  const sources = Object.keys(sourceWords) as IssueSource[]
  return sources.find((source) => sourceWords[source].startsWith(word)) ?? null
}

/** Several names or numbers in one field: 总务处、安全办; or chosen from a list. */
export function readSeveral(given: unknown): string[] {
  const pieces = Array.isArray(given) ? given : typeof given === 'string' ? given.split(/[、,，;；\s]+/u) : []
  return pieces.flatMap((piece) => readText(piece) ?? [])
}

export const noValues: IssueValues = {
  problem: null,
  cause: null,
  measure: null,
  kind: null,
  above: null,
  due: null,
  supporting: [],
  owner: null,
  source: null,
  department: null,
  requirements: null,
}

/** What was typed, as it stands in the form again, right or wrong; what did not come along keeps its value. */
export function typedValues(given: GivenFields): Partial<IssueValues> {
  const texts = [
    'problem',
    'cause',
    'measure',
    'kind',
    'above',
    'owner',
    'source',
    'department',
    'requirements',
  ] as const
  return {
    ...Object.fromEntries(texts.filter((field) => field in given).map((field) => [field, readText(given[field])])),
    ...('due' in given ? { due: readDue(given.due) } : {}),
    ...('supporting' in given ? { supporting: readSeveral(given.supporting) } : {}),
  }
}
