import type { AppHandle } from '#src/emulator/control/app-handle.ts'
import type { PersonHandle } from '#src/emulator/control/person-handle.ts'
import type { Emulator } from '#src/emulator/start.ts'

/** An invented primary school of ten classes. Its people's names are common ones and mean nobody. */
export const schoolName = '桐花巷小学'
export const campaignTitle = '2026年对照整改年活动'

type Department = {
  readonly name: string
  /** Name and 职务; the first one leads the department. */
  readonly staff: readonly (readonly [name: string, jobTitle: string])[]
}

/**
 * The bot gives a department's requirements to its members by its own order, not by ours; ids being the same every time,
 * people stand here so that each gets what somebody of that post would be asked: the doctor the sick room, for instance.
 */
const departments: readonly Department[] = [
  {
    name: '校长室',
    staff: [
      ['梁书平', '校长'],
      ['许慧敏', '副校长'],
    ],
  },
  {
    name: '办公室',
    staff: [
      ['方静', '办公室主任'],
      ['陶晓雯', '办公室干事'],
      ['段志强', '人事干事'],
    ],
  },
  {
    name: '教务处',
    staff: [
      ['宋玉华', '教导主任'],
      ['吴海波', '数学教师'],
      ['陈立新', '教导副主任'],
      ['杨秋月', '语文教师'],
      ['刘思琪', '语文教师'],
      ['蔡佳', '英语教师'],
      ['丁国平', '数学教师'],
      ['胡雪梅', '语文教师'],
      ['余浩然', '信息科技教师'],
    ],
  },
  {
    name: '德育处',
    staff: [
      ['潘月红', '德育主任'],
      ['彭晓燕', '四年级班主任'],
      ['邹明', '六年级班主任'],
      ['石春燕', '一年级班主任'],
      ['魏东', '三年级班主任'],
      ['贾文博', '五年级班主任'],
      ['姚丽', '二年级班主任'],
      ['江小雨', '少先队大队辅导员'],
      ['叶青', '心理健康教师'],
    ],
  },
  {
    name: '体卫艺处',
    staff: [
      ['秦勇', '体卫艺主任'],
      ['龙婉婷', '音乐教师'],
      ['白兰芝', '校医'],
      ['苏文', '美术教师'],
      ['邵鹏', '体育教师'],
    ],
  },
  {
    name: '教科室',
    staff: [
      ['范志远', '教科室主任'],
      ['汪洁', '科学教师'],
      ['戴敏', '语文教研组长'],
      ['卢春生', '数学教研组长'],
    ],
  },
  {
    name: '总务处',
    staff: [
      ['任国栋', '总务主任'],
      ['熊大伟', '安全专干'],
      ['康小玲', '校产管理员'],
      ['金桂芬', '会计'],
    ],
  },
]

export const principal = '梁书平'
/** 联络员. */
export const coordinator = '方静'
/** Has answered nothing yet, and was reminded once: whoever tries the demonstration can do it for her. */
export const newcomer = '姚丽'
/** Answers in a thread of the group of 德育处, and stops before the last one. */
export const inThread = '石春燕'
/** Has not begun either: the next reminder goes to her, too. */
export const reminded = '蔡佳'
/** Of the same group: sees that card and cannot press it. */
export const onlooker = '邹明'

export const leadingGroup = '对照整改领导小组'
export const moralGroup = '德育处工作群'
export const teachingGroup = '教务处工作群'
export const supportGroup = '总务后勤群'
/** The bot is not in it. */
export const everybody = '桐花巷小学教职工群'

/** Whoever owns a group comes first; the heads lead together with the two of the principal's office; whoever owns a group comes first. */
const groups: Readonly<Record<string, readonly string[]>> = {
  [leadingGroup]: [coordinator, principal, '许慧敏', '宋玉华', '潘月红', '秦勇', '范志远', '任国栋'],
  [moralGroup]: namesOf('德育处'),
  [teachingGroup]: namesOf('教务处'),
  [supportGroup]: [...namesOf('总务处'), '陶晓雯'],
  [everybody]: ['许慧敏', ...departments.flatMap(({ name }) => namesOf(name))],
}

export type Place = { readonly id: string; readonly name: string }

/** The school in an emulator: whom and what there is, by name. Everything throws when nothing is called so. */
export type School = {
  readonly app: AppHandle
  readonly people: readonly PersonHandle[]
  person(name: string): PersonHandle
  group(name: string): Place
  groupsOf(person: string): readonly Place[]
}

/** Employs everybody and opens the groups, without the bot: adding it is the first thing that happens. */
export function foundSchool(emulator: Emulator, app: AppHandle): School {
  const employed = departments.flatMap(({ name, staff }) => {
    const department = emulator.addDepartment({ name })
    const people = staff.map(([person, jobTitle]) =>
      emulator.addPerson({ name: person, jobTitle, departments: [department] }),
    )
    if (people[0] !== undefined) emulator.setHead(department, people[0])
    return people
  })
  const person = named(employed)
  const opened = Object.entries(groups).map(([name, members]) =>
    emulator.addGroup({ name, members: members.map(person) }),
  )
  return {
    app,
    people: employed,
    person,
    group: named(opened),
    groupsOf: (who) => opened.filter(({ name }) => groups[name]?.includes(who)),
  }
}

function namesOf(department: string): readonly string[] {
  return departments.find(({ name }) => name === department)?.staff.map(([name]) => name) ?? []
}

function named<T extends { readonly name: string }>(all: readonly T[]): (name: string) => T {
  return (name) => {
    const found = all.find((one) => one.name === name)
    if (found === undefined) throw new Error(`nothing at the school is called ${name}`)
    return found
  }
}
