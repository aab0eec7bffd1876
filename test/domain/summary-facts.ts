import type { Answer } from '#src/domain/answer.ts'
import type { Day } from '#src/domain/day.ts'
import type { IssueNo, RequirementNo, TaskNo } from '#src/domain/ids.ts'
import { placed, type Standard, usualRatings } from '#src/domain/standard.ts'
import type { StudyFacts } from '#src/domain/study.ts'
import type { HeldSession } from '#src/domain/study-session.ts'
import type { SummaryFacts, SummaryRow } from '#src/domain/summary.ts'
import type { SummaryIssue } from '#src/domain/summary-issues.ts'

/** A standard of `shape`: for each duty the number of requirements in each of its tasks. */
export function aStandard(shape: readonly (readonly number[])[]): Standard {
  let task = 0
  let requirement = 0
  return {
    id: 'tiny',
    title: '小学管理标准',
    documentNumber: '试〔2026〕1号',
    ratings: usualRatings,
    duties: shape.map((tasks, index) => ({
      no: index + 1,
      title: `职责${'甲乙丙丁戊己'[index]}`,
      tasks: tasks.map((size) => {
        task += 1
        return {
          no: task as TaskNo,
          title: `任务第${task}项`,
          requirements: Array.from({ length: size }, () => {
            requirement += 1
            const no = requirement as RequirementNo
            return { no, title: `要求名${no}`, text: `内容${no}`, evidence: [], suggestedDepartment: '教务处' }
          }),
        }
      }),
    })),
  }
}

export function anAnswer(means: Answer['means'], change: Partial<Answer> = {}): Answer {
  const rating = usualRatings.find((one) => one.means === means)?.word ?? ''
  return { rating, means, fact: null, shortcoming: null, measure: null, due: null, evidence: null, ...change }
}

export const noStudy: StudyFacts = {
  sessions: [],
  first: null,
  last: null,
  sent: 0,
  items: 22,
  level: 'task',
  readers: 0,
  openings: 0,
}

export const aSession: HeldSession = {
  no: 1,
  on: '2026-09-03' as Day,
  form: '集中学习',
  about: '校长解读标准',
  people: 32,
}

/** A campaign on `standard` with the given answers by requirement number; the others are unanswered. */
export function someFacts(
  standard: Standard,
  answers: Readonly<Record<number, Answer | null>>,
  change: Partial<SummaryFacts> = {},
): SummaryFacts {
  const requirements: SummaryRow[] = placed(standard).map((one) => ({
    placed: one,
    department: '教务处',
    respondent: '林老师',
    respondentLeft: false,
    pieces: [],
    answer: answers[one.no] ?? null,
    unsettled: null,
  }))
  return {
    school: '第一小学',
    title: '对照整改年活动',
    standard,
    version: 1,
    madeOn: '2026-11-23' as Day,
    inspectBy: '2026-11-30' as Day,
    numbering: 'runs-on',
    leadingGroup: { head: '周校长', deputies: [], members: ['陈主任', '孙主任'] },
    coordinator: '陈主任',
    departments: [{ name: '教务处', heads: ['李主任'], members: 6, requirements: requirements.length }],
    requirements,
    issues: [],
    study: { ...noStudy, sessions: [aSession] },
    columns: {},
    ...change,
  }
}

/** An issue of the ledger that is being rectified by 林老师. */
export function anIssue(no: number, change: Partial<SummaryIssue> = {}): SummaryIssue {
  return {
    no: no as IssueNo,
    problem: `问题${no}`,
    source: 'self',
    foundOn: '2026-09-08' as Day,
    cause: null,
    measure: `措施${no}`,
    kind: 'by-date',
    above: null,
    department: '教务处',
    supporting: [],
    joined: [],
    owned: true,
    owner: '林老师',
    due: '2026-12-01' as Day,
    standing: 'in-hand',
    struckOffOn: null,
    done: null,
    progress: null,
    pieces: [],
    requirements: [1 as RequirementNo],
    ...change,
  }
}
