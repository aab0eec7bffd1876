import { expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { type MineView, mineCard } from '#cards/mine.ts'
import { type ProgressView, progressCard } from '#cards/progress.ts'
import { remindPreviewCard } from '#cards/remind-preview.ts'
import type { AssignmentId, RequirementNo, TaskNo } from '#src/domain/ids.ts'
import { nothingCounted } from '#src/domain/progress.ts'
import { aMine, aProgress, campaign, samples, someCount } from './samples.ts'

const ninetyTwo: MineView = {
  ...aMine,
  items: Array.from({ length: 92 }, (_, at) => ({
    assignment: (at + 1) as AssignmentId,
    no: (at + 1) as RequirementNo,
    taskNo: (Math.floor(at / 5) + 1) as TaskNo,
    title: `条款${at + 1}`,
    state: at % 3 === 0 ? ('answered' as const) : at % 3 === 1 ? ('draft' as const) : ('open' as const),
    rating: at % 3 === 0 ? '已达到' : null,
  })),
}

function opened(view: MineView): number[] {
  return mineCard(view).body.elements.flatMap((part) => {
    const value = part.tag === 'button' ? part.behaviors[0].value : null
    return value?.do === 'open-assignment' ? [value.assignment] : []
  })
}

test('all 92 can be opened from one page or another, what is open before what is answered', () => {
  const all = [0, 1, 2, 3, 4].flatMap((page) => opened({ ...ninetyTwo, page }))
  const ids = ninetyTwo.items.map((item) => item.assignment as number)
  const answered = ids.filter((id) => (id - 1) % 3 === 0)
  expect(all).toEqual([...ids.filter((id) => !answered.includes(id)), ...answered])
  expect(opened({ ...ninetyTwo, page: 77 })).toEqual(opened({ ...ninetyTwo, page: 4 }))
})

test('nothing to continue when nothing is open', () => {
  const done = aMine.items.map((item) => ({ ...item, state: 'answered' as const }))
  expect(JSON.stringify(mineCard({ ...aMine, items: done }))).not.toContain('start-walk')
})

const progress = (view: Partial<ProgressView>) => progressCard({ ...aProgress, ...view })
const tableOf = (view: Partial<ProgressView>) =>
  progress(view).body.elements.flatMap((part) => (part.tag === 'table' ? [part] : []))[0]
const chartOf = (view: Partial<ProgressView>) =>
  progress(view).body.elements.flatMap((part) => (part.tag === 'chart' ? [part.chart_spec] : []))[0]

test('departments stand in the order given, however far they are', () => {
  const byDepartment = [1, 40, 7].map((met) => ({ name: `部门${met}`, count: { ...someCount, met, total: 92 } }))
  expect(tableOf({ byDepartment })?.rows).toEqual([
    { department: '部门1', answered: '45/92', met: 1 },
    { department: '部门40', answered: '45/92', met: 40 },
    { department: '部门7', answered: '45/92', met: 7 },
  ])
  expect(tableOf({ byDepartment })?.page_size).toBe(10)
})

test('a bar a duty, split so that its parts make up its total', () => {
  const [duty] = aProgress.byDuty
  const spec = chartOf({ byDuty: duty === undefined ? [] : [{ ...duty, count: someCount }] })
  expect(spec).toMatchObject({ type: 'bar', direction: 'horizontal', stack: true, seriesField: 'state' })
  expect(spec?.data).toEqual([
    {
      id: 'duties',
      values: [
        { duty: '1 平等对待每位…', state: '已达到', requirements: 30 },
        { duty: '1 平等对待每位…', state: '部分达到', requirements: 9 },
        { duty: '1 平等对待每位…', state: '未达到', requirements: 4 },
        { duty: '1 平等对待每位…', state: '不适用', requirements: 2 },
        { duty: '1 平等对待每位…', state: '未填报', requirements: 47 },
      ],
    },
  ])
})

test('the two numbers stand apart and the days left are said', () => {
  const text = asText(progress({}))
  expect(text).toContain('已填报 45 / 92 条\n已达到 30 条')
  expect(text).toContain('自查截止：11月30日（周一），还有7天')
  expect(asText(progress({ daysLeft: 0 }))).toContain('今天截止')
  expect(asText(progress({ status: 'closed' }))).toContain('活动已结束')
})

test('nothing is drawn of what is not divided or holds nothing', () => {
  expect(chartOf({ status: 'not-divided' })).toBeUndefined()
  expect(chartOf({ total: nothingCounted })).toBeUndefined()
  expect(tableOf({ byDepartment: [] })).toBeUndefined()
})

test('a weekly digest in the group names nobody; a digest to a head in private may', () => {
  expect(JSON.stringify(samples['weekly digest'])).not.toMatch(/张三|李四|王主任|赵老师/)
  expect(JSON.stringify(samples['head digest'])).toContain('张三')
})

test('a long list of people is cut and says how many there are', () => {
  const many = Array.from({ length: 40 }, (_, at) => ({ name: `老师${at + 1}`, open: 1 }))
  const view = { campaign, title: '活动', heads: [], skipped: [], when: '现在' }
  const text = asText(remindPreviewCard({ ...view, private: many }))
  expect(text).toContain('老师15')
  expect(text).not.toContain('老师16')
  expect(text).toContain('等40人')
  const nobody = remindPreviewCard({ ...view, private: [] })
  expect(JSON.stringify(nobody)).not.toContain('send-reminders')
})
