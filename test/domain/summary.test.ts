import fc from 'fast-check'
import { expect, test } from 'vitest'
import { officialCalendar } from '#src/calendar.ts'
import type { Answer } from '#src/domain/answer.ts'
import type { Day } from '#src/domain/day.ts'
import { compileSummary, type Summary, type SummaryFacts } from '#src/domain/summary.ts'
import { loadCatalogues } from '#standards/catalogues.ts'
import { anAnswer, aStandard, noStudy, someFacts } from './summary-facts.ts'

const calendar = { work: officialCalendar, holidays: [] }
const compile = (facts: SummaryFacts) => compileSummary(facts, calendar)
const [national, trial] = loadCatalogues()
if (national === undefined || trial === undefined) throw new Error('both catalogues are needed')

/** One section as lines of text, its heading first. */
function lines(summary: Summary, section: number): string[] {
  const { heading, parts } = summary.sections[section - 1] ?? { heading: '', parts: [] }
  return [
    heading,
    ...parts.map((part) => (part.kind === 'text' ? part.sentences.map((one) => one.text).join('') : part.heading)),
  ]
}
function allText(summary: Summary): string {
  const ends = [...summary.opening, ...summary.closing].map((one) => one.text)
  return [summary.activity, ...ends, ...summary.sections.flatMap((_, index) => lines(summary, index + 1))].join('\n')
}

const small = aStandard([[2, 1], [1]])
const answers: Record<number, Answer> = {
  1: anAnswer('met', { fact: '我校十个自然班，\n阳光分班' }),
  2: anAnswer('partly', {
    fact: '音乐课已开齐。',
    shortcoming: '无专用艺术活动室',
    measure: '报教育局列入计划。',
    due: '2026-12-01' as Day,
  }),
  3: anAnswer('not-applicable', { fact: '无寄宿学生' }),
  4: anAnswer('unmet', { shortcoming: '无专用艺术活动室。' }),
}

test('the whole paper, sentence by sentence', () => {
  const summary = compile(someFacts(small, answers, { study: noStudy }))
  expect([summary.activity, summary.kind, summary.school]).toEqual(['对照整改年活动', '整改工作总结', '第一小学'])
  expect(summary.opening.map((one) => one.text)).toEqual([
    '为落实《小学管理标准》，我校开展“对照整改年活动”，对照标准逐条自查、整改。现将有关情况总结如下：',
  ])
  expect([1, 2, 3, 4, 5].map((section) => lines(summary, section))).toEqual([
    [
      '一、学习宣传，营造氛围',
      '《小学管理标准》（试〔2026〕1号）共有两项管理职责、3项管理任务、4条具体要求。【学习宣传情况：未填报】',
    ],
    [
      '二、健全组织，分工落实',
      '我校成立对照整改工作领导小组，组长周校长，成员陈主任、孙主任（按姓名音序排列）。联络员为陈主任。各项要求分工到1个部门：教务处（负责人李主任，共6人）负责4条。',
    ],
    [
      '三、对照标准，逐项自查',
      '截至2026年11月23日，4条具体要求中已填报4条，其中已达到1条、部分达到1条、未达到1条、不适用1条。',
      '1.职责甲',
      '（1）任务第1项',
      '我校十个自然班，阳光分班。音乐课已开齐。存在不足：无专用艺术活动室。',
      '（2）任务第2项',
      '“要求名3”不适用：无寄宿学生。',
      '2.职责乙',
      '（3）任务第3项',
      '存在不足：无专用艺术活动室。',
    ],
    ['四、存在的问题', '1.无专用艺术活动室。'],
    [
      '五、整改措施',
      '1.报教育局列入计划（责任部门：教务处，整改时限：2026年12月1日）。【整改措施：未填报】（责任部门：教务处，【整改时限：未填报】）。',
    ],
  ])
  expect(summary.closing.map((one) => one.text).join('')).toBe('以上是我校对照整改工作情况。')
  expect(summary.signedOn).toBe('2026-11-23')
})

test('every sentence says what it rests on', () => {
  const summary = compile(someFacts(small, answers, { study: noStudy }))
  const sentences = summary.sections.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'text' ? part.sentences : [])),
  )
  const sourceOf = (text: string) => sentences.filter((one) => one.text.includes(text)).map((one) => one.source)
  expect(sourceOf('阳光分班')).toEqual([[1]])
  expect(sourceOf('无寄宿学生')).toEqual([[3]])
  expect(sourceOf('1.无专用艺术活动室')).toEqual([[2, 4]])
  expect(sourceOf('管理职责')).toEqual(['settings'])
  expect(sentences.filter((one) => one.missing).map((one) => one.source)).toEqual([{ sessions: [] }, [4], [4]])
})

