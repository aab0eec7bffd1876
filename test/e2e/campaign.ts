import type { DistantTown } from '#test/support/distant-town.ts'
import type { Person } from '#test/support/person.ts'
import type { Town as NearTown } from '#test/support/town.ts'

/** Wherever the bot runs. */
type Town = Pick<NearTown | DistantTown, 'person' | 'group' | 'settle'>

/** A school of three departments and its leading group: Zhao of the office coordinates, Qian and Sun head the others. */
export type School = {
  readonly zhao: Person
  readonly qian: Person
  readonly sun: Person
  readonly group: { readonly id: string; readonly name: string }
  /** Zhao in the leading group. */
  readonly here: Person
}

export async function openSchool(town: Town): Promise<School> {
  const zhao = town.person('赵主任', { departments: ['办公室'], head: true })
  const qian = town.person('钱老师', { departments: ['教务处'], head: true })
  const sun = town.person('孙老师', { departments: ['德育处'], head: true })
  const group = await town.group('领导小组', [zhao, qian, sun])
  await town.settle()
  return { zhao, qian, sun, group, here: zhao.in(group) }
}

/** The 2014 edition until 30 September, set up by Zhao; nothing is divided. */
export async function openCampaign(town: Town): Promise<School> {
  const school = await openSchool(town)
  await tell(town, school.here, '/setup')
  await school.here
    .on()
    .fill('学校名称', '第一小学')
    .fill('活动名称', '对照整改年活动')
    .choose('对照标准', trial)
    .pick('自查截止日期', '2026-09-30')
    .press('创建活动')
  await town.settle()
  return school
}

export const trial = '义务教育学校管理标准（试行）（92条）'

/** Divided as proposed: 德育处 and all of its requirements are Sun's, 教务处 Qian's, the rest Zhao's. */
export async function openDivided(town: Town): Promise<School> {
  const school = await openCampaign(town)
  await tell(town, school.here, '/assign')
  await school.here.on().press('确认分工')
  await town.settle()
  return school
}

/** Says something and lets everything happen that it leads to. */
export async function tell(town: Town, who: Person, words: string): Promise<void> {
  await who.say(words)
  await town.settle()
}

/** Lin of 德育处, which Sun heads, has submitted ten requirements; heads review. */
export async function submitTen(town: Town): Promise<School & { readonly lin: Person }> {
  const lin = town.person('林老师', { departments: ['德育处'] })
  const school = await openDivided(town)
  await tell(town, school.here, '创建活动 审核：部门负责人')
  await lin.on().press('开始填报')
  for (let done = 0; done < 10; done += 1) {
    await lin.on().choose('自评', '已达到').fill('工作情况', `做法${done}`).press('提交并继续')
  }
  await town.settle()
  return { ...school, lin }
}
