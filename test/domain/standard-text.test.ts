import { expect, test } from 'vitest'
import { countLevels, mostRequirements, type OwnStandardVerdict, unsuggested } from '#src/domain/own-standard.ts'
import { placed } from '#src/domain/standard.ts'
import { type Paragraph, readStandardText } from '#src/domain/standard-text.ts'

const lines = (...texts: readonly string[]): Paragraph[] =>
  texts.map((text, at) => ({ line: at + 1, text, style: null }))
const read = (...texts: readonly string[]) => found(readStandardText(lines(...texts)))

function found(verdict: OwnStandardVerdict) {
  if (verdict.kind === 'refused') throw new Error(verdict.why)
  const { title, documentNumber, duties } = verdict.standard
  return { title, documentNumber, ...countLevels(duties), all: placed({ duties } as never), troubles: verdict.troubles }
}

const official = [
  '某市中小学校日常管理规范',
  '某教〔2026〕12号',
  '',
  '一、关心每一位学生',
  '（一）守护上学的权利',
  '1.按片区接收新生，不设考试。',
  '2.留意缺勤学生，当天联系家长。',
  '（二）照顾有困难的学生',
  '3.建立帮扶名单，每月走访。',
  '二、办好食堂和宿舍',
  '（三）饭菜放心',
  '4.食材留样，记录完整。',
  '某市教育局',
  '2026年3月1日',
]

test('duties, tasks and requirements as an official text numbers them', () => {
  const standard = read(...official)
  expect(standard).toMatchObject({ title: '某市中小学校日常管理规范', documentNumber: '某教〔2026〕12号' })
  expect(standard).toMatchObject({ duties: 2, tasks: 3, requirements: 4 })
  expect(standard.all[2]).toMatchObject({
    no: 3,
    title: '建立帮扶名单，每月走访',
    text: '建立帮扶名单，每月走访。',
    duty: { no: 1, title: '关心每一位学生' },
    task: { no: 2, title: '照顾有困难的学生' },
    suggestedDepartment: unsuggested,
  })
  expect(standard.troubles.map(({ kind, line }) => [kind, line])).toEqual([
    ['left-out', 13],
    ['left-out', 14],
  ])
})

test.each([
  ['requirements alone', ['1.开齐课程，不挤占。', '2.每天锻炼一小时。', '3.作业公示。'], 0, 0, 3],
  ['articles', ['第一条 开齐课程。', '第二条 每天锻炼一小时。', '第三条 作业公示。'], 0, 0, 3],
  ['chapters and articles', ['第一章 课程', '第一条 开齐课程。', '第二章 体育', '第二条 每天锻炼。'], 2, 0, 2],
  ['full-width numbers', ['（１）开齐课程。', '（２）每天锻炼一小时。'], 0, 0, 2],
  [
    'numbers that begin again under each heading',
    ['一、课程', '1.开齐。', '2.公示。', '二、体育', '1.锻炼。'],
    2,
    0,
    3,
  ],
])('%s', (_, texts, duties, tasks, requirements) => {
  const standard = read(...texts)
  expect(standard.requirements).toBe(requirements)
  expect(standard.tasks).toBe(tasks)
  expect(standard.duties).toBe(duties)
  expect(standard.troubles).toEqual([])
})

test('what runs on over lines is one requirement, with what is numbered below it', () => {
  const standard = read('1.开齐课程，', '不挤占。', '2.每天锻炼。', '（1）大课间；', '（2）体育课。', '3.作业公示。')
  expect(standard.all.map((one) => one.text)).toEqual([
    '开齐课程，\n不挤占。',
    '每天锻炼。\n（1）大课间；\n（2）体育课。',
    '作业公示。',
  ])
})

test('a leap and a repetition are named by their lines', () => {
  expect(read('1.开齐课程。', '2.每天锻炼。', '4.作业公示。', '5.每天锻炼。').troubles).toEqual([
    { kind: 'leap', line: 3, from: 2, to: 4 },
    { kind: 'twice', line: 4, first: 2 },
  ])
})

test('around the standard there may be chapters that are none of it, and requirements may be a word long', () => {
  const standard = read(
    '一、总的想法',
    '（一）学生为本',
    '全文如此。'.repeat(1_000),
    '二、基本内容',
    '（一）上学',
    '1.不设考试。',
    '2.建档。',
    '（二）食堂',
    '3.留样。',
  )
  expect(standard).toMatchObject({ duties: 2, tasks: 0, requirements: 3 })
  expect(standard.all.map((one) => one.title)).toEqual(['不设考试', '建档', '留样'])
  expect(standard.troubles).toEqual([{ kind: 'left-out', line: 1, text: '总的想法' }])
})

test('a paragraph that is left out is named by its beginning', () => {
  const [trouble] = read(`一、${'说明'.repeat(500)}`, '二、内容', '（一）上学。', '（二）食堂。').troubles
  expect(trouble).toEqual({ kind: 'left-out', line: 1, text: `${'说明'.repeat(29)}说…` })
})

test('headings of Word stand for numbers', () => {
  const heading = (line: number, level: number, text: string): Paragraph => ({
    line,
    text,
    style: { kind: 'heading', level },
  })
  const standard = found(
    readStandardText([
      heading(1, 1, '课程'),
      heading(2, 2, '开齐课程'),
      { line: 3, text: '按课表上课。', style: null },
      { line: 4, text: '课表公示。', style: null },
      heading(5, 1, '体育'),
      heading(6, 2, '坚持锻炼'),
      { line: 7, text: '每天一小时。', style: null },
    ]),
  )
  expect(standard.all.map((one) => [one.duty?.title, one.task?.title, one.text])).toEqual([
    ['课程', '开齐课程', '按课表上课。'],
    ['课程', '开齐课程', '课表公示。'],
    ['体育', '坚持锻炼', '每天一小时。'],
  ])
})

test.each([
  ['empty-text', ['', '  ']],
  ['no-form', ['学校要重视安全。', '每天巡查。', '做好记录。']],
  ['too-many', Array.from({ length: mostRequirements + 1 }, (_, at) => `（${at + 1}）第${at}件事。`)],
])('%s is refused', (why, texts) => {
  expect(readStandardText(lines(...texts))).toEqual({ kind: 'refused', why })
})

test.each([
  ['1.严禁挤占体育课、大课间。', '严禁挤占体育课、大课间'],
  ['1.严禁教师有偿补课、收受礼品礼金', '严禁教师有偿补课、收受礼品礼金'],
  ['1.开齐课程，不挤占。作业公示。', '开齐课程，不挤占'],
  [`1.建立家长委员会，每学期至少召开两次会议${'，听取意见'.repeat(5)}。`, '建立家长委员会'],
  [
    '1.严禁教师有偿补课、收受礼品礼金、违规推销教辅资料、要求学生参加校外培训机构辅导班，违者处理。',
    '严禁教师有偿补课、收受礼品礼金、违规推销教辅资料…',
  ],
])('the title of %j keeps the whole obligation', (text, title) => {
  expect(read(text, '2.作业公示。').all[0]?.title).toBe(title)
})

test('a sentence that runs on over lines is one title', () => {
  const standard = read('1.严禁挤占体育课、', '大课间。', '2.作业公示。')
  expect(standard.all[0]).toMatchObject({ title: '严禁挤占体育课、大课间', text: '严禁挤占体育课、\n大课间。' })
})
