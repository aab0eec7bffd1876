import { expect, test } from 'vitest'
import { officialCalendar } from '#src/calendar.ts'
import type { Day } from '#src/domain/day.ts'
import type { IssueNo, RequirementNo } from '#src/domain/ids.ts'
import { inPaperStyle } from '#src/domain/paper-style.ts'
import type { Report } from '#src/domain/papers.ts'
import { compileSummary, type SummaryFacts } from '#src/domain/summary.ts'
import { anAnswer, anIssue, aStandard, someFacts } from './summary-facts.ts'

const small = aStandard([[2, 1], [1]])
const done = anIssue(1, {
  standing: 'struck-off',
  struckOffOn: '2026-11-20' as Day,
  done: '已补齐',
  requirements: [1 as RequirementNo],
})
const open = anIssue(2, { requirements: [4 as RequirementNo] })
const answers = {
  1: anAnswer('met', { fact: '甲事' }),
  2: anAnswer('met', { fact: '乙事' }),
  4: anAnswer('partly', { fact: '丁事', shortcoming: '缺' }),
}
const facts = someFacts(small, answers, { issues: [done, open] })

function outline(
  report: Report,
  of: SummaryFacts,
): { headings: string[]; text: string; opening: string; kind: string } {
  const { sections, opening, kind } = compileSummary(of, { work: officialCalendar, holidays: [] }, report)
  const text = sections
    .flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'text' ? part.sentences : [])))
    .map((one) => one.text)
    .join('')
  return { headings: sections.map((one) => one.heading), text, opening: opening[0]?.text ?? '', kind }
}

test.each<[Report, string, string[]]>([
  [
    'self-check',
    '自查报告',
    ['一、学习宣传，营造氛围', '二、健全组织，分工落实', '三、对照标准，逐项自查', '四、存在的问题'],
  ],
  ['plan', '整改方案', ['一、健全组织，分工落实', '二、存在的问题', '三、整改措施']],
  ['rectification', '整改报告', ['一、健全组织，分工落实', '二、问题整改情况']],
])('%s is a %s of its own sections, numbered from 一', (report, kind, headings) => {
  expect(outline(report, facts)).toMatchObject({ kind, headings })
})

test('a plan tells of what is still to be done, a report of everything and what came of it', () => {
  const plan = outline('plan', facts).text
  expect(plan).toContain('1.问题2。1.措施2（')
  expect(plan).not.toContain('问题1')
  const report = outline('rectification', facts).text
  expect(report).toContain(
    '1.问题1。整改措施：措施1（限期整改，责任部门：教务处）。已于2026年11月20日完成整改并销号：已补齐。',
  )
  expect(report).toContain('2.问题2。整改措施：措施2（')
  const self = outline('self-check', facts).text
  expect(self).toContain('甲事。')
  expect(self).not.toContain('措施')
})

test('a report says how each goes, and of what is done with what was said last where the end says nothing', () => {
  const going = anIssue(1, { progress: '已同文化馆对接' })
  const ended = anIssue(2, { standing: 'struck-off', struckOffOn: '2026-11-20' as Day, progress: '已签协议' })
  const { text } = outline('rectification', { ...facts, issues: [going, ended] })
  expect(text).toContain('整改进展：已同文化馆对接。')
  expect(text).toContain('已于2026年11月20日完成整改并销号：已签协议。')
})

test('a plan with everything struck off says so and claims no more', () => {
  const { headings, text } = outline('plan', { ...facts, requirements: facts.requirements.slice(0, 2), issues: [done] })
  expect(headings).toEqual(['一、健全组织，分工落实', '二、整改任务'])
  expect(text).toContain('台账所列问题均已完成整改并销号，目前没有待整改的问题。')
})

test('numbered after GB/T 9704: 一、 （一） 1., the tasks of each duty from 1', () => {
  const { sections } = compileSummary({ ...facts, numbering: 'standard' }, { work: officialCalendar, holidays: [] })
  const headings = (sections[2]?.parts ?? []).flatMap((part) => (part.kind === 'text' ? [] : [part.heading]))
  expect(headings).toEqual(['（一）职责甲', '1.任务第1项', '2.任务第2项', '（二）职责乙', '1.任务第3项'])
})

test('the leading group stands in an order that ranks nobody, and says so', () => {
  const of = (head: string | null, deputies: string[], members: string[]) =>
    outline('plan', { ...facts, leadingGroup: { head, deputies, members } }).text
  const group = '我校成立对照整改工作领导小组，'
  expect(of(null, [], ['周校长', '李主任', '陈主任'])).toContain(
    `${group}成员为陈主任、李主任、周校长（按姓名音序排列）。`,
  )
  expect(of(null, [], ['周校长'])).toContain(`${group}成员为周校长。`)
  expect(of('韩立新', ['季小兰', '葛明'], ['田大勇', '白雪梅'])).toContain(
    `${group}组长韩立新，副组长葛明、季小兰，成员白雪梅、田大勇（按姓名音序排列）。`,
  )
  expect(of('韩立新', ['季小兰', '葛明'], ['白雪梅'])).toContain('副组长葛明、季小兰（按姓名音序排列），成员白雪梅。')
  expect(of('韩立新', ['葛明'], ['白雪梅'])).toContain(`${group}组长韩立新，副组长葛明，成员白雪梅。`)
  expect(of('韩立新', [], [])).toContain(`${group}组长韩立新。`)
  expect(of(null, ['葛明'], ['白雪梅'])).toContain(`${group}副组长葛明，成员白雪梅。`)
})

test.each([
  ['共10个班,无寄宿;从8:30起', '共10个班，无寄宿；从8:30起'],
  ['经费3,000元(占5%),已用完!', '经费3,000元（占5%），已用完！'],
  ['见http://a.cn/b,c 和Word(2016)', '见http://a.cn/b,c 和Word(2016)'],
  ['开展"阳光体育"活动.每天一小时.', '开展“阳光体育”活动。每天一小时。'],
  ['本校重视基本校舍', '我校重视基本校舍'],
  ['学校开齐课程', '学校开齐课程'],
  ['一.加强管理', '一.加强管理'],
  ["坚持'免试就近入学'原则", '坚持‘免试就近入学’原则'],
  ['美术、书法...共3门--含剪纸', '美术、书法……共3门——含剪纸'],
  ['教师年龄30--40岁，见a--b', '教师年龄30--40岁，见a--b'],
  ['3.5公里,1:1配备', '3.5公里，1:1配备'],
])('%s is printed as %s', (typed, printed) => {
  expect(inPaperStyle(typed)).toBe(printed)
})

test('a title and a name typed with half-width signs are printed with full-width ones', () => {
  const title = '《义务教育学校管理标准(试行)》对照整改年活动整改工作总结'
  const { activity, school, opening } = compileSummary(
    { ...facts, title, school: '第二小学(东校区)' },
    { work: officialCalendar, holidays: [] },
  )
  expect([activity, school]).toEqual(['《义务教育学校管理标准（试行）》对照整改年活动', '第二小学（东校区）'])
  expect(opening[0]?.text).toContain('我校开展“《义务教育学校管理标准（试行）》对照整改年活动”')
})

test('the same issue number is never two problems', () => {
  expect(done.no).toBe(1 as IssueNo)
})
