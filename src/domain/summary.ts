import type { Answer } from './answer.ts'
import type { SchoolCalendar } from './calendar.ts'
import type { Day } from './day.ts'
import { headingMarks } from './heading-marks.ts'
import { inFullWidth } from './paper-style.ts'
import { type Numbering, paperNames, type Report, reports } from './papers.ts'
import { type Count, count, open } from './progress.ts'
import type { Meaning, PlacedRequirement, Standard } from './standard.ts'
import { type StudyFacts, studySentences } from './study.ts'
import { findings, type Part } from './summary-findings.ts'
import { type Gap, gapsOf } from './summary-gaps.ts'
import { isLiveOnPaper, listIssues, type SummaryIssue } from './summary-issues.ts'
import { measureParts, type Problems, problemParts, rectificationParts } from './summary-rectification.ts'
import { ledgerNumbers, resultParts } from './summary-results.ts'
import { fromData, inChinese, missing, paperDay, type Sentence } from './summary-sentence.ts'
import type { ChosenColumns } from './tables.ts'

/** Everything a summary is made of; nothing else gets into it. */
export type SummaryFacts = {
  readonly school: string
  readonly title: string
  readonly standard: Standard
  readonly version: number
  readonly madeOn: Day
  /** The day by which everything is to be inspected. */
  readonly inspectBy: Day
  readonly numbering: Numbering
  readonly leadingGroup: LeadingGroup
  readonly coordinator: string | null
  readonly departments: readonly SummaryDepartment[]
  /** In catalogue order. */
  readonly requirements: readonly SummaryRow[]
  /** The whole ledger, whatever became of each. */
  readonly issues: readonly SummaryIssue[]
  readonly study: StudyFacts
  /** Those its tables are to have. */
  readonly columns: ChosenColumns
}
/** By name, each of them once: whoever heads it is not among its members. */
export type LeadingGroup = {
  readonly head: string | null
  readonly deputies: readonly string[]
  readonly members: readonly string[]
}
export type SummaryDepartment = {
  readonly name: string
  readonly heads: readonly string[]
  /** How many people it has, the heads among them. */
  readonly members: number
  readonly requirements: number
}
export type SummaryRow = {
  readonly placed: PlacedRequirement
  readonly department: string | null
  readonly respondent: string | null
  /** They are no longer at the school. */
  readonly respondentLeft: boolean
  /** What lies with it as evidence, by the names it was sent under. */
  readonly pieces: readonly string[]
  readonly answer: Answer | null
  /** It came back to its respondent, or waits for a reviewer; null: neither. */
  readonly unsettled: 'returned' | 'waiting' | null
}

export type Section = { readonly heading: string; readonly parts: readonly Part[] }
/** A summary before it is laid out: every sentence knows its source. */
export type Summary = {
  readonly activity: string
  readonly kind: string
  readonly school: string
  readonly version: number
  readonly opening: readonly Sentence[]
  readonly sections: readonly Section[]
  readonly closing: readonly Sentence[]
  readonly signedOn: Day
  readonly count: Count
  readonly gaps: readonly Gap[]
}

/** What each report is about: how it begins and ends. */
const frames: Readonly<Record<Report, { readonly opening: string; readonly closing: string }>> = {
  summary: { opening: '现将有关情况总结如下：', closing: '以上是我校对照整改工作情况' },
  'self-check': { opening: '现将自查情况报告如下：', closing: '以上是我校自查情况' },
  plan: { opening: '针对自查发现的问题，制定整改方案如下：', closing: '以上是我校整改方案' },
  rectification: { opening: '现将整改情况报告如下：', closing: '以上是我校整改情况' },
}

/**
 * A report from answers and ledger, in the form schools hand in (domain facts, section 2): what was stated, in catalogue
 * order; what is missing, marked as missing; and nothing that nobody said. `calendar` is the school's, to notice a date on
 * a day off.
 */
