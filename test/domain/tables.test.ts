import { describe, expect, test } from 'vitest'
import type { Day } from '#src/domain/day.ts'
import type { RequirementNo } from '#src/domain/ids.ts'
import type { SummaryFacts } from '#src/domain/summary.ts'
import type { SummaryIssue } from '#src/domain/summary-issues.ts'
import {
  type ChosenColumn,
  knownColumns,
  paperTable,
  type TableKind,
  tableKinds,
  usualColumns,
} from '#src/domain/tables.ts'
import { anAnswer, anIssue, aStandard, someFacts } from './summary-facts.ts'

const day = (text: string) => text as Day
const two = aStandard([[2], [1]])

/** What stands under a head, from the top. */
function under(kind: TableKind, facts: SummaryFacts, head: string, columns: readonly ChosenColumn[] | null = null) {
  const { heads, rows } = paperTable(kind, columns === null ? facts : { ...facts, columns: { [kind]: columns } })
  const at = heads.indexOf(head)
  if (at < 0) throw new Error(`no column ${head} among ${heads.join()}`)
  return rows.map((row) => row[at])
}

describe('自评表', () => {
  const facts = someFacts(two, {
    1: anAnswer('met', { fact: '有', evidence: '档案盒1-1' }),
    2: anAnswer('partly', { fact: '在做', shortcoming: '缺名册', measure: '补建', due: day('2026-12-01') }),
  })

  test('every requirement once in catalogue order, what nobody answered marked as that', () => {
    const { title, note, heads, rows } = paperTable('self-rating', facts)
    expect(title).toBe('对照整改年活动自评表')
    expect(note).toBe('共3条，已填报2条，已达到1条（截至2026年11月23日）')
    expect(heads).toEqual([
      '一级指标',
      '二级指标',
      '三级指标',
      '自评等次',
      '自评概述',
      '材料目录',
      '评估等次',
      '评估意见',
    ])
    expect(rows).toEqual([
      ['职责甲', '任务第1项', '要求名1', '已达到', '有', '档案盒1-1', null, null],
      ['职责甲', '任务第1项', '要求名2', '部分达到', '在做\n存在问题：缺名册', null, null, null],
      ['职责乙', '任务第2项', '要求名3', '未填报', null, null, null, null],
    ])
  })

  test('a shortcoming stands once: in its own column where the table has one', () => {
    const columns = [
      { column: 'overview', head: '自评概述' },
      { column: 'shortcoming', head: '不足' },
      { column: 'due', head: '时限' },
      { column: null, head: '备注' },
    ]
    expect(under('self-rating', facts, '自评概述', columns)).toEqual(['有', '在做', null])
    expect(under('self-rating', facts, '不足', columns)).toEqual([null, '缺名册', null])
    expect(under('self-rating', facts, '时限', columns)).toEqual([null, { day: '2026-12-01' }, null])
    expect(under('self-rating', facts, '备注', columns)).toEqual([null, null, null])
  })

  test.each([
    ['met', { fact: null }, '未填报'],
    ['not-applicable', { fact: null }, '未填报'],
    ['not-applicable', { fact: '无寄宿生' }, '无寄宿生'],
    ['unmet', { fact: null, shortcoming: '没有' }, '存在问题：没有'],
    ['unmet', { fact: null, shortcoming: null }, null],
  ] as const)('%s with %j says %s', (means, answer, overview) => {
    expect(under('self-rating', someFacts(aStandard([[1]]), { 1: anAnswer(means, answer) }), '自评概述')).toEqual([
      overview,
    ])
  })
})

describe('责任分工表', () => {
  test('whose each requirement is, until when; what is not divided yet says so, who has left is nobody', () => {
    const facts = someFacts(two, {})
    const change = [{}, { respondentLeft: true }, { department: null, respondent: null }]
    const requirements = facts.requirements.map((row, at) => ({ ...row, ...change[at] }))
    const table = paperTable('division', { ...facts, requirements })
    expect(table.note).toContain('共3条，其中1条未分工')
    const due = { day: '2026-11-30' }
    expect(table.rows).toEqual([
      [1, '职责甲', '任务第1项', '要求名1', '教务处', '林老师', null, due],
      [2, '职责甲', '任务第1项', '要求名2', '教务处', '待定', null, due],
      [3, '职责乙', '任务第2项', '要求名3', '未分工', '待定', null, due],
    ])
  })
})

