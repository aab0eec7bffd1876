import { describe, expect, test } from 'vitest'
import { evidenceIndex, type IndexedPiece, type IndexFacts, packVolumes } from '#src/domain/evidence-index.ts'
import type { EvidenceId, IssueNo, RequirementNo, TaskNo } from '#src/domain/ids.ts'
import type { PlacedRequirement } from '#src/domain/standard.ts'

const placed = (no: number, duty: number | null, task: number | null): PlacedRequirement => ({
  no: no as RequirementNo,
  title: `条款${no}`,
  text: '',
  evidence: [],
  suggestedDepartment: '',
  duty: duty === null ? null : { no: duty, title: `职责${duty}` },
  task: task === null ? null : { no: task as TaskNo, title: `任务${task}` },
})
const piece = (id: number, more: Partial<IndexedPiece> = {}): IndexedPiece => ({
  id: id as EvidenceId,
  kind: 'file',
  name: `名册${id}.pdf`,
  sha256: String(id),
  ending: 'pdf',
  bytes: 10,
  requirements: [],
  issues: [],
  marks: null,
  ...more,
})
const no = (number: number) => number as RequirementNo
const issueNo = (number: number) => number as IssueNo
const facts: IndexFacts = {
  requirements: [
    { placed: placed(1, 1, 1), department: '教务处', pointer: '档案盒3-2' },
    { placed: placed(2, 1, 1), department: '总务处', pointer: null },
    { placed: placed(9, 2, 4), department: '德育处', pointer: '家长电话13812345678' },
  ],
  issues: [
    { no: issueNo(1), department: '总务处', requirements: [no(9)] },
    { no: issueNo(2), department: '安全办', requirements: [] },
  ],
  pieces: [
    piece(1, { requirements: [no(9), no(2)], marks: [] }),
    piece(2, { issues: [issueNo(1)], marks: ['identity'] }),
    piece(3, { issues: [issueNo(2)], kind: 'photo', name: '照片', ending: 'jpg' }),
    piece(4, { requirements: [no(1)] }),
  ],
}

test('everything once, numbered within the first task it serves', () => {
  const lines = evidenceIndex(facts).map((one) => [one.code, one.folder, one.titles, one.department, one.says])
  expect(lines).toEqual([
    ['1.1-001', '1.1 任务1', ['条款1'], '教务处', '档案盒3-2'],
    ['1.1-002', '1.1 任务1', ['条款1'], '教务处', '名册4.pdf'],
    ['1.1-003', '1.1 任务1', ['条款2', '条款9'], '总务处', '名册1.pdf'],
    ['2.4-001', '2.4 任务4', ['条款9'], '德育处', '家长电话13812345678'],
    ['2.4-002', '2.4 任务4', ['条款9'], '德育处', '名册2.pdf'],
    ['台账-001', '台账问题', [], '安全办', '照片'],
  ])
})

test('what looks private is marked, in the words and inside', () => {
  expect(evidenceIndex(facts).map((one) => one.marks)).toEqual([[], [], [], ['phone'], ['identity'], []])
})

test('a catalogue without duties, or without both, has numbers all the same', () => {
  const one = (duty: number | null, task: number | null) =>
    evidenceIndex({ ...facts, requirements: [{ placed: placed(1, duty, task), department: null, pointer: '有' }] })[0]
  expect(one(null, 3)).toMatchObject({ code: '3-001', folder: '3 任务3' })
  expect(one(null, null)).toMatchObject({ code: '1-001', folder: '全部条款' })
})

describe('volumes', () => {
  const names = (of: readonly (readonly { path: string }[])[]) => of.map((one) => one.map((file) => file.path))
  const same = (name: string) => name

  test('folders by task, names by code, an ending once', () => {
    expect(names(packVolumes(evidenceIndex(facts), same))).toEqual([
      [
        '1.1 任务1/1.1-002 名册4.pdf',
        '1.1 任务1/1.1-003 名册1.pdf',
        '2.4 任务4/2.4-002 名册2.pdf',
        '台账问题/台账-001 照片.jpg',
      ],
    ])
  })

  test('as many as fit; one that is too large alone stands alone', () => {
    const sizes = [6, 4, 1, 30, 2].map((bytes, at) => piece(at, { requirements: [no(1)], bytes }))
    const entries = evidenceIndex({ ...facts, pieces: sizes })
    expect(packVolumes(entries, same, 10).map((one) => one.map((file) => file.bytes))).toEqual([[6, 4], [1], [30], [2]])
    expect(packVolumes([], same)).toEqual([])
  })
})
