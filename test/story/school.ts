import type { DistantTown } from '#test/support/distant-town.ts'
import type { Person } from '#test/support/person.ts'

/** An invented school; its people's names are common ones, but for a rare character and an emoji. */
export const schoolName = '和平街小学'
export const campaignTitle = '2026年对照整改年活动'

type Employee = {
  readonly name: string
  /** Null: directly under the school, as a principal is. */
  readonly department: string | null
  readonly head?: true
  /** Outside the availability range of the app: the platform refuses every message to them. */
  readonly unreachable?: true
}

export const principal = '高建平'
export const coordinator = '林静'
/** Of 教务处: drafts, goes back, corrects. 𠮷 needs two code units. */
export const careful = '田𠮷祥'
export const cheerful = '何小满🌱'
/** Of 德育处. */
export const leaver = '吴越'
export const heir = '许文静'
export const bystander = '蒋涛'
/** Of 教务处: writes words, never presses. */
export const oldSchool = '冯秀兰'
export const unreachable = '曹根生'
export const headOfUnreachable = '李守业'
/** Of 体卫艺处: the head, who is late herself, and somebody who never comes round to it. */
export const lateHead = '周莉'
export const silent = '谢芳'
/** Comes round to it after one reminder, as `bystander` does after two. */
export const reminded = '邓佳'

export const staff: readonly Employee[] = [
  { name: principal, department: null },
  { name: '赵国栋', department: '办公室', head: true },
  { name: coordinator, department: '办公室' },
  { name: '孟晓燕', department: '办公室' },
  { name: '钱玉梅', department: '教务处', head: true },
  { name: careful, department: '教务处' },
  { name: cheerful, department: '教务处' },
  { name: '罗志刚', department: '教务处' },
  { name: '唐悦', department: '教务处' },
  { name: oldSchool, department: '教务处' },
  { name: '孙立', department: '德育处', head: true },
  { name: leaver, department: '德育处' },
  { name: heir, department: '德育处' },
  { name: reminded, department: '德育处' },
  { name: bystander, department: '德育处' },
  { name: headOfUnreachable, department: '总务处', head: true },
  { name: unreachable, department: '总务处', unreachable: true },
  { name: '马小军', department: '总务处' },
  { name: lateHead, department: '体卫艺处', head: true },
  { name: '郑凯', department: '体卫艺处' },
  { name: silent, department: '体卫艺处' },
  { name: '王思远', department: '教科室', head: true },
  { name: '沈括一', department: '教科室' },
  { name: '韩梅', department: '教科室' },
]
const leaders = [principal, coordinator, '赵国栋', '钱玉梅', '孙立', headOfUnreachable, lateHead, '王思远']

export type Group = { readonly id: string; readonly name: string }
export type School = {
  /** Somebody by name, in their private chat with the bot; throws when nobody is called so. */
  person(name: string): Person
  readonly people: readonly Person[]
  readonly leadingGroup: Group
  /** The chat of one department. */
  readonly moralGroup: Group
}

/** Employs everybody and opens the two groups, without the bot: adding it is the first thing that happens. */
export function foundSchool(town: DistantTown): School {
  const people = staff.map(({ name, department, head = false, unreachable: hidden = false }) =>
    town.person(name, { departments: department === null ? [] : [department], head, available: !hidden }),
  )
  const person = (name: string) => {
    const found = people.find((one) => one.name === name)
    if (found === undefined) throw new Error(`nobody at the school is called ${name}`)
    return found
  }
  const group = (name: string, members: readonly string[]) =>
    town.emulator.addGroup({ name, members: members.map((one) => person(one).handle) })
  const moral = staff.filter((one) => one.department === '德育处').map((one) => one.name)
  return {
    person,
    people,
    leadingGroup: group('对照整改领导小组', leaders),
    moralGroup: group('德育处工作群', moral),
  }
}

/** The days the State Council took off and made up for in these weeks, from its notice; the bot has them elsewhere. */
const daysOff = ['2026-09-25', ...[1, 2, 5, 6, 7].map((day) => `2026-10-0${day}`)]
const madeUp = ['2026-09-20', '2026-10-10']

export function isSchoolDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return madeUp.includes(day) || (weekday >= 1 && weekday <= 5 && !daysOff.includes(day))
}
