import { expect, test } from 'vitest'
import { evidenceIndex, type IndexFacts } from '#src/domain/evidence-index.ts'
import { day, facts, placed, pointer } from '#test/support/index-facts.ts'

test('everything once, numbered within the first task it serves', () => {
  const lines = evidenceIndex(facts).map((one) => [
    one.code,
    one.folder,
    one.of,
    one.department,
    one.type,
    one.name,
    one.place,
  ])
  expect(lines).toEqual([
    ['1.1-001', '1.1 任务1', ['（1）条款1'], '教务处', 'place', '条款1', '档案盒3-2'],
    ['1.1-002', '1.1 任务1', ['（1）条款1'], '教务处', 'file', '名册4', null],
    ['1.1-003', '1.1 任务1', ['（1）条款2', '（4）条款9'], '总务处', 'file', '名册1', null],
    ['2.4-001', '2.4 任务4', ['（4）条款9'], '德育处', 'place', '条款9', '家长电话13812345678'],
    ['2.4-002', '2.4 任务4', ['（4）条款9', '台账编号1'], '德育处', 'file', '名册2', null],
    ['台账-001', '台账问题', ['台账编号2'], '安全办', 'photo', '照片', null],
  ])
})

test('who brought it and when, and which bytes it is', () => {
  const [first, second] = evidenceIndex(facts)
  expect(first).toMatchObject({ by: '林老师', on: day, file: null })
  expect(second).toMatchObject({ by: '孙老师', on: day, file: { id: 4, sha256: '4', ending: 'pdf', bytes: 10 } })
})

test('what looks private is marked, in its words and inside; nobody looked into a photo', () => {
  expect(evidenceIndex(facts).map(({ marks }) => [marks.words, marks.inside])).toEqual([
    [[], []],
    [[], null],
    [[], []],
    [['phone'], []],
    [[], ['identity']],
    [[], null],
  ])
})

test('an address of the web is a link', () => {
  const linked: IndexFacts = {
    ...facts,
    requirements: [{ placed: placed(1, 1, 1), department: null, pointer: pointer('https://school.example/1') }],
    pieces: [],
  }
  expect(evidenceIndex(linked)).toMatchObject([{ type: 'link', place: 'https://school.example/1' }])
})

test('a catalogue without duties, or without both, has numbers all the same', () => {
  const one = (duty: number | null, task: number | null) =>
    evidenceIndex({
      ...facts,
      requirements: [{ placed: placed(1, duty, task), department: null, pointer: pointer('有') }],
    })[0]
  expect(one(null, 3)).toMatchObject({ code: '3-001', folder: '3 任务3', of: ['（3）条款1'] })
  expect(one(2, null)).toMatchObject({ code: '2-001', folder: '2 职责2', of: ['1.条款1'] })
  expect(one(null, null)).toMatchObject({ code: '1-001', folder: '全部条款', of: ['1.条款1'] })
})
