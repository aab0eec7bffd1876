import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { issueRefusals, issueSaid } from '#cards/issue-words.ts'
import { evidenceOf } from '#db/evidence.ts'
import { leadingGroup, openDivided, receiverOf, wordsOf } from '#test/support/first-school.ts'
import { arriving, keptAs, settle } from '#test/support/lay-evidence.ts'
import { fallShort, historyOf, isMet, issueNo, ledgerOf } from '#test/support/ledger.ts'
import type { Recorder } from '#test/support/recorder.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

/** What the answer to words says. */
async function hear(who: string, words: string, where = {}): Promise<string> {
  return wordsOf((await world.say(who, words, where)).at(-1))
}

test('a whole issue by words alone: answer, progress, asked, returned, asked again, struck off, rated anew', async () => {
  await world.say('lin', '/start 17')
  for (const words of ['自评：部分达到；存在问题：缺名册', '提交']) await world.say('lin', words)
  expect(await hear('lin', '台账 1')).toContain('【问题 1】［整改中］［限期整改］［自查］')
  expect(await hear('lin', '台账 1 整改时限：2026-10-20\n整改措施：补建名册')).toContain(issueSaid.saved)
  expect(await hear('lin', '台账 1 进展 一年级已补')).toContain('最近进展（林老师')
  expect(await hear('lin', '台账 1 申请销号 各年级都已补')).toContain('［待复查］')
  expect(await hear('lin', '台账 1 同意销号')).toBe(issueRefusals['somebody-else'])
  expect(await hear('qian', '台账 1 退回 还缺签字')).toContain(issueSaid.returned)
  expect(await hear('lin', '台账 1')).toContain('退回原因：还缺签字')
  expect(await hear('lin', '台账 1 申请销号：已签字')).toContain(issueSaid.asked)
  expect(await hear('qian', '台账 1 同意销号')).toContain('［已销号］')
  expect(await hear('lin', '/start 17')).toContain('思想品德评价')
  for (const words of ['自评：已达到', '提交']) await world.say('lin', words)
  expect(await issueNo(world, 1)).toMatchObject({ state: 'struck-off', due: '2026-10-20', measure: '补建名册' })
  expect((await historyOf(world, 1)).map((one) => one.did)).toEqual([
    'open',
    'edit',
    'report',
    'ask-strike-off',
    'return',
    'ask-strike-off',
    'strike-off',
  ])
  expect(await hear('qian', '台账 1 重开 名册又丢了')).toContain(issueSaid.reopened)
  expect(await hear('qian', '台账 1 不作为问题 找到了')).toContain('［不作为问题］')
})

describe('with an issue before them', () => {
  beforeEach(async () => {
    await fallShort(world, 'lin', 17)
    world.clock.pass(60_000)
    await world.say('lin', '台账 1')
  })

  test('a sentence is progress, verbs and labels alone do what they say', async () => {
    expect(await hear('lin', '名册补了一半')).toContain(issueSaid.reported)
    expect(await hear('lin', '整改时限：2026-10-20')).toContain('10月20日')
    expect(await hear('lin', '谢谢')).toBe(issueSaid.courtesy)
    expect(await hear('lin', '台账 2 已经好了')).toBe(issueRefusals.unclear)
    expect(await hear('lin', '申请销号')).toContain(issueSaid.asked)
    expect((await historyOf(world, 1)).map((one) => one.said)).toEqual([null, '名册补了一半', null, null])
  })

  test('a photo is its proof, and seen by whoever strikes it off', async () => {
    await world.send('lin', { kind: 'image', key: 'key_proof' })
    for (const id of await arriving(world)) await settle(world, id, keptAs('photo', 'proof'))
    const { id } = await issueNo(world, 1)
    const pieces = await world.database.db.transaction().execute((tx) => evidenceOf(tx, { issues: [id] }))
    expect(pieces).toMatchObject([{ kind: 'photo', issue: id, assignment: null }])
    await world.say('lin', '申请销号 已补齐')
    const letter = world.sent.findLast((one) => receiverOf(one) === 'qian')
    expect(JSON.stringify(letter?.content)).toMatch(/整改后.*img_proof/)
  })

  test('whoever goes on with their answers since, answers', async () => {
    world.clock.pass(60_000)
    await world.say('lin', '/start 18')
    expect(await hear('lin', '每周一次')).toContain('工作情况：每周一次')
    world.clock.pass(60_000)
    await world.say('lin', '台账 1')
    expect(await hear('lin', '自评：已达到')).toContain('自评：已达到')
    expect((await historyOf(world, 1)).map((one) => one.did)).toEqual(['open'])
  })

  test('struck off it is before nobody any more; whoever only looks at one has none', async () => {
    await world.say('lin', '申请销号 已补齐')
    await world.say('qian', '台账 1 同意销号')
    expect(await hear('qian', '台账 1')).toContain('［已销号］')
    await world.say('qian', '大家辛苦')
    await world.say('lin', '都好了')
    expect((await historyOf(world, 1)).map((one) => one.did)).toEqual(['open', 'ask-strike-off', 'strike-off'])
  })
})

