import { countIssues, type IssueKind, type IssueSource, type Standing } from './issue.ts'
import type { SummaryFacts } from './summary.ts'
import {
  isLiveOnPaper,
  type ListedIssue,
  listIssues,
  measuresOf,
  needsDate,
  problemsOf,
  type SummaryIssue,
} from './summary-issues.ts'
import {
  type Cell,
  called,
  listed,
  nobodyYet,
  notDivided,
  notStated,
  onDay,
  prose,
  type TableForm,
} from './table-column.ts'

/** One problem and what its requirements are called. */
export type LedgerLine = { readonly of: ListedIssue; readonly titles: readonly string[] }

/**
 * 整改台账 (domain facts, section 1.3): every problem once, in the order and with the numbers of the paper's sections 四 and
 * 五; those joined stand in the one they went into, with the titles of all.
 */
export const ledgerForm: TableForm<LedgerLine> = {
  columns: {
    row: { head: '序号', otherHeads: ['编号'], width: 3, centred: true, cell: (_, { no }) => no },
    // What /issues calls it; 序号 counts the lines of this table, in which some numbers are missing.
    number: {
      head: '问题编号',
      otherHeads: ['台账编号'],
      width: 4,
      centred: true,
      cell: ({ of }) => (of.kind === 'issue' ? of.issue.no : null),
    },
    requirements: {
      head: '对应条款',
      otherHeads: ['条款', '条款名称', '对应指标', '指标'],
      width: 8,
      cell: ({ titles }) => listed(titles),
    },
    problem: {
      head: '存在问题',
      otherHeads: ['存在的问题', '问题', '问题描述', '问题清单'],
      width: 12,
      cell: ({ of }) =>
        of.kind === 'issue' ? listed(problemsOf(of.issue).map((one) => prose(one))) : (prose(of.problem) ?? notStated),
    },
    source: {
      head: '问题来源',
      otherHeads: ['来源'],
      width: 4,
      centred: true,
      cell: ({ of }) => sources[of.kind === 'issue' ? of.issue.source : 'self'],
    },
    found: {
      head: '发现时间',
      otherHeads: ['发现日期', '登记时间'],
      width: 8,
      centred: true,
      cell: ({ of }) => (of.kind === 'issue' ? onDay(of.issue.foundOn) : null),
    },
    cause: {
      head: '原因分析',
      otherHeads: ['原因', '产生原因'],
      width: 8,
      cell: ({ of }) => (of.kind === 'issue' ? prose(of.issue.cause) : null),
    },
    kind: {
      head: '整改方式',
      otherHeads: ['整改类型', '类型'],
      width: 6,
      centred: true,
      cell: ({ of }) => (of.kind === 'issue' ? kinds[of.issue.kind] : null),
    },
    measure: { head: '整改措施', otherHeads: ['措施', '改进措施'], width: 12, cell: ({ of }) => measureOf(of) },
    department: {
      head: '责任部门',
      otherHeads: ['牵头部门', '负责部门', '责任处室', '部门', '处室'],
      width: 5,
      centred: true,
      cell: ({ of }) =>
        of.kind === 'issue'
          ? of.issue.department
          : listed(onceEach(of.rows.map((row) => row.department ?? notDivided))),
    },
    supporting: {
      head: '配合部门',
      otherHeads: ['协助部门', '配合处室'],
      width: 6,
      centred: true,
      cell: ({ of }) => (of.kind === 'issue' && of.issue.supporting.length > 0 ? of.issue.supporting.join('、') : null),
    },
    owner: {
      head: '责任人',
      otherHeads: ['具体责任人', '整改责任人', '负责人'],
      width: 5,
      centred: true,
      cell: ({ of }) => ownerOf(of),
    },
    due: {
      head: '整改时限',
      otherHeads: ['整改期限', '完成时限', '时限'],
      width: 8,
      centred: true,
      cell: ({ of }) => dueOf(of),
    },
    progress: {
      head: '完成情况',
      otherHeads: ['整改情况', '整改进展', '进展情况', '落实情况', '整改结果'],
      width: 10,
      cell: ({ of }) => progressOf(of),
    },
    evidence: {
      head: '佐证材料',
      otherHeads: ['材料', '材料目录', '印证材料', '支撑材料'],
      width: 8,
      cell: ({ of }) => listed(of.kind === 'issue' ? of.issue.pieces : onceEach(of.rows.flatMap((row) => row.pieces))),
    },
    struckOff: {
      head: '是否销号',
      otherHeads: ['销号情况', '销号'],
      width: 4,
      centred: true,
      cell: ({ of }) => (of.kind === 'issue' && of.issue.standing === 'struck-off' ? '是' : '否'),
    },
    struckOffOn: {
      head: '销号时间',
      otherHeads: ['销号日期'],
      width: 8,
      centred: true,
      cell: ({ of }) => (of.kind === 'issue' ? onDay(of.issue.struckOffOn) : null),
    },
  },
  usual: [
    ...['row', 'requirements', 'problem', 'source', 'cause', 'measure', 'department', 'owner', 'due', 'progress'],
    ...['evidence', 'struckOff', 'struckOffOn'],
  ],
  rows: linesOf,
  note: ({ issues }) => {
    const { live, struckOff } = countIssues(issues.map(({ standing }) => standing))
    return `共${live + struckOff}项，整改中${live}项，已销号${struckOff}项`
  },
}

