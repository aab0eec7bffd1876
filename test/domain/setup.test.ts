import { expect, test } from 'vitest'
import type { Day } from '#src/domain/day.ts'
import { checkSetup, type SetupForm } from '#src/domain/setup.ts'

const today = '2026-09-01' as Day
const known = [
  { id: 'compulsory-education-2017', title: '义务教育学校管理标准', documentNumber: '教基〔2017〕9号' },
  {
    id: 'compulsory-education-2014-trial',
    title: '义务教育学校管理标准（试行）',
    documentNumber: '教基一〔2014〕10号',
  },
]
const form: SetupForm = {
  school: '第一小学',
  title: '对照整改年活动',
  standard: 'compulsory-education-2017',
  inspectBy: '2026-12-01 +0800',
}
const check = (change: Partial<SetupForm>) => checkSetup({ ...form, ...change }, known, today)

test('a whole form makes a campaign', () => {
  const setup = {
    school: '第一小学',
    title: '对照整改年活动',
    standardId: 'compulsory-education-2017',
    inspectBy: '2026-12-01',
  }
  expect(check({})).toEqual({ kind: 'accepted', setup })
})

test.each<[Partial<SetupForm>, string]>([
  [{ school: ' \n ' }, 'school-missing'],
  [{ school: undefined }, 'school-missing'],
  [{ school: ['第一小学'] }, 'school-missing'],
  [{ title: null }, 'title-missing'],
  [{ school: '校'.repeat(61) }, 'too-long'],
  [{ title: '题'.repeat(61) }, 'too-long'],
  [{ standard: 'iso-9001' }, 'standard-unknown'],
  [{ standard: '' }, 'standard-unknown'],
  [{ standard: null }, 'standard-unknown'],
  [{ standard: '201' }, 'standard-unknown'],
  [{ inspectBy: '' }, 'date-missing'],
  [{ inspectBy: '2026-02-30' }, 'date-missing'],
  [{ inspectBy: 20261201 }, 'date-missing'],
  [{ inspectBy: '2026-08-31' }, 'date-past'],
  [{ inspectBy: '2028-09-02' }, 'date-too-far'],
])('%j is refused: %s', (change, why) => {
  expect(check(change)).toEqual({ kind: 'refused', why })
})

test.each(['2026-09-01', '2028-09-01', '2026年12月1日'])('the day %s is taken', (inspectBy) => {
  expect(check({ inspectBy }).kind).toBe('accepted')
})

test.each([
  ['compulsory-education-2014-trial', 'compulsory-education-2014-trial'],
  ['义务教育学校管理标准', 'compulsory-education-2017'],
  ['《义务教育学校管理标准(试行)》', 'compulsory-education-2014-trial'],
  ['教基[2017]9号', 'compulsory-education-2017'],
  ['2014', 'compulsory-education-2014-trial'],
  ['２０１７', 'compulsory-education-2017'],
])('the standard named %s is %s', (standard, standardId) => {
  expect(check({ standard })).toMatchObject({ setup: { standardId } })
})

test('names keep rare characters and emoji, lose line breaks and what a database refuses', () => {
  const change = { school: '  𠮷祥\n小学 🏫👨‍👩‍👧 ', title: '整改\u0000年' }
  expect(check(change)).toMatchObject({ setup: { school: '𠮷祥 小学 🏫👨‍👩‍👧', title: '整改年' } })
  expect(check({ school: '𠮷'.repeat(60) }).kind).toBe('accepted')
})
