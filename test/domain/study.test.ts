import { expect, test } from 'vitest'
import { sayGap } from '#cards/words.ts'
import { officialCalendar } from '#src/calendar.ts'
import type { Day } from '#src/domain/day.ts'
import type { StudyFacts } from '#src/domain/study.ts'
import type { HeldSession } from '#src/domain/study-session.ts'
import { compileSummary } from '#src/domain/summary.ts'
import { restsOnAnswers } from '#src/domain/summary-sentence.ts'
import { anAnswer, aStandard, noStudy, someFacts } from './summary-facts.ts'

const held = (on: string, form: string, people: number | null, about = '解读标准'): HeldSession => ({
  no: Number(on.slice(-2)),
  on: on as Day,
  form,
  people,
  about,
})

/** Section 一 after the sentence on the size of the standard. */
function first(study: StudyFacts): string {
  const facts = someFacts(aStandard([[2, 1], [1]]), {}, { study })
  const [section] = compileSummary(facts, { work: officialCalendar, holidays: [] }).sections
  const [part] = section?.parts ?? []
  if (section?.heading !== '一、学习宣传，营造氛围' || part?.kind !== 'text') throw new Error('no section 一')
  expect(part.sentences.slice(1).filter((one) => restsOnAnswers(one.source))).toEqual([])
  return part.sentences
    .slice(1)
    .map((one) => one.text)
    .join('')
}

test.each<[string, Partial<StudyFacts>, string]>([
  ['nothing is marked as missing', {}, '【学习宣传情况：未填报】'],
  [
    'one session',
    { sessions: [held('2026-09-03', '集中学习', 32)] },
    '2026年9月3日，我校开展集中学习，32人参加，内容为：解读标准。',
  ],
  [
    'several, counted by their forms',
    {
      sessions: [
        held('2026-09-03', '集中学习', 32, '校长解读标准(试行)。'),
        held('2026-09-08', '宣传栏', null, '公布标准;'),
        held('2026-09-10', '集中学习', 30, '本校对照分工'),
      ],
    },
    '我校组织学习宣传3次：集中学习2次、宣传栏1次。' +
      '2026年9月3日，我校开展集中学习，32人参加，内容为：校长解读标准（试行）。' +
      '2026年9月8日，我校开展宣传栏，内容为：公布标准。' +
      '2026年9月10日，我校开展集中学习，30人参加，内容为：我校对照分工。',
  ],
  [
    'the daily sending alone, which nobody opened',
    { sent: 1, first: '2026-09-08' as Day, last: '2026-09-08' as Day },
    '2026年9月8日，我校在工作群逐项推送标准内容，共推送22项管理任务中的1项。',
  ],
  [
    'all of it sent and opened',
    {
      sent: 22,
      first: '2026-09-08' as Day,
      last: '2026-10-15' as Day,
      readers: 6,
      openings: 35,
    },
    '2026年9月8日至2026年10月15日，我校在工作群逐项推送标准内容，共推送全部22项管理任务，6人共35次点开查看完整要求。',
  ],
  [
    'opened once by each',
    { sent: 2, first: '2026-09-08' as Day, last: '2026-09-09' as Day, readers: 3, openings: 3 },
    '2026年9月8日至2026年9月9日，我校在工作群逐项推送标准内容，共推送22项管理任务中的2项，3人点开查看完整要求。',
  ],
  [
    'a session and a list without tasks',
    {
      sessions: [held('2026-09-03', '集中学习', 32)],
      ...{ sent: 3, items: 16, first: '2026-09-08' as Day, last: '2026-09-10' as Day, level: 'requirement' },
    },
    '2026年9月3日，我校开展集中学习，32人参加，内容为：解读标准。' +
      '2026年9月8日至2026年9月10日，我校在工作群逐项推送标准内容，共推送16项具体要求中的3项。',
  ],
])('section 一: %s', (_, study, expected) => {
  expect(first({ ...noStudy, ...study })).toBe(expected)
})

test.each<[string, Partial<StudyFacts>, string[]]>([
  ['nothing', {}, ['study-missing']],
  ['a session', { sessions: [held('2026-09-03', '集中学习', 32)] }, []],
  ['items alone', { sent: 1, first: '2026-09-08' as Day, last: '2026-09-08' as Day }, []],
])('what is missing: %s was noted or sent', (_, study, expected) => {
  const facts = someFacts(aStandard([[1]]), { 1: anAnswer('met', { fact: '有' }) }, { study: { ...noStudy, ...study } })
  const { gaps } = compileSummary(facts, { work: officialCalendar, holidays: [] })
  expect(gaps.map((one) => one.kind)).toEqual(expected)
  expect(gaps.map(sayGap)).toEqual(expected.map(() => '学习宣传：还没有记录'))
})
