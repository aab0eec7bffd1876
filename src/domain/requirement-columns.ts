import type { SummaryRow } from './summary.ts'
import { called, nobodyYet, notDivided, type TableColumn } from './table-column.ts'

/**
 * Columns of every table with a line a requirement. A requirement is known by its title: the numbers of one edition are
 * unconfirmed, and 序号 counts lines (domain facts, section 2.1).
 */
export const requirementColumns = {
  row: { head: '序号', otherHeads: ['编号'], width: 3, centred: true, cell: (_, { no }) => no },
  duty: {
    head: '管理职责',
    otherHeads: ['一级指标', '职责'],
    width: 8,
    level: 'duty',
    cell: ({ placed }) => placed.duty?.title ?? null,
  },
  task: {
    head: '管理任务',
    otherHeads: ['二级指标', '任务'],
    width: 10,
    level: 'task',
    cell: ({ placed }) => placed.task?.title ?? null,
  },
  requirement: {
    head: '条款',
    otherHeads: ['三级指标', '条款名称', '管理要求', '要求'],
    width: 10,
    cell: ({ placed }) => placed.title,
  },
  text: {
    head: '条款内容',
    otherHeads: ['标准内容', '具体内容', '内容'],
    width: 24,
    cell: ({ placed }) => placed.text,
  },
  department: {
    head: '牵头部门',
    otherHeads: ['责任部门', '负责部门', '责任处室', '部门', '处室'],
    width: 6,
    centred: true,
    cell: ({ department }) => department ?? notDivided,
  },
  respondent: {
    head: '责任人',
    otherHeads: ['具体责任人', '负责人', '填报人'],
    width: 6,
    centred: true,
    cell: ({ respondent, respondentLeft }) => (respondent === null || respondentLeft ? nobodyYet : called(respondent)),
  },
} satisfies Readonly<Record<string, TableColumn<SummaryRow>>>
