import { type ImportDivisionView, importDivisionCard } from '#cards/import-division.ts'
import { importStandardCard } from '#cards/import-standard.ts'
import { importTemplateCard } from '#cards/import-template.ts'
import type { PersonId, PlanId, RequirementNo, TaskNo } from '#src/domain/ids.ts'
import { usualColumns } from '#src/domain/tables.ts'

const change = {
  no: 17 as RequirementNo,
  title: '均衡编班',
  taskNo: 3 as TaskNo,
  taskTitle: '建立控辍保学机制',
  from: { department: '教导处', person: '林静' },
  to: { department: '总务处', person: '张三' },
}

const view: ImportDivisionView = {
  plan: { id: 3 as PlanId, seen: 1 },
  title: '2026年管理标准自查整改',
  changes: [change],
  troubles: [],
  toPick: [],
  same: 91,
  absent: 0,
  unheld: 0,
  ignored: [],
  others: [],
  merged: [],
  note: null,
}

const troubles: ImportDivisionView['troubles'] = Array.from({ length: 14 }, (_, at) => ({
  row: at + 3,
  head: '责任人',
  kind: 'person-unknown',
  text: '王五',
}))

/** Previews of a table that was sent in. */
const standard = {
  title: '规范管理清单',
  documentNumber: null,
  duties: ['保障安全', '<at id=all></at>**规范**办学'].map((title, at) => ({
    no: at + 1,
    title,
    tasks: Array.from({ length: 6 }, (_, task) => ({
      no: (at * 6 + task + 1) as TaskNo,
      title: `任务${task}`,
      requirements: [
        {
          no: (at * 6 + task + 1) as RequirementNo,
          title: '食堂'.repeat(12),
          text: '食材留样，记录完整。',
          evidence: [],
          suggestedDepartment: '总务处',
        },
      ],
    })),
  })),
}

export const importSamples = {
  'import of a standard': importStandardCard({
    plan: { id: 6 as PlanId, seen: 0 },
    standard,
    title: '规范管理清单',
    ratings: '已达到，部分达到，未达到，不适用',
    troubles: [
      { kind: 'leap', line: 3, from: 2, to: 4 },
      { kind: 'left-out', line: 9, text: '某市教育局' },
      { kind: 'twice', line: 12, first: 4 },
      { kind: 'cut', line: 13 },
      { kind: 'no-text', line: 14 },
      ...Array.from({ length: 300 }, (_, at) => ({ kind: 'no-text' as const, line: 20 + at })),
    ],
    tracked: true,
    others: ['说明'],
    refused: null,
  }),
  'import of a short list, refused': importStandardCard({
    plan: { id: 6 as PlanId, seen: 1 },
    standard: {
      ...standard,
      duties: [{ no: 1, title: null, tasks: [{ no: 1 as TaskNo, title: null, requirements: [] }] }],
    },
    title: '题'.repeat(300),
    ratings: '好'.repeat(300),
    troubles: [],
    tracked: false,
    others: [],
    refused: '有两个自评用词一样，请改成不同的。',
  }),
  'import of a division': importDivisionCard(view),
  'import of a division, much of it not understood': importDivisionCard({
    ...view,
    changes: Array.from({ length: 30 }, (_, at) => ({
      ...change,
      no: (at + 1) as RequirementNo,
      from: at % 2 === 0 ? null : change.from,
    })),
    troubles,
    absent: 40,
    ignored: ['配合部门', '完成时限'],
    others: ['说明'],
    merged: ['牵头部门'],
    note: '发表格以后分工有了变化，下面是按现在的分工重新比对的，请再看一遍。',
  }),
  'import of a division, people of one name': importDivisionCard({
    ...view,
    toPick: Array.from({ length: 9 }, (_, at) => ({
      name: `李伟${at}`,
      requirements: 2,
      people: Array.from({ length: 12 }, (_each, n) => ({ id: (at * 20 + n + 1) as PersonId, department: `部门${n}` })),
    })),
  }),
  'import of a division, somebody left out': importDivisionCard({ ...view, unheld: 5 }),
  'import of columns': importTemplateCard({
    plan: { id: 4 as PlanId, seen: 0 },
    title: '2026年管理标准自查整改',
    table: 'self-rating',
    columns: [
      { column: 'row', head: '序号' },
      { column: 'rating', head: '校内评定' },
      { column: null, head: '<at id=all></at>**备注**' },
    ],
    dropped: ['自评概述', '材料目录'],
    headless: ['C', 'AA'],
    others: ['说明'],
  }),
  'import of columns, the same as before': importTemplateCard({
    plan: null,
    title: '2026年管理标准自查整改',
    table: 'ledger',
    columns: usualColumns('ledger'),
    dropped: [],
    headless: [],
    others: [],
  }),
  'import of a division, nothing to change': importDivisionCard({ ...view, plan: null, changes: [], same: 92 }),
}
