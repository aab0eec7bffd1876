import { describe, expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import type { Card } from '#cards/card.ts'
import type { EarlierView } from '#cards/earlier.ts'
import type { Form, FormPart } from '#cards/elements.ts'
import { readPress } from '#cards/press.ts'
import { requirementCard } from '#cards/requirement.ts'
import { setupCard } from '#cards/setup.ts'
import { refusals } from '#cards/words.ts'
import { blankDraft } from '#src/domain/answer.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import { refusalOf } from './platform.ts'
import { anEarlier, aRequirement, aSetup, campaign, day, samples } from './samples.ts'

/** What other programs read off a form (design, "The outside contract"): labels with their controls, then buttons. */
function contractOf(card: Card) {
  const form = card.body.elements.find((part): part is Form => part.tag === 'form')
  const parts = form?.elements ?? []
  const labelled = parts.flatMap((part, at): [string, string][] => {
    if (part.tag === 'input') return [[part.label.content, part.name]]
    if (!('placeholder' in part && 'name' in part)) return []
    const before = parts[at - 1]
    const label = before?.tag === 'div' ? before.text.content : 'no label before it'
    expect(part.placeholder.content).toContain(label)
    return [[label, part.name]]
  })
  return { labels: Object.fromEntries(labelled), order: labelled.map(([label]) => label), buttons: submitsOf(parts) }
}

function submitsOf(parts: readonly FormPart[]): { text: string; name: string; press: unknown }[] {
  return parts.flatMap((part) => {
    if (part.tag === 'column_set') return part.columns.flatMap((column) => submitsOf(column.elements))
    if (part.tag !== 'button') return []
    return [{ text: part.text.content, name: part.name, press: part.behaviors[0].value }]
  })
}

test('the walk: labels in their order, every button, and nothing that holds a draft back', () => {
  const card = requirementCard(aRequirement)
  const { labels, order, buttons } = contractOf(card)
  expect(order).toEqual(['自评', '工作情况', '存在问题', '整改措施', '整改时限', '佐证材料'])
  expect(Object.values(labels)).toEqual(['rating', 'fact', 'shortcoming', 'measure', 'due', 'evidence'])
  expect(buttons.map((button) => button.text)).toEqual(['提交并继续', '暂存', '上一条', '跳过'])
  expect(JSON.stringify(card)).not.toContain('required')
  const first = contractOf(requirementCard({ ...aRequirement, hasPrevious: false }))
  expect(first.buttons.map((button) => button.text)).toEqual(['提交并继续', '暂存', '跳过'])
})

test('with an earlier answer two more buttons stand before the fields, which stay as they are', () => {
  const { order, buttons } = contractOf(requirementCard({ ...aRequirement, earlier: anEarlier }))
  expect(order).toEqual(['自评', '工作情况', '存在问题', '整改措施', '整改时限', '佐证材料'])
  const texts = ['仍然如此', '填入修改', '提交并继续', '暂存', '上一条', '跳过']
  expect(buttons.map((button) => button.text)).toEqual(texts)
  const { drawn } = aRequirement
  const carried = { v: 1, assignment: 12, seen: 4, drawn, earlier: 7, revision: 2 }
  expect(buttons.slice(0, 2).map((button) => button.press)).toEqual([
    { ...carried, do: 'confirm-earlier' },
    { ...carried, do: 'take-over-earlier' },
  ])
})

test('an earlier answer is told shortly, however long it was and on however many lines', () => {
  const long = Array.from({ length: 300 }, (_, at) => `第${at}次`).join('\n')
  const answer = { ...anEarlier.answer, fact: long, shortcoming: long, measure: long, evidence: long }
  const { before } = earlierTold(answer)
  expect(before).not.toContain('第60次')
  expect(before.split('\n').length).toBeLessThan(40)
})

test('where something of an earlier answer was left out, all of it can be unfolded before it is confirmed', () => {
  const end = (of: string, most: number) => `${'很'.repeat(most)}长的${of}`
  const long = {
    fact: end('工作', 160),
    shortcoming: end('问题', 80),
    measure: end('措施', 80),
    evidence: end('材料', 80),
  }
  for (const [field, text] of Object.entries(long)) {
    const { before, folded } = earlierTold({ ...anEarlier.answer, [field]: text })
    expect(before).not.toContain(text)
    expect(folded).toContain(text)
  }
  expect(earlierTold({ ...anEarlier.answer, ...long }).folded).toContain(`措施：${long.measure}`)
  expect(earlierTold(anEarlier.answer).folded).toBe('')
})

/** What a card says of an earlier answer above its buttons, and what is folded away there. */
function earlierTold(answer: EarlierView['answer']) {
  const text = asText(requirementCard({ ...aRequirement, earlier: { ...anEarlier, answer } }))
  const [before = '', folded = ''] = text.split('【上次填报的全文】')
  return { before, folded: folded.slice(0, Math.max(0, folded.indexOf('仍然如此'))) }
}

test('set-up: earlier campaigns are asked about where there are any, and one of them or none is chosen', () => {
  const earlier = [{ id: 7 as CampaignId, text: '2025年对照整改年活动' }]
  const offered = (chosen: CampaignId | null) =>
    JSON.stringify(setupCard({ ...aSetup, earlier, values: { ...aSetup.values, earlier: chosen } }))
  expect(contractOf(setupCard({ ...aSetup, earlier })).order.at(-1)).toBe('沿用往年填报')
  expect(offered(7 as CampaignId)).toContain('"initial_option":"7"')
  expect(offered(null)).toContain('"initial_option":"不沿用"')
  expect(offered(8 as CampaignId)).toContain('"initial_option":"不沿用"')
})

test('set-up: the labels and 创建活动; settings ask for no other standard but for the hour and the holidays', () => {
  expect(contractOf(setupCard(aSetup)).labels).toEqual({
    学校名称: 'school',
    活动名称: 'title',
    对照标准: 'standardId',
    自查截止日期: 'inspectBy',
    联络员: 'coordinator',
  })
  expect(contractOf(setupCard(aSetup)).buttons.map((button) => button.text)).toEqual(['创建活动'])
  const change = contractOf(setupCard({ ...aSetup, mode: { kind: 'change', campaign } }))
  expect(change.order).toEqual([
    '学校名称',
    '活动名称',
    '自查截止日期',
    '联络员',
    '组长',
    '副组长',
    '提醒时间',
    '放假时间',
    '审核',
    '编号',
  ])
  expect(change.buttons.map((button) => button.text)).toEqual(['保存设置'])
})

test('everything typed comes back on the next card', () => {
  const draft = {
    rating: '部分达到',
    fact: '一\n二',
    shortcoming: '<at id=all></at>',
    measure: '"引号"',
    due: day,
    evidence: '盒3-2',
  }
  const shown = JSON.stringify(requirementCard({ ...aRequirement, draft }))
  expect(shown).toContain('"initial_option":"部分达到"')
  expect(shown).toContain('"initial_date":"2026-11-30"')
  for (const text of [draft.fact, draft.shortcoming, draft.measure, draft.evidence]) {
    expect(shown).toContain(`"default_value":${JSON.stringify(text)}`)
  }
  expect(JSON.stringify(requirementCard(aRequirement))).not.toMatch(/default_value|initial_/)
})

test('a text too long for its field is cut and the card says so, instead of no card at all', () => {
  const card = requirementCard({ ...aRequirement, draft: { ...blankDraft, fact: '长'.repeat(1001) } })
  expect(asText(card)).toContain('「工作情况」超过1000字')
  expect(refusalOf(card)).toBeNull()
})

test('whose card it is stands on it in a group only', () => {
  expect(asText(requirementCard({ ...aRequirement, owner: '林静' }))).toContain('由林静填报')
  expect(asText(requirementCard(aRequirement))).not.toContain('填报；')
})

describe.each(Object.entries(samples))('%s', (_, card) => {
  test('is taken by the platform', () => expect(refusalOf(card)).toBeNull())

  test('says by the names of its buttons alone what they do', () => {
    for (const { name, press } of contractOf(card).buttons) expect(readPress(undefined, name)).toEqual(press)
  })

  test('is worded with care (domain facts, section 0)', () => {
    const read = JSON.stringify(card) + asText(card)
    expect(read).not.toMatch(/达标创建|验收|打卡|排名|积分|落后|拖延|尽快|务必|必须/)
  })
})

test('refusals are worded with care too', () => {
  expect(Object.values(refusals).join()).not.toMatch(/达标创建|验收|打卡|排名|积分|落后|错误|非法|务必|必须/)
})
