import { describe, expect, test } from 'vitest'
import { findEarlier } from '#src/domain/earlier-requirement.ts'
import type { RequirementNo, TaskNo } from '#src/domain/ids.ts'
import { type PlacedRequirement, placed } from '#src/domain/standard.ts'
import { loadCatalogues } from '#standards/catalogues.ts'

type Asked = Pick<PlacedRequirement, 'no' | 'title' | 'text' | 'task' | 'duty'>
const asked = (no: number, title: string, text: string, task: string | null = null, duty: string | null = null) =>
  ({
    no: no as RequirementNo,
    title,
    text,
    task: task === null ? null : { no: 1 as TaskNo, title: task },
    duty: duty === null ? null : { no: 1, title: duty },
  }) satisfies Asked
test('each text is read once, however many it is compared with: a set-up has to be answered', () => {
  let read = 0
  const text = (at: number) => `${'安全教育和应急演练每学期组织，'.repeat(20)}${at}`
  const many = (from: number) =>
    Array.from({ length: 100 }, (_, at) => {
      const one = asked(at + 1, `安全教育第${from + at}项`, text(from + at), '安全')
      return Object.defineProperty({ ...one }, 'text', {
        get: () => {
          read += 1
          return one.text
        },
      })
    })
  findEarlier(many(0), many(1000))
  expect(read).toBe(200)
})

const pairs = (now: readonly Asked[], earlier: readonly Asked[]) => [...findEarlier(now, earlier)]

describe('between the two editions', () => {
  const [edition2017, trial] = loadCatalogues().map(placed)
  if (edition2017 === undefined || trial === undefined) throw new Error('an edition is missing')
  const forth = findEarlier(edition2017, trial)
  const titleOf = (of: readonly PlacedRequirement[], no: number | undefined) => of.find((one) => one.no === no)?.title

  // Every pair was read, title and text. Tuned anew, whatever is new here has to be read again.
  test('those called otherwise are the same matter', () => {
    const otherwise = [...forth]
      .map(([now, before]) => [titleOf(edition2017, now), titleOf(trial, before)])
      .filter(([now, before]) => now !== before)
    expect(otherwise).toEqual([
      ['保障公平、反对歧视欺凌', '保障公平、反对歧视'],
      ['综合实践与假期实践作业', '实践基地与假期实践'],
      ['教师管理与待遇保障', '教师管理与考核评价'],
      ['教师阅读与教学基本功', '教学基本功'],
      ['信息技术与实验教学', '信息技术应用'],
      ['应急预案与欺凌防治', '突发事件应急预案'],
      ['办学理念与特色文化', '办学理念与校园文化'],
    ])
  })

  test('what was made of two, or is new, has none: half an answer is worse than none', () => {
    const without = edition2017.filter((one) => !forth.has(one.no)).map((one) => one.title)
    expect(without).toEqual([
      '学籍管理与辍学标注',
      '学生考勤与劝返复学',
      '学习困难学生帮扶',
      '随班就读与资源教室',
      '立德树人与德育指南',
      '核心价值观与五项教育',
      '全员全程全方位育人',
      '德育工作机制与保障',
      '法治教育',
      '体育竞赛与运动会',
      '劳动教育',
      '师德建设长效机制',
      '地方与校本课程',
      '教学质量保障机制',
      '综合素质评价与成长档案',
      '图书馆与功能室使用',
      '安全风险管理体系',
      '安全设施与三防建设',
      '党组织建设',
      '校务会议与教代会',
    ])
  })

  test('the other way it is the same pairs', () => {
    const back = findEarlier(trial, edition2017)
    expect(forth.size).toBe(68)
    const sorted = (of: readonly (readonly number[])[]) => of.toSorted(([a = 0], [b = 0]) => a - b)
    expect(sorted([...back].map(([now, before]) => [before, now]))).toEqual(sorted([...forth]))
  })

  test.each([
    ['2017', edition2017],
    ['the trial', trial],
  ])('an edition to itself: every requirement of %s to itself', (_, edition) => {
    expect(pairs(edition, edition)).toEqual(edition.map((one) => [one.no, one.no]))
  })
})

test.each<[string, readonly Asked[], readonly Asked[], readonly (readonly [number, number])[]]>([
  ['without tasks or duties, by titles', [asked(1, '阅读', '甲')], [asked(9, '阅读', '甲')], [[1, 9]]],
  ['under a duty alone', [asked(1, '阅读', '甲', null, '教学')], [asked(9, '阅读', '甲', null, '教学')], [[1, 9]]],
  ['signs and width make no other title', [asked(1, '图书馆（室）', '甲')], [asked(9, '图书馆(室)', '甲')], [[1, 9]]],
  [
    'one title in two tasks: each in its own',
    [asked(1, '值班', '甲', '安全'), asked(2, '值班', '乙', '教学')],
    [asked(8, '值班', '乙', '教学'), asked(9, '值班', '甲', '安全')],
    [
      [1, 9],
      [2, 8],
    ],
  ],
  [
    'one title twice in a task: by their texts',
    [asked(1, '值班', '白天有人值班', '安全'), asked(2, '值班', '夜间有人值班', '安全')],
    [asked(8, '值班', '夜间有人值班', '安全'), asked(9, '值班', '白天有人值班', '安全')],
    [
      [1, 9],
      [2, 8],
    ],
  ],
  [
    'one title in a task of another name, twice there: nobody knows which',
    [asked(1, '值班', '甲', '安全')],
    [asked(8, '值班', '乙', '教学'), asked(9, '值班', '丙', '后勤')],
    [],
  ],
  [
    'one title for two matters in other tasks',
    [asked(1, '制度', '食堂实行负责人陪餐', '食堂')],
    [asked(9, '制度', '图书室每天中午开放', '图书')],
    [],
  ],
  ['nothing at all', [], [asked(9, '阅读', '甲')], []],
])('%s', (_, now, earlier, expected) => {
  expect(pairs(now, earlier)).toEqual(expected)
})

test('two large lists of other words are not compared word by word: somebody waits for the set-up', () => {
  const many = (from: number) =>
    Array.from({ length: 300 }, (_, at) =>
      asked(at + 1, `认真开展学校各项工作${from + at}`, `${'学校认真开展好各项工作'.repeat(180)}${from + at}`),
    )
  expect(findEarlier(many(0), many(1_000)).size).toBe(0)
})
