import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Press } from '#cards/press.ts'
import { refusals, said } from '#cards/words.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import type { LedgerFilter } from '#src/domain/issue.ts'
import type { Reply } from '#src/events.ts'
import { campaignOf, leadingGroup, openDivided, receiverOf, teachers, wordsOf } from '#test/support/first-school.ts'
import { type LaidIssue, layIssues } from '#test/support/issues.ts'
import type { Recorder, Where } from '#test/support/recorder.ts'

const asked = { by: 'lin', at: '2026-09-07T09:10+08:00', said: '做完了' }
const few: readonly LaidIssue[] = [
  { problem: '缺名册', due: '2026-09-01', requirements: [17] },
  { problem: '没有操场', department: '总务处', owner: 'sun', kind: 'needs-above', above: '教育局', due: '2026-09-01' },
  { problem: '灯坏', department: '总务处', owner: 'sun', due: '2026-09-10', supporting: ['教务处'] },
  { problem: '书少', owner: 'li', due: '2026-12-01' },
  { problem: '墙旧', state: 'struck-off', asked, struckOff: { by: 'qian', on: '2026-09-07' } },
  { problem: '不算', state: 'withdrawn' },
  { problem: '等人看', state: 'awaiting', asked },
  { problem: '没人管', owner: null, department: '办公室' },
]

