import type { Answer } from './answer.ts'
import { count } from './progress.ts'
import { requirementColumns } from './requirement-columns.ts'
import type { SummaryRow } from './summary.ts'
import { fallsShort } from './summary-issues.ts'
import { type Cell, listed, notStated, onDay, prose, type TableForm } from './table-column.ts'

/** 自评表 (domain facts, section 1.3): a line a requirement with its answer, and room for whoever assesses the school. */
export const selfRatingForm: TableForm<SummaryRow> = {
  columns: {
    ...requirementColumns,
    duty: { ...requirementColumns.duty, head: '一级指标', otherHeads: ['管理职责', '职责'] },
    task: { ...requirementColumns.task, head: '二级指标', otherHeads: ['管理任务', '任务'] },
    requirement: {
      ...requirementColumns.requirement,
      head: '三级指标',
      otherHeads: ['条款', '条款名称', '管理要求', '要求'],
    },
    rating: {
      head: '自评等次',
      otherHeads: ['自评', '自评等级', '自评结果', '自评情况'],
      width: 5,
      centred: true,
      cell: ({ answer }) => answer?.rating ?? notStated,
    },
    overview: {
      head: '自评概述',
      otherHeads: ['工作情况', '自评说明', '自查情况', '完成情况', '落实情况'],
      width: 30,
      cell: ({ answer }, { has }) => (answer === null ? null : overview(answer, has)),
    },
    shortcoming: {
      head: '存在问题',
      otherHeads: ['存在的问题', '问题', '不足'],
      width: 14,
      cell: ({ answer }) => (fallsShort(answer) ? (prose(answer.shortcoming) ?? notStated) : null),
    },
    measure: {
      head: '整改措施',
      otherHeads: ['改进措施', '措施'],
      width: 14,
      cell: ({ answer }) => (fallsShort(answer) ? (prose(answer.measure) ?? notStated) : null),
    },
    due: {
      head: '整改时限',
      otherHeads: ['整改期限', '完成时限'],
      width: 7,
      centred: true,
      cell: ({ answer }) => onDay(answer?.due ?? null),
    },
    evidence: {
      head: '材料目录',
      otherHeads: ['佐证材料', '材料', '支撑材料', '印证材料', '档案目录'],
      width: 14,
      cell: ({ answer, pieces }) => listed([answer?.evidence ?? [], pieces].flat()),
    },
    // For the assessors, who write by hand; an A of theirs has to say why.
    assessed: {
      head: '评估等次',
      otherHeads: ['评估等级', '考评等次', '复评等次'],
      width: 4,
      centred: true,
      cell: () => null,
    },
    opinion: { head: '评估意见', otherHeads: ['考评意见', '复评意见'], width: 8, cell: () => null },
  },
  usual: ['duty', 'task', 'requirement', 'rating', 'overview', 'evidence', 'assessed', 'opinion'],
  rows: ({ requirements }) => requirements,
  note: ({ requirements }) => {
    const { total, answered, met } = count(requirements.map(({ answer }) => answer?.means ?? null))
    return `共${total}条，已填报${answered}条，已达到${met}条`
  },
}

/** The facts, then what falls short; where the table has a column for that, only the facts. */
function overview({ fact, shortcoming, means }: Answer, has: (column: string) => boolean): Cell {
  const parts = [
    prose(fact) ?? (means === 'met' || means === 'not-applicable' ? notStated : []),
    shortcoming === null || has('shortcoming') ? [] : `存在问题：${prose(shortcoming)}`,
  ].flat()
  return parts.length === 0 ? null : parts.join('\n')
}
