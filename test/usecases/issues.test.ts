import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { issueNews, issueRefusals, issueSaid } from '#cards/issue-words.ts'
import type { Reply } from '#src/events.ts'
import { assignmentOf, leadingGroup, openDivided, receiverOf, wordsOf } from '#test/support/first-school.ts'
import { fallShort, historyOf, isMet, issueNo, issuePress, ledgerOf, move } from '#test/support/ledger.ts'
import type { Recorder } from '#test/support/recorder.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const shown = ({ card }: Reply) => (card === undefined ? '' : asText(card))
const didOf = async (no: number) => (await historyOf(world, no)).map((one) => one.did)

describe('an answer and its issue', () => {
  test('what falls short opens one, of its department and respondent, at once where it is due within a week', async () => {
    await fallShort(world, 'lin', 17, { measure: '补建', due: '2026-09-14' })
    await fallShort(world, 'lin', 18, { due: '2026-09-15' })
    expect(await ledgerOf(world)).toMatchObject([
      { no: 1, source: 'self', problem: '缺名册', measure: '补建', due: '2026-09-14', kind: 'at-once', state: 'open' },
      { no: 2, kind: 'by-date', measure: null, requirements: [18] },
    ])
    const { respondent } = await assignmentOf(world, 17)
    expect((await issueNo(world, 1)).owner).toBe(respondent)
    expect(await didOf(1)).toEqual(['open'])
  })

  test('what is met opens none', async () => {
    await isMet(world, 'lin', 17)
    expect(await ledgerOf(world)).toEqual([])
  })

  test('editing it edits the issue, but not what was edited there meanwhile', async () => {
    await fallShort(world, 'lin', 17, { measure: '补建' })
    await world.say('qian', '台账 1 整改措施：请档案室协助')
    await fallShort(world, 'lin', 17, { shortcoming: '名册不全', measure: '自己补建', due: '2026-10-20' })
    expect(await issueNo(world, 1)).toMatchObject({
      problem: '名册不全',
      measure: '请档案室协助',
      due: '2026-10-20',
      kind: 'by-date',
    })
    expect(await didOf(1)).toEqual(['open', 'edit', 'follow-answer'])
  })

  test('struck out it is no issue, with its history; come back it is the same one again', async () => {
    await fallShort(world, 'lin', 17)
    await isMet(world, 'lin', 17)
    expect(await issueNo(world, 1)).toMatchObject({ state: 'withdrawn' })
    await fallShort(world, 'lin', 17, { shortcoming: '又缺了' })
    expect(await ledgerOf(world)).toMatchObject([{ no: 1, state: 'open', problem: '又缺了' }])
    expect(await didOf(1)).toEqual(['open', 'withdraw', 'reopen'])
  })

  test('the owner hears what somebody else’s answer did to their issue, and who was to look need not', async () => {
    await fallShort(world, 'lin', 17)
    await world.say('qian', '台账 1 责任人：李老师')
    const heard = async (deed: () => Promise<unknown>) => {
      const before = world.sent.length
      await deed()
      return world.sent.slice(before).filter((one) => one.key.startsWith('issue:'))
    }
    const withdrawn = await heard(() => isMet(world, 'lin', 17))
    expect(withdrawn.map(receiverOf)).toEqual(['li'])
    expect(wordsOf(withdrawn[0])).toContain(issueNews.withdrawn)
    const reopened = await heard(() => fallShort(world, 'lin', 17))
    expect(reopened.map(receiverOf)).toEqual(['li'])
    expect(wordsOf(reopened[0])).toContain(issueNews.reopened)
    await move(world, 'li', 'ask-strike-off', 1, '已办好')
    const awaited = await heard(() => isMet(world, 'lin', 17))
    expect(awaited.map(receiverOf)).toEqual(['li', 'qian'])
    expect(wordsOf(awaited[1])).toContain(issueNews['no-look'])
    expect(await heard(() => fallShort(world, 'lin', 18).then(() => isMet(world, 'lin', 18)))).toEqual([])
  })

  test('of two under one issue the one struck out is taken off it', async () => {
    await fallShort(world, 'lin', 17)
    await fallShort(world, 'lin', 18)
    await move(world, 'lin', 'join-issue', 2, '', 1)
    expect((await issueNo(world, 1)).requirements).toEqual([17, 18])
    await isMet(world, 'lin', 17)
    expect(await issueNo(world, 1)).toMatchObject({ state: 'open', requirements: [18] })
    await isMet(world, 'lin', 18)
    expect(await issueNo(world, 1)).toMatchObject({ state: 'withdrawn' })
  })
})

/** Lin's requirement 17, reported on and asked to be struck off. */
async function awaiting(): Promise<void> {
  await fallShort(world, 'lin', 17, { measure: '补建', due: '2026-10-20' })
  await move(world, 'lin', 'ask-strike-off', 1, '名册已补齐')
}

