import { readNumber } from './chinese-number.ts'
import type { Day } from './day.ts'
import { readTypedDay } from './calendar.ts'
import { readLabelled } from './labelled.ts'

/** Facts of a school that recur in many answers (domain facts, section 2.4), by the words the form shows. */
export const profileLabels = {
  classes: '自然班数',
  students: '学生数',
  staff: '教职工数',
  teachers: '专任教师数',
  boarders: '寄宿学生',
  canteen: '食堂',
  bus: '校车',
  inclusion: '随班就读学生',
  preschool: '学前班',
  leftBehind: '留守儿童',
  asOf: '统计口径',
} as const
export type ProfileField = keyof typeof profileLabels
export const counted = ['classes', 'students', 'staff', 'teachers'] as const
export type CountedField = (typeof counted)[number]
export const present = ['boarders', 'canteen', 'bus', 'inclusion', 'preschool', 'leftBehind'] as const
export type PresentField = (typeof present)[number]

/** What the school says of itself; null: not said, and then nothing is compared with it. */
export type SchoolProfile = Readonly<Record<CountedField, number | null>> &
  Readonly<Record<PresentField, boolean | null>> & { readonly asOf: Day | null }

export const blankProfile: SchoolProfile = {
  classes: null,
  students: null,
  staff: null,
  teachers: null,
  boarders: null,
  canteen: null,
  bus: null,
  inclusion: null,
  preschool: null,
  leftBehind: null,
  asOf: null,
}

const most = 100_000
const words: readonly (readonly [RegExp, boolean])[] = [
  [/^(?:有|是|设有|开设)$/u, true],
  [/^(?:无|没有|否|未设|未开设|不设)$/u, false],
]
/** 不填, or nothing, empties a field. */
const empty = /^(?:不填|空|-|—)?$/u

export type ProfileVerdict =
  | { readonly kind: 'read'; readonly profile: SchoolProfile; readonly changed: readonly ProfileField[] }
  | { readonly kind: 'unreadable'; readonly field: ProfileField }

/** A profile with what was typed or chosen of some fields; the others stay. The first that cannot be read refuses all. */
export function changeProfile(
  before: SchoolProfile,
  typed: Readonly<Partial<Record<ProfileField, string>>>,
): ProfileVerdict {
  const profile: Record<string, number | boolean | Day | null> = { ...before }
  for (const [field, said] of Object.entries(typed) as [ProfileField, string][]) {
    const value = readField(field, said.normalize('NFKC').trim().replace(/[。.;]$/u, ''))
    if (value === undefined) return { kind: 'unreadable', field }
    profile[field] = value
  }
  const made = profile as SchoolProfile
  const changed = (Object.keys(profileLabels) as ProfileField[]).filter((field) => made[field] !== before[field])
  return { kind: 'read', profile: made, changed }
}

function readField(field: ProfileField, said: string): number | boolean | Day | null | undefined {
  if (empty.test(said)) return null
  if (field === 'asOf') return readTypedDay(said) ?? undefined
  if ((present as readonly string[]).includes(field)) return words.find(([word]) => word.test(said))?.[1]
  const value = readNumber(said.replaceAll(/\s/gu, '').replace(/[个名人位]?班?$/u, ''))
  return value !== null && Number.isInteger(value) && value <= most ? value : undefined
}

/** 寄宿学生：无; several on lines of their own. Null when it begins with none of the labels. */
export function readProfileWords(text: string): Readonly<Partial<Record<ProfileField, string>>> | null {
  const named = readLabelled(text, Object.values(profileLabels))
  if (named === null) return null
  const fields = (Object.entries(profileLabels) as [ProfileField, (typeof profileLabels)[ProfileField]][]).flatMap(
    ([field, label]) => (named.has(label) ? [[field, named.get(label) ?? ''] as const] : []),
  )
  return Object.fromEntries(fields)
}