const sources: Readonly<Record<IssueSource, string>> = { self: '自查', inspection: '督导检查', parents: '家长反映' }
const kinds: Readonly<Record<IssueKind, string>> = {
  'at-once': '立行立改',
  'by-date': '限期整改',
  standing: '长期坚持',
  'needs-above': '提请上级解决',
}

function linesOf({ requirements, issues }: SummaryFacts): LedgerLine[] {
  const titles = new Map(requirements.map(({ placed }) => [placed.no, placed.title]))
  return listIssues(requirements, issues).map((of) => ({
    of,
    titles:
      of.kind === 'issue'
        ? of.issue.requirements.flatMap((no) => titles.get(no) ?? [])
        : of.rows.map(({ placed }) => placed.title),
  }))
}

function measureOf(of: ListedIssue): Cell {
  if (of.kind === 'issue')
    return (
      listed(measuresOf(of.issue).map((one) => prose(one))) ??
      (isLiveOnPaper(of.issue) ? notStated : prose(of.issue.done))
    )
  const measures = onceEach(of.rows.flatMap(({ answer }) => prose(answer.measure) ?? []))
  return measures.length === 0 ? notStated : listed(measures)
}

function ownerOf(of: ListedIssue): Cell {
  if (of.kind === 'issue') return of.issue.owned && of.issue.owner !== null ? of.issue.owner : nobodyYet
  const people = of.rows.map(({ respondent, respondentLeft }) =>
    respondent === null || respondentLeft ? nobodyYet : called(respondent),
  )
  return onceEach(people).join('、')
}

function dueOf(of: ListedIssue): Cell {
  if (of.kind === 'answers') {
    const days = of.rows.flatMap(({ answer }) => answer.due ?? []).toSorted()
    return onDay(days.at(-1) ?? null) ?? notStated
  }
  const { due, kind } = of.issue
  if (due !== null) return { day: due }
  if (needsDate(of.issue)) return isLiveOnPaper(of.issue) ? notStated : null
  return kinds[kind]
}

/** How far it has come, and what its owner said of it last. */
function progressOf(of: ListedIssue): Cell {
  if (of.kind === 'answers') return standings['in-hand']
  const { progress } = of.issue
  return progress === null ? standingOf(of.issue) : `${standingOf(of.issue)}：${prose(progress)}`
}

const standings: Readonly<Record<Exclude<Standing, 'none' | 'waiting-for-above'>, string>> = {
  'in-hand': '整改中',
  'due-soon': '整改中',
  overdue: '整改中，已过时限',
  awaiting: '待复查',
  'struck-off': '已销号',
}

/** What a body above has to solve is nobody's delay, and names the body (domain facts, section 1.3). */
function standingOf({ standing, above }: SummaryIssue): string {
  if (standing === 'waiting-for-above') return `待${above ?? '上级'}解决`
  return standing === 'none' ? '' : standings[standing]
}

function onceEach(words: readonly string[]): string[] {
  return [...new Set(words)]
}
