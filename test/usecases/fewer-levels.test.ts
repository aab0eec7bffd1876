import mammoth from 'mammoth'
import { afterEach, describe, expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { loadStandard } from '#db/campaign.ts'
import type { RequirementNo, TaskNo } from '#src/domain/ids.ts'
import { type Requirement, type Standard, usualRatings } from '#src/domain/standard.ts'
import {
  assignmentOf,
  campaignOf,
  leadingGroup,
  openCounty,
  setupForm,
  walkPress,
  wordsOf,
} from '#test/support/first-school.ts'
import type { Recorder } from '#test/support/recorder.ts'

const asked = (no: number, title: string): Requirement => ({
  no: no as RequirementNo,
  title,
  text: `${title}的要求`,
  evidence: [],
  suggestedDepartment: '教务处',
})
const list = (id: string, duties: Standard['duties']): Standard => ({
  id,
  title: '规范管理重点事项',
  documentNumber: '试〔2026〕2号',
  duties,
  ratings: usualRatings,
})
const three = [asked(1, '食堂安全'), asked(2, '作业管理'), asked(3, '校外培训')]
const flat = list('flat', [{ no: 1, title: null, tasks: [{ no: 1 as TaskNo, title: null, requirements: three }] }])
const inDuties = list('in-duties', [
  { no: 1, title: '保障安全', tasks: [{ no: 1 as TaskNo, title: null, requirements: three.slice(0, 1) }] },
  { no: 2, title: '规范办学', tasks: [{ no: 1 as TaskNo, title: null, requirements: three.slice(1) }] },
])
const inTasks = list('in-tasks', [
  {
    no: 1,
    title: null,
    tasks: [
      { no: 1 as TaskNo, title: '安全底线', requirements: three.slice(0, 1) },
      { no: 2 as TaskNo, title: '日常管理', requirements: three.slice(1) },
    ],
  },
])

const worlds: Recorder[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world[Symbol.asyncDispose]()
})

async function opened(standard: Standard): Promise<Recorder> {
  const world = await openCounty('2026-09-07T09:00+08:00', [standard])
  worlds.push(world)
  return world
}

describe.each([
  ['neither duties nor tasks', flat, '3条', ['1.食堂安全', '2.作业管理', '3.校外培训']],
  [
    'duties alone',
    inDuties,
    '2项职责、3条',
    ['1.保障安全', '（1）食堂安全', '2.规范办学', '（2）作业管理', '（3）校外培训'],
  ],
  ['tasks alone', inTasks, '2项任务、3条', ['1.安全底线', '2.日常管理']],
])('a standard with %s', (_, standard, size, headings) => {
  test('carries a campaign from set-up to the paper', async () => {
    const world = await opened(standard)
    const form = { ...setupForm, standardId: standard.id }
    const made = await world.press('zhao', { v: 1, do: 'create-campaign' }, form, { chat: leadingGroup })
    expect(asText(made.card as never)).toContain(`规范管理重点事项，${size}`)
    const campaign = await campaignOf(world)
    const stored = await world.database.db.transaction().execute((tx) => loadStandard(tx, campaign))
    expect(stored).toEqual(standard)

    await world.say('zhao', '/assign', { in: leadingGroup })
    const { divisionSeen: seen } = await campaignOf(world)
    const confirm = { v: 1, do: 'confirm-division', campaign: campaign.id, page: 0, seen } as const
    await world.press('zhao', confirm, { spread: 'head' }, { chat: leadingGroup })

    const walk = await world.say('qian', '/start 2')
    const head = standard === inTasks ? '（2）日常管理' : '2.作业管理'
    expect(wordsOf(walk[0])).toContain(head)
    const answered = {
      rating: '部分达到',
      fact: '每天公示',
      shortcoming: '九年级超时',
      measure: '逐班核',
      due: '2026-09-20',
    }
    const next = await world.press('qian', await walkPress(world, 'submit-answer', 2), answered)
    expect(asText(next.card as never)).toContain(standard === inTasks ? '（2）日常管理' : '3.校外培训')
    const mine = asText(
      (await world.press('qian', { v: 1, do: 'show-mine', campaign: campaign.id, page: 0 })).card as never,
    )
    expect(mine.includes('任务（')).toBe(standard === inTasks)
    expect(mine).toContain(standard === inTasks ? '作业管理' : '2.作业管理')

    const progress = wordsOf((await world.say('zhao', '/progress', { in: leadingGroup }))[0])
    expect(progress).toContain('已填报 1 / 3 条')
    expect(progress.includes('各项职责的数字')).toBe(standard === inDuties)

    const issue = wordsOf((await world.say('qian', '台账 1'))[0])
    expect(issue).toContain(standard === inTasks ? '对应条款：（2）作业管理' : '对应条款：2.作业管理')

    await world.say('zhao', '/summary', { in: leadingGroup })
    const text = await paperOf(world)
    const found = text.filter((line) => /^(\d\.|（\d）)/u.test(line))
    expect(found.slice(0, headings.length)).toEqual(headings)
    expect(text.join('')).toContain(
      `共有${size === '3条' ? '' : standard === inDuties ? '两项管理职责、' : '2项管理任务、'}3条具体要求`,
    )
    expect((await assignmentOf(world, 2)).answeredRevision).toBe(1)
  })
})

async function paperOf(world: Recorder): Promise<string[]> {
  const { file } = await world.database.db
    .transaction()
    .execute((tx) =>
      tx.selectFrom('summary_paper').select('file').where('kind', '=', 'summary').executeTakeFirstOrThrow(),
    )
  return (await mammoth.extractRawText({ buffer: Buffer.from(file) })).value.split('\n').filter((line) => line !== '')
}
