import { expect, test } from 'vitest'
import { importStandardCard } from '#cards/import-standard.ts'
import type { PlanId } from '#src/domain/ids.ts'
import { countLevels } from '#src/domain/own-standard.ts'
import { placed } from '#src/domain/standard.ts'
import { readStandardDocument, type WordTable } from '#src/domain/standard-document.ts'

/** Tables of a document in their order, each with the paragraph it stands under; cells of a row are divided by |. */
function read(...tables: readonly (readonly [above: string | null, ...rows: readonly string[]])[]) {
  const all = tables.map(
    ([above, ...rows]): WordTable => ({
      above,
      rows: rows.map((row, at) => ({
        no: at + 1,
        cells: row.split('|').map((text) => ({ text, merged: false, trouble: null })),
      })),
    }),
  )
  const verdict = readStandardDocument({ paragraphs: [], tables: all }, '清单.docx')
  if (verdict.kind === 'refused') throw new Error(verdict.why)
  const { duties, title } = verdict.standard
  const requirements = placed({ duties } as never).map((one) =>
    [one.duty?.title ?? null, one.task?.title ?? null, one.text].filter((said) => said !== null).join('/'),
  )
  return { title, ...countLevels(duties), texts: requirements, verdict, troubles: verdict.troubles }
}

test('a table with heads of its own is read by them, however wide, in whatever order its columns stand', () => {
  const standard = read(
    ['学校清单', '管理职责|条款内容', '教学|开齐课程。', '|公示作业。'],
    ['二、体育', '条款内容|管理职责', '每天锻炼。|体育', '开足课时。|'],
    ['三、安全', '序号|管理职责|条款内容|部门', '1|安全|每月演练。|保卫处'],
  )
  expect(standard).toMatchObject({ title: '学校清单', troubles: [] })
  expect(standard.texts).toEqual([
    '教学/开齐课程。',
    '教学/公示作业。',
    '体育/每天锻炼。',
    '体育/开足课时。',
    '安全/每月演练。',
  ])
})

test('a table of one requirement counts, and one without heads goes on with the one before it, duty and all', () => {
  const standard = read(
    [null, '管理职责|条款内容', '教学|开齐课程。'],
    [null, '|公示作业。', '体育|每天锻炼。'],
    [null, '内容|佐证|部门', '每月演练。|记录|保卫处'],
    [null, '留样。|照片|总务处'],
  )
  expect(standard.texts).toEqual(['教学/开齐课程。', '教学/公示作业。', '体育/每天锻炼。', '每月演练。', '留样。'])
  expect(standard.troubles).toEqual([])
})

test('a table nobody reads is named with its rows and the words above it; an empty one is not', () => {
  const standard = read(
    ['封面', '学校|第一小学'],
    ['学校清单', '序号|条款内容|部门', '1|开齐课程。|教务处', '2|公示作业。|', '3||'],
    ['附：会议记录', '时间|地点', '9月1日|会议室', '|'],
    [null, '|'],
    [null, '1|开足课时。|教务处'],
  )
  expect(standard.texts).toHaveLength(3)
  expect(standard.troubles).toEqual([
    { kind: 'table-left-out', line: 1, rows: 1, text: '封面' },
    { kind: 'no-text', line: 5 },
    { kind: 'table-left-out', line: 6, rows: 2, text: '附：会议记录' },
  ])
})

test('on the card a missing table stands before single lines, of which there may be more than it has room for', () => {
  const empty = Array.from({ length: 20 }, () => '教学|')
  const { verdict } = read(
    [null, '管理职责|条款内容', '教学|开齐课程。', '|公示作业。', ...empty],
    ['会议记录', '时间'],
  )
  const card = importStandardCard({
    ...verdict,
    plan: { id: 1 as PlanId, seen: 0 },
    tracked: false,
    others: [],
    title: '清单',
    ratings: 'A=已达到',
    refused: null,
  })
  expect(JSON.stringify(card)).toContain('第24行：这个表没有写着「条款内容」的表头，1行没有导入（会议记录）')
})