describe('整改台账', () => {
  const ledger = (issues: readonly SummaryIssue[], answers: Parameters<typeof someFacts>[1] = {}) =>
    someFacts(two, answers, { issues })

  test('every problem once, counted by the rule of /progress, what is none left out', () => {
    const facts = ledger(
      [
        anIssue(1, { requirements: [1, 3] as RequirementNo[] }),
        anIssue(2, { standing: 'struck-off', struckOffOn: day('2026-11-01'), requirements: [2] as RequirementNo[] }),
        anIssue(3, { standing: 'none' }),
        anIssue(4, { requirements: [], source: 'parents' }),
      ],
      { 1: anAnswer('partly', { shortcoming: '又一种说法' }) },
    )
    const { note, rows } = paperTable('ledger', facts)
    expect(note).toBe('共3项，整改中2项，已销号1项（截至2026年11月23日）')
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      [1, '1.要求名1\n2.要求名3', '问题1', '自查'],
      [2, '要求名2', '问题2', '自查'],
      [3, null, '问题4', '家长反映'],
    ])
    expect(under('ledger', facts, '是否销号')).toEqual(['否', '是', '否'])
    expect(under('ledger', facts, '销号时间')).toEqual([null, { day: '2026-11-01' }, null])
  })

  test.each<[Partial<SummaryIssue>, string, unknown]>([
    [{ owner: null, owned: false }, '责任人', '待定'],
    [{ owner: '林老师', owned: false }, '责任人', '待定'],
    [{ due: null }, '整改时限', '未填报'],
    [{ due: null, kind: 'standing' }, '整改时限', '长期坚持'],
    [{ due: null, kind: 'needs-above', above: '市教育局', standing: 'waiting-for-above' }, '整改时限', '提请上级解决'],
    [{ kind: 'needs-above', above: '市教育局', standing: 'waiting-for-above' }, '完成情况', '待市教育局解决'],
    [{ measure: null }, '整改措施', '未填报'],
    [{ measure: null, standing: 'struck-off', done: '已补建' }, '整改措施', '已补建'],
    [{ standing: 'overdue', progress: '在等施工队' }, '完成情况', '整改中，已过时限：在等施工队'],
    [{ standing: 'awaiting', progress: '已补建' }, '完成情况', '待复查：已补建'],
    [{ pieces: ['合同.pdf', '照片2张'] }, '佐证材料', '1.合同.pdf\n2.照片2张'],
    [{ cause: '经费不足' }, '原因分析', '经费不足'],
  ])('%j: %s is %j', (change, head, cell) => {
    expect(under('ledger', ledger([anIssue(1, change)]), head)).toEqual([cell])
  })
})

test.each(tableKinds)('%s: the usual columns are known ones, and every head is known once', (kind) => {
  const known = knownColumns(kind)
  expect(known.map((one) => one.column)).toEqual(expect.arrayContaining(usualColumns(kind).map((one) => one.column)))
  const heads = known.flatMap((one) => one.heads)
  expect(new Set(heads).size).toBe(heads.length)
  expect(usualColumns(kind).every((one) => heads.includes(one.head))).toBe(true)
})

test.each(tableKinds)('%s of nothing has its heads and no rows', (kind) => {
  const { rows, heads } = paperTable(kind, someFacts(aStandard([]), {}))
  expect(rows).toEqual([])
  expect(heads.length).toBeGreaterThan(3)
})

test('what people wrote stands in the tables as papers print it, line by line', () => {
  const typed = { fact: '本校有10个班,均衡编班;\n名单公示.', shortcoming: '器材不足(3套)', measure: '我们学校申请经费' }
  const facts = someFacts(aStandard([[1]]), { 1: anAnswer('partly', typed) })
  const columns = ['overview', 'measure'].map((column) => ({ column, head: column }))
  expect(paperTable('self-rating', { ...facts, columns: { 'self-rating': columns } }).rows).toEqual([
    ['我校有10个班，均衡编班；\n名单公示。\n存在问题：器材不足（3套）', '我校申请经费'],
  ])
})

test('columns chosen for levels the standard lacks give the usual table, not one without a column', () => {
  const flat = aStandard([[2]])
  const bare = {
    ...flat,
    duties: flat.duties.map((duty) => ({
      ...duty,
      title: null,
      tasks: duty.tasks.map((task) => ({ ...task, title: null })),
    })),
  }
  const chosen = [
    { column: 'duty', head: '一级指标' },
    { column: 'task', head: '二级指标' },
  ]
  const table = paperTable('self-rating', someFacts(bare, {}, { columns: { 'self-rating': chosen } }))
  expect(table.heads).toEqual(['三级指标', '自评等次', '自评概述', '材料目录', '评估等次', '评估意见'])
  expect(table.rows).toHaveLength(2)
})