test('with no answers at all, everything missing is marked and nothing is claimed', () => {
  const facts = someFacts(
    national,
    {},
    { leadingGroup: { head: null, deputies: [], members: [] }, coordinator: null, departments: [] },
  )
  const nobodys = facts.requirements.map((row) => ({ ...row, department: null, respondent: null }))
  const summary = compile({ ...facts, requirements: nobodys })
  const text = allText(summary)
  for (const one of national.duties.flatMap((duty) => duty.tasks.flatMap((task) => task.requirements))) {
    expect(text).toContain(`【「${one.title}」未填报】`)
  }
  expect(lines(summary, 2).slice(1)).toEqual(['【领导小组成员：未填报】【责任分工：未填报】'])
  expect(lines(summary, 3)[1]).toBe('截至2026年11月23日，88条具体要求中已填报0条。【尚有88条未填报】')
  expect(lines(summary, 4).slice(1)).toEqual(['【存在的问题：未填报】'])
  expect(lines(summary, 5).slice(1)).toEqual(['【整改措施：未填报】'])
  expect(new Set(summary.gaps.map((gap) => gap.kind))).toEqual(new Set(['unassigned', 'unanswered']))
  expect(summary.gaps.filter((gap) => gap.kind === 'unanswered')).toHaveLength(88)
})

test('all met: no problem is made up', () => {
  const met = Object.fromEntries([1, 2, 3, 4].map((no) => [no, anAnswer('met', { fact: `事实${no}` })]))
  const summary = compile(someFacts(small, met))
  expect(lines(summary, 4).slice(1)).toEqual(['已填报的4条具体要求中，没有发现需要整改的问题。'])
  expect(lines(summary, 5).slice(1)).toEqual(['已填报的要求中没有需要整改的问题。'])
  expect(summary.gaps).toEqual([])
})

test.each([
  [national, 88],
  [trial, 92],
])('$title: duties 1.–6., tasks （1）–（22） running on, %i facts each once and in order', (standard, size) => {
  const numbers = Array.from({ length: size }, (_, index) => index + 1)
  const all = Object.fromEntries(numbers.map((no) => [no, anAnswer('met', { fact: `我校第〔${no}〕项事实如此` })]))
  const summary = compile(someFacts(standard, all))
  const parts = summary.sections[2]?.parts ?? []
  expect(parts.filter((part) => part.kind === 'duty').map((part) => part.heading)).toEqual(
    standard.duties.map((duty, index) => `${index + 1}.${duty.title}`),
  )
  expect(parts.filter((part) => part.kind === 'task').map((part) => part.heading)).toEqual(
    standard.duties.flatMap((duty) => duty.tasks).map((task, index) => `（${index + 1}）${task.title}`),
  )
  expect(allText(summary).match(/〔\d+〕项事实/g)).toEqual(numbers.map((no) => `〔${no}〕项事实`))
  expect(lines(summary, 1)[1]).toContain(`六项管理职责、22项管理任务、${size}条具体要求`)
})

test('problems keep their order and their numbers in both sections; the same words are one', () => {
  const short = (shortcoming: string, measure: string | null) =>
    anAnswer('partly', { fact: '已有制度', shortcoming, measure, due: '2026-12-01' as Day })
  const summary = compile(
    someFacts(small, {
      1: short('灯坏', '换灯'),
      2: short('缺书架', '购置'),
      3: short('灯坏；', '换灯'),
      4: short('无方案！', null),
    }),
  )
  expect(lines(summary, 4).slice(1)).toEqual(['1.灯坏。', '2.缺书架。', '3.无方案！'])
  const tail = '（责任部门：教务处，整改时限：2026年12月1日）。'
  expect(lines(summary, 5).slice(1)).toEqual([`1.换灯${tail}`, `2.购置${tail}`, `3.【整改措施：未填报】${tail}`])
  expect(lines(summary, 3)[4]).toBe('已有制度。存在不足：灯坏。缺书架。')
})

