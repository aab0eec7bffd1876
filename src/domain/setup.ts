import { readText } from './answer.ts'
import { readTypedDay } from './calendar.ts'
import { addDays, type Day } from './day.ts'
import type { Standard } from './standard.ts'

/** The set-up form as it arrives, from a card or from labelled text: anything may stand in it. */
export type SetupForm = {
  readonly school: unknown
  readonly title: unknown
  readonly standard: unknown
  readonly inspectBy: unknown
}
export type Setup = {
  readonly school: string
  readonly title: string
  readonly standardId: string
  readonly inspectBy: Day
}

export type SetupGap =
  | 'school-missing'
  | 'title-missing'
  | 'standard-unknown'
  | 'date-missing'
  | 'date-past'
  | 'date-too-far'
  | 'too-long'
export type SetupVerdict =
  | { readonly kind: 'accepted'; readonly setup: Setup }
  | { readonly kind: 'refused'; readonly why: SetupGap }

/** Longest name in characters: the title of the paper still fits on two lines. */
export const longestName = 60
const twoYears = 731

/**
 * Whether a campaign can be made from the form. Names become one line and keep whatever characters they have. The
 * standard is named by its id, its title, its document number or the year in that. The day cannot lie before `today`,
 * the school's day, nor more than two years after it: that is a slip of the finger.
 */
export function checkSetup(
  form: SetupForm,
  known: readonly Pick<Standard, 'id' | 'title' | 'documentNumber'>[],
  today: Day,
): SetupVerdict {
  const school = readName(form.school)
  if (school === null) return refused('school-missing')
  const title = readName(form.title)
  if (title === null) return refused('title-missing')
  if ([school, title].some((name) => [...name].length > longestName)) return refused('too-long')
  const standard = findStandard(form.standard, known)
  if (standard === null) return refused('standard-unknown')
  const inspectBy = typeof form.inspectBy === 'string' ? readTypedDay(form.inspectBy) : null
  if (inspectBy === null) return refused('date-missing')
  if (inspectBy < today) return refused('date-past')
  if (inspectBy > addDays(today, twoYears)) return refused('date-too-far')
  return { kind: 'accepted', setup: { school, title, standardId: standard.id, inspectBy } }
}

function readName(typed: unknown): string | null {
  return readText(typed)?.replaceAll(/\s+/g, ' ') ?? null
}

function findStandard<Known extends Pick<Standard, 'id' | 'title' | 'documentNumber'>>(
  typed: unknown,
  known: readonly Known[],
): Known | null {
  const asked = plainTitle(readName(typed) ?? '')
  const ways: ((one: Known) => boolean)[] = [
    (one) => one.id === asked,
    (one) => plainTitle(one.title) === asked,
    (one) => asked !== '' && plainTitle(one.documentNumber) === asked,
    (one) => /^\d{4}$/.test(asked) && plainTitle(one.documentNumber).includes(asked),
  ]
  return ways.map((is) => known.find(is)).find((one) => one !== undefined) ?? null
}

/** Without book-title marks, the shapes of brackets and spaces: 《义务教育学校管理标准(试行)》 is the same paper. */
export function plainTitle(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[《》\s]/g, '')
    .replaceAll(/[〔[]/g, '(')
    .replaceAll(/[〕\]]/g, ')')
}

function refused(why: SetupGap): SetupVerdict {
  return { kind: 'refused', why }
}
