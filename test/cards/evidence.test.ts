import { expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { evidenceParts } from '#cards/evidence.ts'
import { type EvidenceTrayView, evidenceTrayCard } from '#cards/evidence-tray.ts'
import { issueCard } from '#cards/issue.ts'
import { anIssue } from './issue-samples.ts'
import { anImage } from './platform.ts'
import { aTray } from './samples.ts'

type Piece = EvidenceTrayView['pieces'][number]
const [photo, file] = aTray.pieces as readonly [Piece, Piece, ...Piece[]]

/** The numbered lines of the tray's card. */
function linesOf(pieces: readonly Piece[]): string {
  const lines = asText(evidenceTrayCard({ ...aTray, pieces })).split('\n')
  return lines.filter((line) => /^\d+(–\d+)?\. /.test(line)).join('\n')
}

test.each<[string, readonly Piece[], string]>([
  ['one', [photo], '1. 照片'],
  ['ten alike are one line', Array.from({ length: 10 }, () => photo), '1–10. 照片'],
  ['each name stands', [photo, photo, file, file, photo], '1–2. 照片\n3–4. 文件《王小明体检表.pdf》\n5. 照片'],
  [
    'so does what became of it',
    [photo, { ...photo, state: 'withdrawn' }, photo],
    '1. 照片\n2. 照片（已撤下）\n3. 照片',
  ],
])('what was sent, with the numbers by which it is taken back: %s', (_, pieces, said) => {
  expect(linesOf(pieces)).toBe(said)
})

test('what looks private is said to who sent it, and not before a group', () => {
  const pieces = [photo, { ...file, marks: ['identity', 'phone'] as const }]
  expect(linesOf(pieces)).toBe('1. 照片\n2. 文件《王小明体检表.pdf》（像有身份证号、电话号码）')
  expect(asText(evidenceTrayCard({ ...aTray, pieces }))).toContain('没有必要就请撤下')
  expect(asText(evidenceTrayCard({ ...aTray, pieces, owner: '林静' }))).not.toMatch(/身份证|没有必要/)
  const gone = [{ ...file, state: 'withdrawn', marks: ['phone'] } as const]
  expect(asText(evidenceTrayCard({ ...aTray, pieces: gone }))).not.toMatch(/电话号码|没有必要/)
})

test('the owner of an issue sees that the proof is there', () => {
  const pieces = [{ kind: 'photo' as const, name: '照片', imageKey: anImage }]
  const card = issueCard({ ...anIssue, proof: evidenceParts({ pieces, isPrivate: true, show: null }) })
  expect(asText(card)).toContain('已收到佐证材料 照片 1')
  expect(JSON.stringify(card)).toContain(anImage)
})
