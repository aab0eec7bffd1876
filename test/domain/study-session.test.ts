import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Day } from '#src/domain/day.ts'
import { readStudyWords } from '#src/domain/study-command.ts'
import { readSession, type SessionGiven } from '#src/domain/study-session.ts'

const today = '2026-09-08' as Day
const whole: SessionGiven = { day: '2026-09-03', form: '集中学习', about: '校长解读标准', people: '32' }
const read = (change: Partial<SessionGiven>) => readSession({ ...whole, ...change }, today)

test.each([
  ['今天', '2026-09-08'],
  ['昨天', '2026-09-07'],
  ['9月3日', '2026-09-03'],
  ['９月３号', '2026-09-03'],
  ['9.3', '2026-09-03'],
  ['9月9日', 'day-ahead'],
  ['12月30日', 'day-ahead'],
  ['2025年12月30日', '2025-12-30'],
  ['2月29日', 'day-unreadable'],
  ['2026年9月3日', '2026-09-03'],
  ['2026-09-09', 'day-ahead'],
  ['2024-02-29', 'day-too-old'],
  ['9月31日', 'day-unreadable'],
  ['13月1日', 'day-unreadable'],
  ['上周三', 'day-unreadable'],
  ['', 'day-unreadable'],
  [null, 'day-unreadable'],
  [' '.repeat(5_000), 'day-unreadable'],
])('the day %j is %j', (day, expected) => {
  const session = read({ day })
  expect(typeof session === 'string' ? session : session.on).toBe(expected)
})

test('early in the year December was last year', () => {
  expect(readSession({ ...whole, day: '12月30日' }, '2027-01-11' as Day)).toMatchObject({ on: '2026-12-30' })
})

test.each<[Partial<SessionGiven>, unknown]>([
  [{}, { on: '2026-09-03', form: '集中学习', about: '校长解读标准', people: 32 }],
  [
    { form: ' 专题\n讲座 ', about: '六项　职责', people: '３２人参加' },
    { on: '2026-09-03', form: '专题 讲座', about: '六项 职责', people: 32 },
  ],
  [{ people: null }, { on: '2026-09-03', form: '集中学习', about: '校长解读标准', people: null }],
  [{ people: ' ' }, { on: '2026-09-03', form: '集中学习', about: '校长解读标准', people: null }],
  [{ form: null }, 'form-missing'],
  [{ form: ' ' }, 'form-missing'],
  [{ form: '长'.repeat(21) }, 'form-too-long'],
  [{ about: null }, 'about-missing'],
  [{ about: '长'.repeat(201) }, 'about-too-long'],
  [{ people: '0' }, 'people-unreadable'],
  [{ people: '5001' }, 'people-unreadable'],
  [{ people: '-3' }, 'people-unreadable'],
  [{ people: '约30人' }, 'people-unreadable'],
  [{ people: '60人次' }, 'people-unreadable'],
  [{ people: '全体教师' }, 'people-unreadable'],
])('%j makes %j', (change, expected) => {
  expect(read(change)).toEqual(expected)
})

test.each<[string, unknown]>([
  ['', { what: 'show' }],
  ['  ', { what: 'show' }],
  ['记录', { what: 'form' }],
  ['开始', { what: 'start' }],
  ['停止', { what: 'stop' }],
  ['（7）', { what: 'item', no: 7 }],
  ['第２２项', { what: 'item', no: 22 }],
  ['撤下 2', { what: 'withdraw', no: 2 }],
  ['撤下１２', { what: 'withdraw', no: 12 }],
  [
    '记录 9月3日 集中学习 32人 校长解读标准',
    { what: 'note', given: { day: '9月3日', form: '集中学习', about: '校长解读标准', people: '32人' } },
  ],
  [
    '记录　昨天　专题讲座　六项职责 二十二项任务　共45人',
    { what: 'note', given: { day: '昨天', form: '专题讲座', about: '六项职责 二十二项任务', people: '共45人' } },
  ],
  [
    '记录 9月3日 宣传栏 公布标准',
    { what: 'note', given: { day: '9月3日', form: '宣传栏', about: '公布标准', people: null } },
  ],
  [
    '记录 9月3日 集中学习 约30人 22 项任务',
    { what: 'note', given: { day: '9月3日', form: '集中学习', about: '约30人 22 项任务', people: null } },
  ],
  [
    '记录 9月2日 学年组分组讨论，6个学年组，每组写了学习体会',
    {
      what: 'note',
      given: { day: '9月2日', form: '学年组分组讨论', about: '6个学年组，每组写了学习体会', people: null },
    },
  ],
  [
    '记录 9月2日 学年组分组讨论，6个学年组，每组写了学习体会 32人 已归档',
    {
      what: 'note',
      given: { day: '9月2日', form: '学年组分组讨论', about: '6个学年组，每组写了学习体会 已归档', people: '32人' },
    },
  ],
  [
    '记录 9月2日 分组讨论：六个学年组各写了学习体会并张贴在宣传栏里',
    {
      what: 'note',
      given: { day: '9月2日', form: '分组讨论', about: '六个学年组各写了学习体会并张贴在宣传栏里', people: null },
    },
  ],
  [
    '记录 9月2日 集中学习，校长解读标准 32人',
    { what: 'note', given: { day: '9月2日', form: '集中学习', about: '校长解读标准', people: '32人' } },
  ],
  [
    '记录 9月2日 集中学习，分组讨论 校长解读标准',
    { what: 'note', given: { day: '9月2日', form: '集中学习，分组讨论', about: '校长解读标准', people: null } },
  ],
  [
    `记录 9月2日 ${'长'.repeat(21)}，写了体会`,
    { what: 'note', given: { day: '9月2日', form: `${'长'.repeat(21)}，写了体会`, about: null, people: null } },
  ],
  ['记录 9月3日', { what: 'note', given: { day: '9月3日', form: null, about: null, people: null } }],
  ['记录 齐全', null],
  ['记录 集中学习 32人', null],
  ['撤下', null],
  ['7', null],
  ['3项制度', null],
  ['开始新学期', null],
  ['撤下 0', null],
  ['制度健全', null],
  ['constructor', null],
  [`记录 9月3日 ${'长'.repeat(1_000)}`, null],
])('after 学习: %j is %j', (rest, expected) => {
  expect(readStudyWords(rest)).toEqual(expected)
})

test('whatever is said, reading ends, and a session is whole or refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(), (text, number) => {
      readStudyWords(text)
      const session = readSession({ day: '今天', form: text, about: text, people: String(number) }, today)
      if (typeof session === 'string') return
      expect(session.form).toBe(session.form.trim())
      expect([...session.form].length).toBeLessThanOrEqual(20)
      expect(session.people).toBe(number)
    }),
  )
})
