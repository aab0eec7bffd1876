import { requirementColumns } from './requirement-columns.ts'
import type { SummaryRow } from './summary.ts'
import { onDay, type TableForm } from './table-column.ts'

/** 责任分工表 (domain facts, section 1.3): a line a requirement, whose it is and until when it is to be inspected. */
export const divisionForm: TableForm<SummaryRow> = {
  columns: {
    ...requirementColumns,
    // Nobody is asked which departments help with a requirement: room to write it in.
    supporting: { head: '配合部门', otherHeads: ['协助部门', '配合处室'], width: 8, centred: true, cell: () => null },
    due: {
      head: '完成时限',
      otherHeads: ['完成时间', '时限', '自查截止日期'],
      width: 7,
      centred: true,
      cell: (_, { facts }) => onDay(facts.inspectBy),
    },
  },
  usual: ['row', 'duty', 'task', 'requirement', 'department', 'respondent', 'supporting', 'due'],
  rows: ({ requirements }) => requirements,
  note: ({ requirements }) => {
    const open = requirements.filter(({ department }) => department === null).length
    return `共${requirements.length}条${open === 0 ? '' : `，其中${open}条未分工`}`
  },
}
