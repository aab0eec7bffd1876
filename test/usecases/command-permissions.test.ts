import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CommandName } from '#src/domain/command.ts'
import { leadingGroup } from '#test/support/first-school.ts'
import { runs } from '#test/support/fuzz.ts'
import { openPresses, ownOnly, type Presses, verbs } from '#test/support/presses.ts'
import type { Recorder } from '#test/support/recorder.ts'

let world: Recorder
let pressOn: Presses['on']
let form: Presses['form']
let untouched: string
beforeAll(async () => {
  ;({ world, on: pressOn, form } = await openPresses())
  await world.keep()
  untouched = await world.dump(notSeen)
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

/** What is read anew when somebody writes is no deed of theirs. */
const notSeen = [...ownOnly, 'department', 'department_person', 'chat', 'chat_member', 'person', 'incoming_file']
/** chen has to do with nothing; the others as in the table of presses. */
const people = ['zhao', 'wu', 'qian', 'lin', 'li', 'sun', 'chen']

const leaders = ['zhao', 'wu', 'qian']

/**
 * Who changes something of the school by saying this in private, one line after the other; with 群 in front, in the
 * leading group by those who are in it.
 */
const may: Record<CommandName, Readonly<Record<string, readonly string[]>>> = {
  help: { '/help': [] },
  start: { '/start': [], '/start 18': [] },
  mine: { '/mine': [] },
  progress: { '/progress': [], '/progress 教务处': [] },
  issues: {
    '/issues': [],
    // li owns the first of the campaign that has ended.
    '台账 1 进展 已办一半': [...leaders, 'lin', 'li'],
    '台账 1 申请销号 已办好': ['lin', 'li'],
    '台账 新增 问题：门卫没有台账；来源：自查；部门：教务处': leaders,
  },
  review: {
    '审核\n审核 通过': ['qian'],
    '审核\n审核 退回 请补充': ['qian'],
    '审核\n审核 全部通过\n审核 全部通过 确认': ['qian'],
  },
  setup: {
    '/setup 活动名称：别的名字': [],
    '群/setup 活动名称：别的名字': ['zhao'],
    '群创建活动 组长：吴校长': ['zhao'],
  },
  assign: { '/assign 19 李老师': ['zhao'], '/assign 责任人=部门负责人': ['zhao'], '/assign 确认': ['zhao'] },
  // Their own share; a head’s people’s; anybody’s.
  'hand-over': { '移交 李老师 外出 确认': ['zhao', 'qian', 'lin'], '移交 林老师 李老师 确认': ['zhao', 'qian', 'lin'] },
  study: { '学习 停止': leaders, '学习 记录 9月3日 集中学习 32人 校长解读标准': leaders },
  remind: { '/remind': [], '催办 确认': leaders },
  check: { '/check': [], '体检 确认 18': leaders, '体检 请核对 18': leaders },
  profile: { '学校概况 寄宿学生：没有': leaders },
  summary: { 总结: leaders, '总结 依据': leaders, '总结 佐证包': leaders },
}

describe('nobody changes by words what is not theirs', () => {
  const lines = Object.values(may).flatMap((one) => Object.entries(one))
  test.each(lines)('%s', async (said, expected) => {
    const inGroup = said.startsWith('群')
    const changed: string[] = []
    for (const who of inGroup ? leaders : people) {
      for (const words of said.replace(/^群/, '').split('\n'))
        await world.say(who, words, inGroup ? { in: leadingGroup } : {})
      if ((await world.dump(notSeen)) === untouched) continue
      changed.push(who)
      await world.rewind()
    }
    expect(changed).toEqual(expected)
  })
})

test('a stranger’s press changes nothing, whatever numbers stand in it', async () => {
  const before = await world.dump([...notSeen, 'study_opening'])
  const number = fc.integer({ min: 1, max: 400 })
  const forged = fc.record({ verb: fc.constantFrom(...verbs), at: fc.array(number, { minLength: 12, maxLength: 12 }) })
  await fc.assert(
    fc.asyncProperty(forged, async ({ verb, at }) => {
      const press = Object.entries(pressOn(verb, 'first')).map(([key, value], no) => {
        return [key, typeof value === 'number' && key !== 'v' && key !== 'page' ? (at[no] ?? 1) : value] as const
      })
      await world.press('chen', Object.fromEntries(press) as never, form)
    }),
    runs(150),
  )
  // Where strangers stand is theirs, and which task of the day they opened.
  expect((await world.dump([...notSeen, 'study_opening'])) === before).toBe(true)
})
