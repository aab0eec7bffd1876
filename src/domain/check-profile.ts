import { clausesOf } from './clauses.ts'
import type { Measure } from './measured.ts'
import type { Amount, PresentField, ProfileField, SchoolProfile } from './school-profile.ts'

/** Which words of an answer are about a thing the profile says a school has or has not. */
const about: Readonly<Record<PresentField, string>> = {
  boarders: '(?:(?<!教师|教工|职工|周转|单身)宿舍|寄宿(?!制学校)|住校(?:生|学生)|住宿(?:生|学生)|宿管)',
  canteen: '(?:食堂|明厨亮灶)',
  bus: '校车',
  preschool: '(?:学前班|保育费)',
  inclusion: '随班就读',
  leftBehind: '留守(?:儿童|学生|孩子)',
}
const fields = Object.keys(about) as PresentField[]

/** Said not to be there: 没有寄宿学生, 无随班就读和寄宿学生, 食堂：无. */
const before =
  '(?:无|没有?|未设|未开设|未建|未配备|不设|不提供|不存在|不涉及)(?:在校|学生|设立?|开设|住校的?)?(?:\\p{Script=Han}{0,8}(?:和|、|及|或|与))?'
/** 没有食堂事故 denies none. */
const asSuch = '(?!管理|工作|人员|事故|投诉|安全|问题|隐患|活动)'
const after = '(?:学生)?(?:均|都|暂|目前)?(?:无|没有|不存在|未设|未开设|未建)$'
const denials = Object.fromEntries(
  fields.map((field) => [field, new RegExp(`${before}${about[field]}${asSuch}|${about[field]}${after}`, 'u')]),
) as Readonly<Record<PresentField, RegExp>>
const mentions = Object.fromEntries(fields.map((field) => [field, new RegExp(about[field], 'u')])) as Readonly<
  Record<PresentField, RegExp>
>
/** A rule for the case, a lesson about it, or one that is not the school's own: no statement that there is one. */
const ifAny =
  /如有|若有|如果|一旦|假如|凡|教育|宣传|宣讲|非法|拒乘|不乘|非标准|黑校车|附近|周边|停办|撤并|改为|改建|原有/u

/** What a text says of a thing: that it is there, that it is not, or nothing; and the clause that says so. */
function statement(text: string, field: PresentField): { readonly has: boolean; readonly said: string } | null {
  const clauses = clausesOf(text).filter((clause) => mentions[field].test(clause) && !ifAny.test(clause))
  const [first] = clauses
  if (first === undefined) return null
  const positive = clauses.find((clause) => !denials[field].test(clause))
  return positive === undefined ? { has: false, said: first } : { has: true, said: positive }
}

type Against = {
  readonly field: PresentField
  readonly profile: Amount
  readonly said: string
  readonly notApplicable: boolean
}

/** Where an answer says other than the profile: of what, what the profile says, and the words. None where it is silent. */
export function againstProfile(
  fact: string | null,
  title: string,
  notApplicable: boolean,
  profile: SchoolProfile,
): Against[] {
  return fields.flatMap((field): Against[] => {
    const known = profile[field]
    if (known === null) return []
    const said = fact === null ? null : statement(fact, field)
    if (notApplicable) {
      // 不适用 is given because there is nothing of the kind: by its reason, or by what the requirement is all about.
      const denies = said === null ? mentions[field].test(title) : !said.has
      return known !== 0 && denies ? [{ field, profile: known, said: said?.said ?? '', notApplicable }] : []
    }
    return said === null || said.has === (known !== 0)
      ? []
      : [{ field, profile: known, said: said.said, notApplicable }]
  })
}

/** Numbers of the profile by what they measure. */
export const measuredBy: Readonly<Partial<Record<Measure, ProfileField>>> = {
  classes: 'classes',
  students: 'students',
  staff: 'staff',
  boarders: 'boarders',
}
