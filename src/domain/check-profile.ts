import { clausesOf } from './clauses.ts'
import type { Measure } from './measured.ts'
import type { CountedField, PresentField, SchoolProfile } from './school-profile.ts'

/** Which words of an answer are about a thing the profile says a school has or has not. */
const about: Readonly<Record<PresentField, RegExp>> = {
  boarders: /(?<!教师|教工|职工|周转)宿舍|寄宿(?!制学校)|住校|住宿(?:生|学生)|宿管/u,
  canteen: /食堂|食品留样|明厨亮灶/u,
  bus: /校车/u,
  inclusion: /随班就读/u,
  preschool: /学前班|保育费/u,
  leftBehind: /留守(?:儿童|学生|孩子)/u,
}
/** Said not to be there, in the same clause. */
const none = /无|没有|暂未|未设|未开设|未建|不设|不提供|不存在|尚未|没/u
/** A rule for the case is not a statement that there are some. */
const ifAny = /如有|若有|如果|一旦|假如|凡/u

/** What a text says of a thing: that it is there, that it is not, or nothing; and the clause that says so. */
function statement(text: string, field: PresentField): { readonly has: boolean; readonly said: string } | null {
  const clauses = clausesOf(text).filter((clause) => about[field].test(clause) && !ifAny.test(clause))
  const [first] = clauses
  if (first === undefined) return null
  const positive = clauses.find((clause) => !none.test(clause))
  return positive === undefined ? { has: false, said: first } : { has: true, said: positive }
}

/** Where an answer says other than the profile: of what, what the profile says, and the words. None where it is silent. */
export function againstProfile(
  fact: string | null,
  title: string,
  isNotApplicable: boolean,
  profile: SchoolProfile,
): { readonly field: PresentField; readonly has: boolean; readonly said: string }[] {
  return (Object.keys(about) as PresentField[]).flatMap((field) => {
    const has = profile[field]
    if (has === null) return []
    const said = fact === null ? null : statement(fact, field)
    if (isNotApplicable) {
      // 不适用 is given because there is nothing of the kind: by its reason, or by what the requirement is all about.
      const denies = said === null ? about[field].test(title) : !said.has
      return has && denies ? [{ field, has, said: said?.said ?? '不适用' }] : []
    }
    return said === null || said.has === has ? [] : [{ field, has, said: said.said }]
  })
}

/** Numbers of the profile by what they measure. */
export const measuredBy: Readonly<Partial<Record<Measure, CountedField>>> = {
  classes: 'classes',
  students: 'students',
  staff: 'staff',
  teachers: 'teachers',
}
