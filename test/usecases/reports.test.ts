import mammoth from 'mammoth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadPaper } from '#db/summary.ts'
import type { Report } from '#src/domain/papers.ts'
import { campaignOf, leadingGroup, openDivided, walkPress, wordsOf } from '#test/support/first-school.ts'
import { layIssues } from '#test/support/issues.ts'
import type { Recorder } from '#test/support/recorder.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  const partly = { rating: '部分达到', shortcoming: '缺名册', measure: '补建名册', due: '2026-12-01' }
  await world.press('lin', await walkPress(world, 'submit-answer', 17), { rating: '已达到', fact: '有轮换表' })
  await world.press('lin', await walkPress(world, 'submit-answer', 18), { ...partly, fact: '在做' })
  await layIssues(world, [
    {
      problem: '晨检记录不全',
      measure: '每日补记',
      state: 'struck-off',
      asked: { by: 'lin', at: '2026-09-08T10:00+08:00', said: '已补记' },
      struckOff: { by: 'wu', on: '2026-09-09' },
      requirements: [46],
    },
  ])
})
afterAll(() => world[Symbol.asyncDispose]())

/** What a report says before its annexes. */
async function textOf(report: Report): Promise<string> {
  const { id } = await campaignOf(world)
  const paper = await world.database.db.transaction().execute((tx) => loadPaper(tx, id, 1, report))
  if (paper === null) throw new Error(`no ${report}`)
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(paper.bytes) })
  return value.split(/\n附件\d*\n/)[0] ?? ''
}

test('each report by its name is one file to the leading group, of the same version', async () => {
  for (const name of ['自查报告', '整改方案', '整改报告']) {
    await world.say('zhao', `总结 ${name}`)
    const sent = (await world.collect()).concat(world.sent)
    const files = sent.flatMap(({ target, content }) =>
      content.kind === 'summary-file' && target.to === 'chat' && target.chat === leadingGroup ? [content] : [],
    )
    expect(new Set(files.map((one) => one.version))).toEqual(new Set([1]))
    expect(
      files.some(
        (one) =>
          one.paper ===
          ({ 自查报告: 'self-check', 整改方案: 'plan', 整改报告: 'rectification' } as const)[name as '整改方案'],
      ),
    ).toBe(true)
  }
  const [self, plan, report] = [await textOf('self-check'), await textOf('plan'), await textOf('rectification')]
  expect(self).toContain('有轮换表')
  expect(self).toContain('缺名册')
  expect(plan).toContain('补建名册')
  expect(plan).not.toContain('晨检记录不全')
  expect(report).toContain('晨检记录不全')
  expect(report).toContain('已补记')
})

test('the headings are numbered as the campaign says', async () => {
  await world.say('zhao', '创建活动 编号：按公文标准', { in: leadingGroup })
  expect((await campaignOf(world)).numbering).toBe('standard')
  const refused = await world.say('zhao', '创建活动 编号：按罗马数字', { in: leadingGroup })
  expect(refused.map(wordsOf).join()).toContain('「编号」请写：按学校习惯，或按公文标准。')
  expect((await campaignOf(world)).numbering).toBe('standard')
  await world.say('zhao', '总结 自查报告')
  const { id } = await campaignOf(world)
  const paper = await world.database.db.transaction().execute((tx) => loadPaper(tx, id, 2, 'self-check'))
  const text = (await mammoth.extractRawText({ buffer: Buffer.from(paper?.bytes ?? []) })).value
  expect(text).toContain('（六）建设现代学校制度\n\n1.提升依法科学管理能力')
  expect(text).not.toContain('6.建设现代学校制度')
})