test.each<[string, Answer | null, string[]]>([
  ['unanswered', null, ['unanswered']],
  ['met without a fact', anAnswer('met'), ['met-without-fact']],
  ['not applicable without a reason', anAnswer('not-applicable'), ['reason-missing']],
  ['short of everything', anAnswer('unmet'), ['shortcoming-missing', 'measure-missing', 'due-missing']],
  [
    'a date on a Saturday',
    anAnswer('partly', { shortcoming: '缺', measure: '补', due: '2026-12-05' as Day }),
    ['due-on-day-off'],
  ],
  ['a date past', anAnswer('partly', { shortcoming: '缺', measure: '补', due: '2026-11-20' as Day }), ['due-past']],
  ['a date on a school day', anAnswer('partly', { shortcoming: '缺', measure: '补', due: '2026-12-01' as Day }), []],
])('gaps: %s', (_name, answer, kinds) => {
  const summary = compile(someFacts(aStandard([[1]]), { 1: answer }))
  expect(summary.gaps.map((gap) => gap.kind)).toEqual(kinds)
  expect(summary.gaps.every((gap) => gap.at?.no === 1 && gap.department === '教务处')).toBe(true)
})

test('what nobody is responsible for is a gap and marked', () => {
  const facts = someFacts(aStandard([[1]]), { 1: anAnswer('unmet', { shortcoming: '灯坏', measure: '换灯' }) })
  const summary = compile({ ...facts, requirements: facts.requirements.map((row) => ({ ...row, department: null })) })
  expect(summary.gaps.map((gap) => gap.kind)).toEqual(['unassigned', 'due-missing'])
  expect(lines(summary, 2)[1]).toContain('【尚有1条未分工】')
  expect(lines(summary, 5)[1]).toBe('1.换灯（【责任部门：未分工】，【整改时限：未填报】）。')
})

test('an answer from before its rules, met by nothing or short of nothing, is marked and not passed over', () => {
  const summary = compile(someFacts(small, { 1: anAnswer('met'), 2: anAnswer('unmet'), 3: anAnswer('not-applicable') }))
  expect(lines(summary, 3)[4]).toBe('【「要求名1」工作情况：未填报】存在不足：【「要求名2」存在问题：未填报】')
  expect(lines(summary, 3)[6]).toBe('【「要求名3」不适用的原因：未填报】')
  expect(lines(summary, 4)[1]).toBe('1.【「要求名2」存在问题：未填报】')
})

test('a campaign named after its paper, and other words for ratings', () => {
  const standard = {
    ...small,
    ratings: [
      { word: '达到', means: 'met' as const },
      { word: '基本达到', means: 'met' as const },
    ],
  }
  const summary = compile(
    someFacts(standard, { 1: anAnswer('met', { fact: '有' }) }, { title: '依标整改活动整改工作总结' }),
  )
  expect(summary.activity).toBe('依标整改活动')
  expect(lines(summary, 3)[1]).toContain('已填报1条，其中达到或基本达到1条。')
})

test('whatever is answered: no requirement number is printed, every fact appears word for word', () => {
  const fact = fc.string({
    unit: fc.constantFrom(...'我校每学期组织一次体检，并做好记录。；！🏫𠮷'),
    minLength: 1,
    maxLength: 30,
  })
  const answer = fc.option(fc.record({ fact, met: fc.boolean() }), { nil: null })
  fc.assert(
    fc.property(fc.array(answer, { minLength: 4, maxLength: 4 }), (given) => {
      const made = given.map(
        (one) =>
          one &&
          (one.met ? anAnswer('met', { fact: one.fact }) : anAnswer('unmet', { fact: one.fact, shortcoming: '灯坏' })),
      )
      const summary = compile(someFacts(small, Object.fromEntries(made.map((one, index) => [index + 1, one]))))
      const text = allText(summary)
      for (const one of given) if (one !== null) expect(text).toContain(one.fact.replace(/[，；]+$/, ''))
      expect(text).not.toMatch(/内容\d|null|undefined/)
      expect(summary.count.total).toBe(4)
    }),
  )
})

test('a department that was given nothing is not named among those that carry the work', () => {
  const facts = someFacts(small, answers)
  const idle = { name: '工会', heads: [], members: 2, requirements: 0 }
  expect(lines(compile({ ...facts, departments: [...facts.departments, idle] }), 2)[1]).not.toContain('工会')
})

test('a department the directory no longer has still carries what was given to it', () => {
  const summary = compile(someFacts(small, answers, { departments: [] }))
  expect(lines(summary, 2)[1]).toContain('各项要求分工到1个部门：教务处负责4条。')
})
