import { expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { coverNoteCard } from '#cards/cover-note.ts'
import type { RequirementNo } from '#src/domain/ids.ts'
import { aCoverNote } from './samples.ts'

const items = (from: number, many: number, title: string) =>
  Array.from({ length: many }, (_, at) => ({ no: (from + at) as RequirementNo, title }))
const listed = (text: string) => [...text.matchAll(/(?<!\d)(\d+) 要求/g)].map(([, no]) => Number(no))

test('the two numbers, every open requirement by its person, the rest as a number, and what can be done', () => {
  expect(asText(coverNoteCard(aCoverNote))).toBe(
    [
      '【整改工作总结（第2版）还缺什么】',
      '2026年对照整改年活动',
      '已填报 87 / 92 条',
      '已达到 30 条',
      '还没有填报的5条，文稿里如实留空：',
      '教导处',
      '林静（2条）：1 均衡编班；2 学籍管理',
      '王芳（已离开学校，请先移交）（1条）：17 随班就读',
      '后勤处',
      '孙主任（2条）：49 均衡编班；50 学籍管理',
      '体检还看到9处缺内容或要核对。',
      '发送「体检」查看。',
      '看会提醒谁：发送「催办」。',
      '查看依据：发送「总结 依据」。',
      '只发给您，群里的总结不点名。',
    ].join('\n'),
  )
})

test.each([
  [4, 23],
  [30, 10],
])('%i people who owe %i each: every requirement stands in it once', (people, each) => {
  const owed = Array.from({ length: people }, (_, at) => ({
    name: `第${at}位老师`,
    left: false,
    items: items(at * each + 1, each, '要求要求要求要求'),
  }))
  const text = asText(coverNoteCard({ ...aCoverNote, owed: [{ name: '教务处', people: owed }] }))
  expect(listed(text)).toEqual(Array.from({ length: people * each }, (_, at) => at + 1))
  expect(text).not.toContain('没有列出')
})

test('what a card has no room for is counted and said to stand in 自评表', () => {
  const people = Array.from({ length: 150 }, (_, at) => ({
    name: `第${at}位老师`,
    left: false,
    items: items(at * 10 + 1, 10, '要求要求要求要求要求要求要求要求'),
  }))
  const text = asText(coverNoteCard({ ...aCoverNote, owed: [{ name: '教务处', people }] }))
  const left = Number(/还有(\d+)条没有列出，都在自评表里/.exec(text)?.[1])
  expect(left).toBeGreaterThan(0)
  expect(listed(text).length + left).toBe(1500)
})

test('who owes more than a card has room for is named, and so is whoever comes after them', () => {
  const owed = (each: readonly number[]) => [
    {
      name: '教务处',
      people: each.map((many, at) => ({
        name: `第${at}位老师`,
        left: false,
        items: items(at * 500 + 1, many, '要求要求要求要求要求要求要求要求'),
      })),
    },
  ]
  for (const each of [
    [500, 500],
    [500, 3, 2],
  ]) {
    const text = asText(coverNoteCard({ ...aCoverNote, owed: owed(each) }))
    for (const [at, many] of each.entries()) expect(text).toContain(`第${at}位老师（${many}条）：`)
    const left = Number(/还有(\d+)条没有列出/.exec(text)?.[1])
    expect(listed(text).length + left).toBe(each.reduce((sum, one) => sum + one, 0))
    expect(listed(text)).toContain(501)
  }
})

test('the check says 还 only after something was listed', () => {
  expect(asText(coverNoteCard({ ...aCoverNote, owed: [] }))).toContain('\n体检看到9处')
})

test('after the end nobody is reminded, and it says how to go on', () => {
  const text = JSON.stringify(coverNoteCard({ ...aCoverNote, closed: true }))
  expect(text).not.toContain('preview-reminders')
  expect(text).toContain('要补填请先延期')
})

test('with everything answered there is nobody to remind and no list', () => {
  const text = JSON.stringify(coverNoteCard({ ...aCoverNote, owed: [] }))
  expect(text).not.toMatch(/preview-reminders|没有填报/)
})