export function compileSummary(facts: SummaryFacts, calendar: SchoolCalendar, report: Report = 'summary'): Summary {
  const counted = count(facts.requirements.map((row) => row.answer?.means ?? null))
  const { opening, closing } = frames[report]
  const sections = sectionsOf(facts, counted, report).filter(({ parts }) => parts.length > 0)
  return {
    activity: activityOf(facts.title),
    kind: paperNames[report],
    school: inFullWidth(facts.school),
    version: facts.version,
    opening: [
      fromData(
        `为落实《${facts.standard.title}》，我校开展“${quotedWithin(activityOf(facts.title))}”，对照标准逐条自查、整改。${opening}`,
        'settings',
      ),
    ],
    sections: sections.map(({ title, parts }, index) => ({ heading: `${inChinese(index + 1)}、${title}`, parts })),
    closing: [fromData(`${closing}。`, 'answers')],
    signedOn: facts.madeOn,
    count: counted,
    gaps: gapsOf(facts, calendar),
  }
}

type Body = { readonly title: string; readonly parts: readonly Part[] }

/** Which sections a report has (domain facts, section 2.3); one without anything to say is left out with its heading. */
function sectionsOf(facts: SummaryFacts, counted: Count, report: Report): Body[] {
  const marks = headingMarks[facts.numbering]
  const { requirements: rows, issues } = facts
  const listed = listIssues(rows, issues)
  const all: Problems = { listed, rows, counted, marks }
  const study = { title: '学习宣传，营造氛围', parts: [text(studied(facts))] }
  const organisation = { title: '健全组织，分工落实', parts: [text(organised(facts))] }
  const check = { title: '对照标准，逐项自查', parts: [text(checked(facts, counted)), ...findings(rows, marks)] }
  const problems = { title: '存在的问题', parts: problemParts(all) }
  switch (report) {
    case 'summary': {
      const results = resultParts(listed, issues, rows, marks)
      const measures = [...measureParts(all), ...(results.length === 0 ? ledgerNumbers(issues) : [])]
      return [
        study,
        organisation,
        check,
        problems,
        { title: '整改措施', parts: measures },
        { title: '整改成效', parts: results },
      ]
    }
    case 'self-check':
      return [study, organisation, check, problems]
    case 'plan': {
      const still = listed.filter((one) => one.kind === 'answers' || isLiveOnPaper(one.issue))
      const of = still.length === 0 && listed.length > 0 ? null : { ...all, listed: still }
      if (of === null) return [organisation, { title: '整改任务', parts: [text([fromData(nothingLeft, 'ledger')])] }]
      return [
        organisation,
        { title: '存在的问题', parts: problemParts(of) },
        { title: '整改措施', parts: measureParts(of) },
      ]
    }
    case 'rectification':
      return [organisation, { title: '问题整改情况', parts: [...ledgerNumbers(issues), ...rectificationParts(all)] }]
  }
}

const nothingLeft = '台账所列问题均已完成整改并销号，目前没有待整改的问题。'

/** The campaign's name; somebody who named it after the paper does not get the words twice. */
export function activityOf(title: string): string {
  const named = reports.map((report) => paperNames[report]).find((name) => title.endsWith(name))
  const activity = named === undefined ? title : title.slice(0, -named.length).trim()
  return inFullWidth(activity === '' ? title : activity)
}

/** Quotation marks within others are single ones (GB/T 15834). */
function quotedWithin(name: string): string {
  return name.replaceAll('“', '‘').replaceAll('”', '’')
}

function studied({ standard: { title, documentNumber, duties }, study }: SummaryFacts): Sentence[] {
  const tasks = duties.flatMap((duty) => duty.tasks)
  const requirements = tasks.flatMap((task) => task.requirements)
  const named = {
    duties: duties.filter((one) => one.title !== null).length,
    tasks: tasks.filter((one) => one.title !== null).length,
  }
  const size = [
    ...(named.duties === 0 ? [] : [`${named.duties === 2 ? '两' : inChinese(named.duties)}项管理职责`]),
    ...(named.tasks === 0 ? [] : [`${named.tasks}项管理任务`]),
    `${requirements.length}条具体要求`,
  ].join('、')
  return [
    fromData(`《${title}》${documentNumber === '' ? '' : `（${documentNumber}）`}共有${size}。`, 'settings'),
    ...studySentences(study),
  ]
}

