import { expect, test } from 'vitest'
import { officialCalendar } from '#src/calendar.ts'
import { answers } from '#src/demo/answers.ts'
import type { Answer } from '#src/domain/answer.ts'
import { checkSummary } from '#src/domain/check.ts'
import type { Day } from '#src/domain/day.ts'
import { blankProfile, type SchoolProfile } from '#src/domain/school-profile.ts'
import type { Standard } from '#src/domain/standard.ts'
import { loadCatalogues } from '#standards/catalogues.ts'
import { eightShortcomings } from '#test/support/eight-shortcomings.ts'
import { anAnswer, someFacts } from './summary-facts.ts'

const standard = loadCatalogues().find((one) => one.id === 'compulsory-education-2014-trial') as Standard
/** A school of ten classes, as the model's (domain facts, section 2.4). */
const profile: SchoolProfile = {
  ...blankProfile,
  classes: 10,
  students: 436,
  boarders: 0,
  canteen: 'some',
  bus: 0,
  preschool: 'some',
  inclusion: 0,
  leftBehind: 21,
}

function idsOf(given: Readonly<Record<number, Answer>>, known: SchoolProfile = profile): string[] {
  const facts = someFacts(standard, given, { school: '大安市第二实验小学', madeOn: '2026-11-10' as Day })
  const against = { calendar: { work: officialCalendar, holidays: [] }, profile: known, confirmed: new Set<never>() }
  return checkSummary(facts, against)
    .map((one) => one.id)
    .filter((id) => !id.startsWith('unanswered'))
}

const byRating = { 已达到: 'met', 部分达到: 'partly', 未达到: 'unmet', 不适用: 'not-applicable' } as const
const ofDemo = Object.fromEntries(
  answers.map(({ no, rating, fact, shortcoming = null, measure = null, due = null }) => [
    no,
    anAnswer(byRating[rating], { fact, shortcoming, measure, due: due as Day | null }),
  ]),
)

test('of 92 ordinary answers hardly any is asked about, and each for a reason', () => {
  const reasons = ['claim.4', 'claim.35', 'due-missing.53', 'measure-missing.53', 'due-on-day-off.32']
  expect(idsOf(ofDemo)).toEqual(reasons)
  expect(idsOf(ofDemo, blankProfile)).toEqual(reasons)
})

test('and what is wrong among them stands out', () => {
  const wrong = {
    ...ofDemo,
    3: anAnswer('met', { fact: '12个教学班按性别和姓氏笔画均衡编班，学期中途不调班' }),
    12: anAnswer('met', { fact: '新源县第一小学坚持对留守儿童建档' }),
    66: anAnswer('met', { fact: '校车每月检修一次，有跟车老师' }),
  }
  expect(idsOf(wrong)).toEqual(
    expect.arrayContaining(['number-of-profile.classes.3', 'other-school.12', 'against-profile.66.bus']),
  )
})

// The facts of a school as such papers state them, in words of our own (domain facts, section 2.4).
const usual: Readonly<Record<number, string>> = {
  3: '我校现有10个自然班，10间教室，均衡编班，不设重点班',
  4: '严格执行收费政策，不收借读费、择校费',
  5: '近年来没有学生辍学，控辍保学责任到人',
  9: '通过校讯通、宣传栏、班会、家长会和国旗下讲话开展平等教育',
  12: '对留守儿童、困难儿童建立台账，发动社会捐助',
  22: '每天保证阳光体育活动1小时，大课间30分钟',
  25: '教室采光、照明、通风良好，10间教室都更换了灯具',
  26: '音乐、美术、书法课开齐开足',
  35: '师德表现纳入年终绩效考核',
  45: '每年按生均公用经费的5%安排教师培训经费',
  79: '与附近的第三小学、县第一中学开展联谊',
}

test('the usual facts of a school and its shortcomings raise nothing but what they lack', () => {
  const facts = Object.entries(usual).map(([no, fact]) => [no, anAnswer('met', { fact })] as const)
  const short = eightShortcomings.map(({ no, problem: shortcoming, measure }) => {
    const due = '2026-12-18' as Day
    return [no, anAnswer('partly', { fact: '已开展部分工作', shortcoming, measure, due })] as const
  })
  const notOurs = [10, 11].map(
    (no) => [no, anAnswer('not-applicable', { fact: '我校无随班就读学生和寄宿学生' })] as const,
  )
  expect(idsOf(Object.fromEntries([...facts, ...short, ...notOurs]))).toEqual([])
})
