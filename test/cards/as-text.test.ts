import { expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { helpCard } from '#cards/help.ts'
import { requirementCard } from '#cards/requirement.ts'
import { readCommand, readWalkWord } from '#src/domain/command.ts'
import { readConnectionTest } from '#src/domain/connection-test.ts'
import { readEvidenceWord } from '#src/domain/evidence.ts'
import { aRequirement, samples } from './samples.ts'

const textOf = (name: string) => {
  const card = samples[name]
  if (card === undefined) throw new Error(`no sample ${name}`)
  return asText(card)
}

test('a whole card in words', () => {
  expect(textOf('requirement in a group, refused')).toBe(
    [
      '【（5）帮助学生学会学习】',
      '第3条/共17条 · 已填2',
      '部分达到或未达到时，请在「存在问题」里写明还差什么。',
      '学习兴趣与自信心',
      '营造良好的学习环境与氛围，激发和保护学生的学习兴趣，培养学生的学习自信心。',
      '2026年对照整改年活动 · 内部编号18 · 内容为概括，以文件原文为准',
      '【常见的佐证材料（供参考，不必都有）】',
      '课堂观察记录',
      '学生作品照片',
      '由林静填报；其他老师请发送「填报」打开自己的。',
      '自评：部分达到（可选：已达到、部分达到、未达到、不适用）',
      '工作情况：每周一节阅读课',
      '存在问题：',
      '整改措施：',
      '整改时限：2026-11-30',
      '佐证材料：',
      '填好后发送「提交」。',
      '也可以发送「暂存」「上一条」「跳过」。',
      '直接发送一句话，就记入「工作情况」；其他各栏一行写一项，如「自评：已达到」。',
    ].join('\n'),
  )
})

test('only what is condensed is said to be, not the text of an own standard', () => {
  const own = asText(requirementCard({ ...aRequirement, condensed: false }))
  expect(own).toContain('2026年对照整改年活动 · 内部编号18\n')
  expect(own).not.toContain('概括')
  expect(textOf('study text')).toContain('内容为概括，以文件原文为准。')
  expect(textOf('study text of an own standard')).not.toContain('概括')
})

test('a table is read row by row, and options only once when the same ones come again', () => {
  expect(textOf('progress')).toContain('部门 | 已填报 | 已达到\n政教处 | 45/50 | 30\n')
  const division = textOf('division')
  expect(division).toContain('教务处（23条）：教导处（可选：教导处、政教处、后勤处）\n德育处（22条）：政教处\n')
})

// What follows 发送 in quotes; the number stands for any.
const told = (text: string) =>
  [...text.matchAll(/发送(?:如)?((?:「[^」]+」)+)/g)].flatMap(([, quoted = '']) =>
    [...quoted.matchAll(/「([^」]+)」/g)].map(([, word = '']) => word),
  )

test('whatever a card tells people to send is understood when they send it', () => {
  const words = Object.values(samples).flatMap((card) => told(asText(card)))
  expect(new Set(words).size).toBeGreaterThan(8)
  for (const word of words.map((one) => one.replace('任务号', '5'))) {
    const read = [readCommand(word), readWalkWord(word), readEvidenceWord(word), readConnectionTest(word)]
    expect([word, read.some((one) => one !== null)]).toEqual([word, true])
  }
})

test('the set-up in words is one message that is read as the command with its lines', () => {
  expect(textOf('setup')).toContain('「/创建活动」')
  expect(readCommand('/创建活动\n学校名称：第二实验小学')).toEqual({ name: 'setup', rest: '学校名称：第二实验小学' })
})

test('every command that help names is one', () => {
  for (const place of ['private', 'group'] as const) {
    for (const title of [[], [{ title: '活动' }]]) {
      const roles = { leader: true, coordinator: true, respondent: true, head: true, reviewer: true }
      const lines = asText(helpCard({ place, roles, campaigns: title, ended: null, open: 0 })).split('\n')
      const words = lines.filter((line) => line.includes('　')).map((line) => line.split('　')[0] ?? '')
      expect(words.length).toBeGreaterThan(2)
      for (const word of words) expect([word, readCommand(word)]).not.toEqual([word, null])
    }
  }
})