describe('台账 新增', () => {
  test('by its head without naming the department, with owner and requirements', async () => {
    const words = '台账 新增 问题：门卫室没有台账 来源：督导 责任人：孙主任 条款：25、26 时限：2026-09-10 配合：教务处'
    expect(await hear('sun', words)).toContain(issueSaid.added(1))
    expect(await ledgerOf(world)).toMatchObject([
      { no: 1, source: 'inspection', kind: 'at-once', requirements: [25, 26], due: '2026-09-10', state: 'open' },
    ])
    expect(await hear('sun', '台账 1')).toContain('牵头：总务处 · 配合：教务处 · 责任人：孙主任')
  })

  test('the owner hears of it in private, the same words again add nothing', async () => {
    const words = '台账 新增 问题：门卫室没有台账 来源：家长反映 部门：总务处 责任人：孙主任'
    const before = world.sent.length
    await world.say('zhao', words, { in: leadingGroup })
    expect(world.sent.slice(before).map(receiverOf)).toEqual(['sun', leadingGroup])
    expect(await hear('zhao', words)).toContain(issueSaid.added(1))
    expect(await ledgerOf(world)).toHaveLength(1)
  })

  test.each([
    ['zhao', '来源：督导检查 部门：总务处', 'problem-missing'],
    ['zhao', '问题：缺 部门：总务处', 'source-unknown'],
    ['zhao', '问题：缺 来源：督导检查', 'department-unknown'],
    ['sun', '问题：缺 来源：督导检查 部门：教务处', 'department-not-yours'],
    ['zhao', '问题：缺 来源：督导检查 部门：总务处 条款：999', 'requirement-unknown'],
    ['zhao', '问题：缺 来源：督导检查 部门：总务处 责任人：陈老师', 'owner-unknown'],
    ['zhao', '问题：缺 来源：督导检查 部门：总务处 时限：2026-01-01', 'due-past'],
    ['zhao', '问题：缺 来源：督导检查 部门：总务处 方式：提请上级解决', 'above-missing'],
    ['lin', '问题：缺 来源：督导检查 部门：教务处', 'add-above-only'],
  ] as const)('%s: %s is not taken', async (who, fields, why) => {
    expect(await hear(who, `台账 新增 ${fields}`)).toBe(issueRefusals[why])
    expect(await ledgerOf(world)).toEqual([])
  })

  test('alone it opens the form, in private also when asked in the group', async () => {
    expect(await hear('zhao', '台账 新增')).toContain('【新增问题】')
    const letters = await world.say('zhao', '台账 新增', { in: leadingGroup })
    expect(letters.map(receiverOf)).toEqual(['zhao', leadingGroup])
  })
})

describe('editing', () => {
  beforeEach(async () => {
    await fallShort(world, 'lin', 17)
  })

  test.each([
    ['lin', '责任人：李老师', 'above-only'],
    ['qian', '责任人：陈老师', 'owner-unknown'],
    ['lin', '配合部门：没有处', 'department-unknown'],
    ['lin', '整改方式：提请上级解决', 'above-missing'],
    ['lin', '整改方式：马上', 'kind-unknown'],
    ['lin', '整改时限：下周', 'due-unread'],
    ['lin', '来源：督导检查', 'not-here'],
    ['lin', '问题：缺名册', 'nothing-changed'],
    ['sun', '问题：别的', 'unknown'],
  ] as const)('%s: %s is not taken', async (who, fields, why) => {
    const before = await world.dump(['delivery', 'issue_focus', 'chat'])
    expect(await hear(who, `台账 1 ${fields}`)).toBe(issueRefusals[why])
    expect(await world.dump(['delivery', 'issue_focus', 'chat'])).toBe(before)
  })

  test('another owner hears of it, and may go on at once', async () => {
    const before = world.sent.length
    await world.say('qian', '台账 1 责任人：李老师')
    expect(world.sent.slice(before).map(receiverOf)).toEqual(['li', 'qian'])
    expect(await hear('li', '台账 1 进展 接手了')).toContain(issueSaid.reported)
    expect(await hear('lin', '台账 1 进展 还是我来')).toBe(issueRefusals['owner-only'])
    expect((await historyOf(world, 1)).map((one) => one.did)).toEqual(['open', 'assign', 'report'])
  })

  test('what waits for above says for whom, and is no longer overdue', async () => {
    await world.say('lin', '台账 1 整改时限：2026-09-08')
    world.clock.set('2026-09-20T10:00+08:00')
    expect(await hear('lin', '台账 1')).toContain('［已过时限］')
    expect(await hear('lin', '台账 1 整改方式：提请上级解决；上级部门：教育局')).toContain('［待上级解决（教育局）］')
    expect(await hear('lin', '台账 1 配合部门：总务处')).toContain('配合：总务处')
    expect(await hear('lin', '台账 1 配合部门：')).not.toContain('配合：')
  })

  test('an answer that is met after all leaves the requirement’s issue to nobody', async () => {
    await isMet(world, 'lin', 17)
    expect(await hear('lin', '台账 1 进展 再说一句')).toBe(issueRefusals.withdrawn)
  })
})
