import { readNumber } from './chinese-number.ts'
import { readLabelled } from './labelled.ts'

/** Facts of a school that recur in many answers (domain facts, section 2.4), by the words the form shows, in its order. */
export const profileLabels = {
  classes: '自然班数',
  students: '学生数',
  staff: '教职工数',
  boarders: '寄宿学生',
  canteen: '食堂',
  bus: '校车',
  preschool: '学前班',
  inclusion: '随班就读学生',
  leftBehind: '留守儿童',
} as const
export type ProfileField = keyof typeof profileLabels
export const profileFields = Object.keys(profileLabels) as ProfileField[]
const counted = ['classes', 'students', 'staff'] as const
export type CountedField = (typeof counted)[number]
export type PresentField = Exclude<ProfileField, CountedField>

/** How much there is of something: 0 none, `some` that nobody counted, or how many. */
export type Amount = number | 'some'
/** What the school says of itself; null: not said, and then nothing is compared with it. */
export type SchoolProfile = Readonly<Record<CountedField, number | null>> &
  Readonly<Record<PresentField, Amount | null>>

export const blankProfile: SchoolProfile = {
  classes: null,
  students: null,
  staff: null,
  boarders: null,
  canteen: null,
  bus: null,
  preschool: null,
  inclusion: null,
  leftBehind: null,
}

const most = 100_000
const some = /^(?:有|是|设有|开设)$/u
const none = /^(?:无|没有|没|否|未设|未开设|不设)$/u
/** 不填, or nothing, empties a field. */
const empty = /^(?:不填|空|-|—)?$/u
const units = /(?:个?(?:自然|教学)?班级?|[个名人位辆间处所]|名?学生|人左右)$/u

export type TypedProfile = Readonly<Partial<Record<ProfileField, string>>>
export type ProfileVerdict =
  | { readonly kind: 'read'; readonly profile: SchoolProfile; readonly changed: readonly ProfileField[] }
  | { readonly kind: 'unreadable'; readonly field: ProfileField }

/** A profile with what was typed of some fields; the others stay. The first that cannot be read refuses all. */
export function changeProfile(before: SchoolProfile, typed: TypedProfile): ProfileVerdict {
  const profile: Record<string, Amount | null> = { ...before }
  for (const field of profileFields) {
    const said = typed[field]
    if (said === undefined) continue
    const value = readField(
      field,
      said
        .normalize('NFKC')
        .trim()
        .replace(/[。.;]$/u, ''),
    )
    if (value === undefined) return { kind: 'unreadable', field }
    profile[field] = value
  }
  const made = profile as SchoolProfile
  return { kind: 'read', profile: made, changed: profileFields.filter((field) => made[field] !== before[field]) }
}

function readField(field: ProfileField, said: string): Amount | null | undefined {
  if (empty.test(said)) return null
  const isCounted = (counted as readonly string[]).includes(field)
  if (!isCounted && some.test(said)) return 'some'
  if (!isCounted && none.test(said)) return 0
  const value = said.length > 20 ? null : readNumber(said.replaceAll(/\s/gu, '').replace(/^有/u, '').replace(units, ''))
  return value !== null && Number.isInteger(value) && value <= most ? value : undefined
}

/** 寄宿学生：无; several on lines of their own. Null when it begins with none of the labels. */
export function readProfileWords(text: string): TypedProfile | null {
  const named = readLabelled(text, Object.values(profileLabels))
  if (named === null) return null
  return Object.fromEntries(
    profileFields.flatMap((field) => {
      const said = named.get(profileLabels[field])
      return said === undefined ? [] : [[field, said] as const]
    }),
  )
}

/** A field as the form shows it and reads it back; '' where nothing was said. */
export function sayAmount(amount: Amount | null): string {
  if (amount === null) return ''
  if (amount === 'some') return '有'
  return amount === 0 ? '没有' : String(amount)
}