let world: Recorder
let campaign: CampaignId
beforeAll(async () => {
  world = await openDivided()
  campaign = (await campaignOf(world)).id
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const all = few.map((one) => one.problem)
/** Which problems a card or an answer in words lists. */
function listed(shown: unknown): string[] {
  const text = typeof shown === 'string' ? shown : JSON.stringify(shown)
  return all.filter((problem) => text.includes(problem))
}
const page = (change: Partial<Extract<Press, { do: 'show-issues' }>> = {}): Press => ({
  v: 1,
  do: 'show-issues',
  campaign,
  page: 0,
  department: 0,
  standing: 'all',
  ...change,
})

describe('who sees what', () => {
  const live = all.filter((problem) => problem !== '不算')
  test.each<[string, string, Where, string, readonly string[]]>([
    ['a leader', 'wu', {}, 'wu', live],
    ['the coordinator', 'zhao', {}, 'zhao', live],
    ['the leading group', 'wu', { in: leadingGroup }, leadingGroup, live],
    ['a leader elsewhere: in private', 'wu', { in: teachers }, 'wu', live],
    ['a head: the department’s', 'sun', {}, 'sun', ['没有操场', '灯坏']],
    ['an owner: their own, and what their department supports', 'li', {}, 'li', ['灯坏', '书少']],
    ['who answers for it, and owns more', 'lin', {}, 'lin', ['缺名册', '灯坏', '墙旧', '等人看']],
  ])('%s', async (_, who, where, to, problems) => {
    await layIssues(world, few)
    const letters = await world.say(who, '台账', where)
    expect(listed(wordsOf(letters.find((one) => receiverOf(one) === to)))).toEqual(problems)
    for (const one of letters) if (receiverOf(one) !== to) expect(wordsOf(one)).toBe(said.privately)
  })

  test('names in private, none in the leading group', async () => {
    await layIssues(world, few)
    const inGroup = await world.press('wu', page(), {}, { chat: leadingGroup })
    expect(JSON.stringify(inGroup.card)).not.toMatch(/林老师|李老师|孙主任/)
    expect(JSON.stringify((await world.press('wu', page())).card)).toMatch(/林老师.*孙主任/s)
  })

  test('a press elsewhere is answered to the presser alone; a stranger hears nothing of the campaign', async () => {
    await layIssues(world, few)
    const before = world.sent.length
    const reply = await world.press('sun', page(), {}, { chat: teachers })
    expect(reply).toEqual({ toast: { kind: 'info', text: said.privately } })
    expect(world.sent.slice(before).map((one) => [receiverOf(one), listed(wordsOf(one))])).toEqual([
      ['sun', ['没有操场', '灯坏']],
    ])
    expect(await world.press('chen', page())).toEqual({ toast: { kind: 'warning', text: refusals['no-campaign'] } })
  })

  test('新增 is offered to leaders and heads', async () => {
    const offered: string[] = []
    for (const who of ['zhao', 'wu', 'qian', 'sun', 'lin', 'li']) {
      if (JSON.stringify((await world.press(who, page())).card).includes('"new-issue"')) offered.push(who)
    }
    expect(offered).toEqual(['zhao', 'wu', 'qian', 'sun'])
  })
})

describe('narrowed', () => {
  test.each<[string, readonly string[]]>([
    ['台账 总务处', ['没有操场', '灯坏']],
    ['台账 已过时限', ['缺名册']],
    ['台账 待上级解决', ['没有操场']],
    ['台账 总务处 待上级解决', ['没有操场']],
    ['台账 教务处 待上级解决', []],
    ['台账 7天内到期', ['灯坏']],
    ['台账 待复查', ['等人看']],
    ['台账 已销号', ['墙旧']],
    ['台账 不作为问题', ['不算']],
    ['/issues 总务处 第2页', ['没有操场', '灯坏']],
  ])('%s', async (words, problems) => {
    await layIssues(world, few)
    expect(listed(wordsOf((await world.say('wu', words))[0]))).toEqual(problems)
  })

  test('by the choices of the card: the option is the press', async () => {
    await layIssues(world, few)
    const narrowed = async (standing: LedgerFilter) => listed((await world.press('wu', page({ standing }))).card)
    expect(await narrowed('overdue')).toEqual(['缺名册'])
    expect(await narrowed('waiting-for-above')).toEqual(['没有操场'])
  })

  test('a department without issues is shown empty, one there is not is refused', async () => {
    expect(wordsOf((await world.say('wu', '台账 总务处'))[0])).toContain('这里目前没有问题')
    expect(wordsOf((await world.say('wu', '台账 膳食处'))[0])).toBe(refusals['department-unknown'])
    expect(wordsOf((await world.say('lin', '台账 总务处'))[0])).toBe(refusals['department-unknown'])
  })

  test('the numbers on top are of all that the reader may see, not of what is left', async () => {
    await layIssues(world, few)
    const numbers = '待整改6项，其中7天内到期1项、已过时限1项、待上级解决1项、待复查1项；已销号1项'
    expect(wordsOf((await world.say('wu', '台账 已过时限'))[0])).toContain(numbers)
    expect(wordsOf((await world.say('sun', '台账'))[0])).toContain(
      '待整改2项，其中7天内到期1项、待上级解决1项；已销号0项',
    )
  })
})

/** Every issue a card opens, and the press of its 下一页. */
function readPage(reply: Reply): { opens: number[]; next: Press | null } {
  const presses = [...JSON.stringify(reply.card).matchAll(/\{"v":1,"do":[^}]*\}/g)].map(
    ([text]) => JSON.parse(text) as Press,
  )
  const opens = presses.flatMap((one) => (one.do === 'open-issue' ? [one.issue] : []))
  const turns = presses.filter((one): one is Extract<Press, { do: 'show-issues' }> => one.do === 'show-issues')
  const here = turns.find((one) => one.page > 0)
  return { opens, next: here ?? null }
}

test('300 issues: pressing on from page to page brings each exactly once', async () => {
  const long = '很'.repeat(1000)
  const ids = await layIssues(
    world,
    Array.from({ length: 300 }, (_, at) => ({
      problem: `${at}${long}`.slice(0, 1000),
      department: at % 2 ? '教务处' : '总务处',
    })),
  )
  const seen: number[] = []
  for (let at = 0; at < 20; at += 1) seen.push(...readPage(await world.press('wu', page({ page: at }))).opens)
  expect(seen).toEqual(ids)
  expect(readPage(await world.press('wu', page())).next).toEqual(page({ page: 1 }))
  const half: number[] = []
  for (let at = 0; at < 10; at += 1) half.push(...readPage(await world.press('sun', page({ page: at }))).opens)
  expect(half).toEqual(ids.filter((_, at) => at % 2 === 0))
})
