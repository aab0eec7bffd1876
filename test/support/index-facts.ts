import type { Day } from '#src/domain/day.ts'
import type { IndexedPiece, IndexFacts, Pointer } from '#src/domain/evidence-index.ts'
import type { EvidenceId, IssueNo, RequirementNo, TaskNo } from '#src/domain/ids.ts'
import type { PlacedRequirement } from '#src/domain/standard.ts'

export const day = '2026-09-07' as Day

/** A requirement of a catalogue that may lack duties or tasks. */
export function placed(no: number, duty: number | null, task: number | null): PlacedRequirement {
  return {
    no: no as RequirementNo,
    title: `条款${no}`,
    text: '',
    evidence: [],
    suggestedDepartment: '',
    duty: duty === null ? null : { no: duty, title: `职责${duty}` },
    task: task === null ? null : { no: task as TaskNo, title: `任务${task}` },
  }
}

export function piece(id: number, more: Partial<IndexedPiece> = {}): IndexedPiece {
  return {
    id: id as EvidenceId,
    kind: 'file',
    name: `名册${id}.pdf`,
    sha256: String(id),
    ending: 'pdf',
    bytes: 10,
    sentOn: day,
    sentBy: '孙老师',
    requirements: [],
    issues: [],
    marks: null,
    ...more,
  }
}

export const pointer = (words: string): Pointer => ({ words, on: day, by: '林老师' })
export const no = (number: number) => number as RequirementNo
const issueNo = (number: number) => number as IssueNo

export const facts: IndexFacts = {
  requirements: [
    { placed: placed(1, 1, 1), department: '教务处', pointer: pointer('档案盒3-2') },
    { placed: placed(2, 1, 1), department: '总务处', pointer: null },
    { placed: placed(9, 2, 4), department: '德育处', pointer: pointer('家长电话13812345678') },
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
