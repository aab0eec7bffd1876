import type { IndexEntry } from './evidence-index.ts'
import type { EvidenceList, Placing } from './evidence-pack.ts'
import { inFullWidth } from './paper-style.ts'
import { activityOf } from './summary.ts'
import { paperDay } from './summary-sentence.ts'
import type { Cell } from './table-column.ts'
import type { PaperTable } from './tables.ts'

const columns = [
  { head: '编号', width: 6, centred: true },
  { head: '条款', width: 14, centred: false },
  { head: '名称', width: 13, centred: false },
  { head: '类型', width: 5, centred: true },
  { head: '存放地点或文件', width: 18, centred: false },
  { head: '责任部门', width: 6, centred: true },
  { head: '日期', width: 6, centred: true },
  { head: '说明', width: 8, centred: false },
] as const

const typeWords: Readonly<Record<IndexEntry['type'], string>> = {
  place: '存放地点',
  link: '链接',
  photo: '照片',
  file: '文件',
}

/**
 * The index as a table: one row for each entry of the list, in its order. What has become of its files is said in the
 * last column.
 */
export function indexTable(
  { school, title, entries, madeOn }: EvidenceList,
  placed: ReadonlyMap<string, Placing>,
  volumes: number,
): PaperTable {
  const files = entries.filter((one) => one.type === 'photo' || one.type === 'file').length
  return {
    title: `${activityOf(title)}佐证材料目录`,
    school: inFullWidth(school),
    note: `共${entries.length}件，其中照片和文件${files}件（截至${paperDay(madeOn)}）`,
    heads: columns.map(({ head }) => head),
    widths: columns.map(({ width }) => width),
    centred: columns.map(({ centred }) => centred),
    rows: entries.map((entry) => rowOf(entry, placed.get(entry.code), volumes)),
  }
}

function rowOf(entry: IndexEntry, placing: Placing | undefined, volumes: number): Cell[] {
  const { code, of, name, type, department, on } = entry
  return [
    code,
    of.join('\n'),
    name,
    typeWords[type],
    whereOf(entry, placing),
    department,
    { day: on },
    sayPlacing(placing, volumes),
  ]
}

function whereOf({ place, name, file }: IndexEntry, placing: Placing | undefined): string | null {
  if (place !== null) return place
  if (placing?.kind === 'in') return placing.path
  return file === null ? null : `${name}.${file.ending}`
}

function sayPlacing(placing: Placing | undefined, volumes: number): string | null {
  switch (placing?.kind) {
    case undefined:
      return null
    case 'in':
      return volumes > 1 ? `第${placing.volume}卷` : null
    case 'alone':
      return '文件较大，单独发送'
    case 'unreadable':
      return '文件读不出来，没有放入'
    case 'withdrawn':
      return '已撤下，没有放入'
    case 'left-out':
      return '可能有个人信息，没有放入'
  }
}