function organised({ leadingGroup, coordinator, departments, requirements }: SummaryFacts): Sentence[] {
  const carrying = departments.filter((one) => one.requirements > 0)
  const unassigned = requirements.filter((row) => row.department === null).length
  const led = sayGroup(leadingGroup)
  const sentences: Sentence[] = [
    led === null
      ? missing('领导小组成员：未填报', 'leading-group')
      : fromData(`我校成立对照整改工作领导小组，${led}。`, 'leading-group'),
  ]
  if (coordinator !== null) sentences.push(fromData(`联络员为${coordinator}。`, 'settings'))
  // A department the directory no longer has still answers for what was given to it; nobody knows how many are in it.
  const known = new Set(departments.map((one) => one.name))
  const gone = Map.groupBy(
    requirements.flatMap(({ department }) => (department === null || known.has(department) ? [] : [department])),
    (name) => name,
  )
  const all = carrying.length + gone.size
  if (all === 0) return [...sentences, missing('责任分工：未填报', 'division')]
  const shares = carrying.map(({ name, heads, members, requirements: share }) => {
    const headed = heads.length === 0 ? '' : `负责人${heads.join('、')}，`
    return `${name}（${headed}共${members}人）负责${share}条`
  })
  for (const [name, lying] of gone) shares.push(`${name}负责${lying.length}条`)
  sentences.push(fromData(`各项要求分工到${all}个部门：${shares.join('，')}。`, 'division'))
  if (unassigned > 0) sentences.push(missing(`尚有${unassigned}条未分工`, 'division'))
  return sentences
}

/**
 * 组长韩立新，副组长葛明、季小兰，成员白雪梅、田大勇（按姓名音序排列）; null when nobody is in it. Nothing says who ranks before
 * whom among several, so their order is one that ranks nobody, and says so once, behind the last of them.
 */
function sayGroup({ head, deputies, members }: LeadingGroup): string | null {
  const isLed = head !== null || deputies.length > 0
  const parts = [
    { word: '组长', names: head === null ? [] : [head] },
    { word: '副组长', names: deputies },
    { word: isLed ? '成员' : '成员为', names: members },
  ].filter(({ names }) => names.length > 0)
  const last = parts.findLastIndex(({ names }) => names.length > 1)
  const said = parts.map(
    ({ word, names }, at) =>
      `${word}${names.toSorted(bySound.compare).join('、')}${at === last ? '（按姓名音序排列）' : ''}`,
  )
  return said.length === 0 ? null : said.join('，')
}

const bySound = new Intl.Collator('zh-u-co-pinyin')

function checked({ standard, madeOn }: SummaryFacts, counted: Count): Sentence[] {
  const numbers: readonly (readonly [Meaning, number])[] = [
    ['met', counted.met],
    ['partly', counted.partly],
    ['unmet', counted.unmet],
    ['not-applicable', counted.notApplicable],
  ]
  const results = numbers
    .map(([means, number]) => [standard.ratings.filter((one) => one.means === means), number] as const)
    .filter(([words, number]) => words.length > 0 && number > 0)
    .map(([words, number]) => `${words.map((one) => one.word).join('或')}${number}条`)
    .join('、')
  const answered = `截至${paperDay(madeOn)}，${counted.total}条具体要求中已填报${counted.answered}条`
  const sentences = [fromData(counted.answered === 0 ? `${answered}。` : `${answered}，其中${results}。`, 'answers')]
  if (open(counted) > 0) sentences.push(missing(`尚有${open(counted)}条未填报`, 'answers'))
  return sentences
}

function text(sentences: readonly Sentence[]): Part {
  return { kind: 'text', sentences }
}