describe('to the strike-off', () => {
  test('asking needs a sentence, or progress since it last began', async () => {
    await fallShort(world, 'lin', 17)
    expect((await move(world, 'lin', 'ask-strike-off', 1)).toast?.text).toBe(issueRefusals['done-missing'])
    await move(world, 'lin', 'report-issue', 1, '名册做了一半')
    expect((await move(world, 'lin', 'ask-strike-off', 1)).toast?.text).toBe(issueSaid.asked)
    expect((await issueNo(world, 1)).state).toBe('awaiting')
  })

  test('the head is asked in private, with before and after', async () => {
    const before = world.sent.length
    await awaiting()
    const letters = world.sent.slice(before).filter((one) => one.key.startsWith('issue:'))
    expect(letters.map(receiverOf)).toEqual(['qian'])
    const words = wordsOf(letters[0])
    expect(words).toMatch(/整改前[\s\S]*缺名册[\s\S]*整改后[\s\S]*名册已补齐/)
    expect(JSON.stringify(letters[0]?.content)).toContain('"strike-off"')
  })

  test('where the head owns it the coordinator is asked, where it is hers too the leading group without names', async () => {
    await fallShort(world, 'qian', 1)
    await move(world, 'qian', 'ask-strike-off', 1, '已办')
    expect(receiverOf(world.sent.at(-1) as never)).toBe('zhao')
    await fallShort(world, 'zhao', await firstOf('zhao'))
    await move(world, 'zhao', 'ask-strike-off', 2, '已办')
    const letter = world.sent.at(-1)
    expect(receiverOf(letter as never)).toBe(leadingGroup)
    expect(wordsOf(letter)).not.toContain('赵主任')
  })

  test('struck off, the rating is asked again with an empty choice, and the owner hears once', async () => {
    await awaiting()
    const before = world.sent.length
    const reply = await move(world, 'qian', 'strike-off', 1)
    expect(reply.toast?.text).toBe(issueSaid['struck-off-asking'](1))
    expect(await issueNo(world, 1)).toMatchObject({ state: 'struck-off', struckOffOn: '2026-09-07' })
    const letters = world.sent.slice(before)
    expect(letters.map(receiverOf)).toEqual(['lin'])
    expect(wordsOf(letters[0])).toContain('【问题已销号，请重新自评】')
    const opened = shown(
      await world.press('lin', { v: 1, do: 'open-assignment', assignment: (await assignmentOf(world, 17)).id }),
    )
    expect(opened).toMatch(/自评：（可选/)
    expect(opened).toContain('工作情况：有做法')
    expect(opened).toMatch(/存在问题：\n整改措施：\n/)
  })

  test('rated met then, the ledger stays as it is', async () => {
    await awaiting()
    await move(world, 'qian', 'strike-off', 1)
    await isMet(world, 'lin', 17)
    expect(await ledgerOf(world)).toMatchObject([{ no: 1, state: 'struck-off' }])
  })

  test('short then by the same words, it begins again', async () => {
    await awaiting()
    await move(world, 'qian', 'strike-off', 1)
    await fallShort(world, 'lin', 17, { due: '2026-11-20' })
    expect(await ledgerOf(world)).toMatchObject([
      { no: 1, state: 'open', measure: '补建', due: '2026-11-20', struckOffOn: null, askedBy: null },
    ])
    expect(await didOf(1)).toEqual(['open', 'ask-strike-off', 'strike-off', 'reopen'])
  })

  test('short then by other words, the old one keeps its record and another opens', async () => {
    await awaiting()
    await move(world, 'qian', 'strike-off', 1)
    await fallShort(world, 'lin', 17, { shortcoming: '名册没有签字' })
    expect(await ledgerOf(world)).toMatchObject([
      { no: 1, state: 'struck-off', problem: '缺名册', requirements: [17] },
      { no: 2, state: 'open', problem: '名册没有签字', requirements: [17] },
    ])
  })

  test('returned with a reason, the owner gets it in private and asks anew with something done', async () => {
    await awaiting()
    expect((await move(world, 'qian', 'return-issue', 1)).toast?.text).toBe(issueRefusals['reason-missing'])
    const before = world.sent.length
    await move(world, 'qian', 'return-issue', 1, '还缺三年级')
    const [letter] = world.sent.slice(before)
    expect(letter && receiverOf(letter)).toBe('lin')
    expect(wordsOf(letter)).toContain('退回原因：还缺三年级')
    expect((await move(world, 'lin', 'ask-strike-off', 1)).toast?.text).toBe(issueRefusals['done-missing'])
    await move(world, 'lin', 'ask-strike-off', 1, '三年级也补了')
    expect(await didOf(1)).toEqual(['open', 'ask-strike-off', 'return', 'ask-strike-off'])
  })

  test('a requirement that another live issue covers is not asked again', async () => {
    await awaiting()
    await world.say('qian', '台账 新增 问题：名册没有公示 来源：督导检查 部门：教务处 条款：17')
    expect((await move(world, 'qian', 'strike-off', 1)).toast?.text).toBe(issueSaid['struck-off'])
    expect(await answerState(17)).toBe('submitted')
  })
})

async function answerState(no: number): Promise<string> {
  const { id } = await assignmentOf(world, no)
  return world.database.db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('assignment').select('state').where('id', '=', id).executeTakeFirstOrThrow()
    return row.state
  })
}

async function firstOf(who: string): Promise<number> {
  return world.database.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('assignment')
      .innerJoin('person', 'person.id', 'assignment.respondent')
      .select('requirement_no as no')
      .where('person.open_id', '=', `ou_${who}` as never)
      .orderBy('assignment.id')
      .executeTakeFirstOrThrow()
    return row.no
  })
}

test('a press on a card drawn before something happened changes nothing, and what was typed stays', async () => {
  await fallShort(world, 'lin', 17)
  const old = await issuePress(world, 'report-issue', 1)
  await move(world, 'lin', 'report-issue', 1, '第一句')
  const before = await world.dump(['issue_focus'])
  const reply = await world.press('lin', old, { words: '第二句' })
  expect(reply.toast?.text).toBe(issueRefusals['old-card'])
  expect(JSON.stringify(reply.card)).toContain('"default_value":"第二句"')
  expect(await world.dump(['issue_focus'])).toBe(before)
})
