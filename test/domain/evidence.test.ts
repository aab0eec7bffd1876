import { describe, expect, test } from 'vitest'
import {
  type Content,
  endingOf,
  joinsTray,
  judgeContent,
  mayTakeBack,
  mostOnTray,
  readEvidenceWord,
  readLink,
  type Verdict,
} from '#src/domain/evidence.ts'
import type { PersonId } from '#src/domain/ids.ts'

test.each([
  ['名册.XLSX', 'xlsx'],
  ['照片.JPEG', 'jpg'],
  ['扫描.tiff', 'tif'],
  ['a.tar.gz', 'gz'],
  ['名册.xlsx ', 'xlsx'],
  ['名册', null],
  ['.', null],
  ['第3.2条', null],
])('the ending of %s is %s', (name, ending) => {
  expect(endingOf(name)).toBe(ending)
})

const refused = (why: string) => ({ kind: 'refused', why }) as Verdict
describe('a piece is judged by its name and its content', () => {
  const office = { is: 'office', ending: 'docx', macro: false } as const
  test.each<[string | null, Content, Verdict]>([
    [null, { is: 'png' }, { kind: 'photo' }],
    ['照片', { is: 'jpg' }, { kind: 'photo' }],
    ['照片.png', { is: 'jpg' }, refused('ending-false')],
    ['照片.heic', { is: 'heic' }, refused('heic')],
    [null, { is: 'pdf' }, refused('photo-unreadable')],
    ['a.docx', office, { kind: 'file', ending: 'docx' }],
    ['a.doc', office, refused('ending-false')],
    ['a.docm', office, refused('type-not-taken')],
    ['a.docx', { ...office, macro: true }, refused('macro')],
    ['a.wps', { is: 'old-office', ending: 'doc', macro: false }, { kind: 'file', ending: 'wps' }],
    ['a.xls', { is: 'old-office', ending: 'doc', macro: false }, refused('ending-false')],
    ['a.docx', { is: 'locked-office' }, refused('locked')],
    ['a.pdf', { is: 'program' }, refused('program')],
    ['a.txt', { is: 'text' }, { kind: 'file', ending: 'txt' }],
    ['a', { is: 'text' }, refused('type-not-taken')],
    ['a.pdf', { is: 'other' }, refused('ending-false')],
    ['a.psd', { is: 'other' }, refused('type-not-taken')],
    ['a.constructor', { is: 'text' }, refused('type-not-taken')],
  ])('%s as %o', (name, content, verdict) => {
    expect(judgeContent(name, content)).toEqual(verdict)
  })
})

test.each([
  [0, 0, true],
  [120_000, 1, true],
  [120_001, 1, false],
  [1_000, mostOnTray - 1, true],
  [1_000, mostOnTray, false],
])('after %i ms with %i pieces another one joins: %s', (ms, pieces, joins) => {
  const openedAt = new Date('2026-09-07T09:00Z')
  expect(joinsTray({ openedAt, pieces }, new Date(openedAt.getTime() + ms))).toBe(joins)
})

test.each([
  ['https://school.example/a?b=1#c', 'https://school.example/a?b=1#c'],
  [' http://school.example ', 'http://school.example'],
  ['[体检记录](https://school.example/a)', 'https://school.example/a'],
  ['记录见 https://school.example/a', null],
  ['https://school.example/a 已归档', null],
  ['javascript:alert(1)', null],
  ['[a](javascript:alert(1))', null],
])('%s is a link: %s', (text, link) => {
  expect(readLink(text)).toBe(link)
})

test.each([
  ['佐证 17、18', { do: 'use', requirements: [17, 18] }],
  ['佐证17', { do: 'use', requirements: [17] }],
  ['/佐证 第17条 和 第18条。', { do: 'use', requirements: [17, 18] }],
  ['佐证　１７，１８', { do: 'use', requirements: [17, 18] }],
  ['佐证材料：档案盒3-2', null],
  ['佐证材料在档案盒17', null],
  ['佐证', null],
  ['佐证 第条', null],
  ['撤下 2', { do: 'withdraw', piece: 2 }],
  ['撤下第2件', { do: 'withdraw', piece: 2 }],
  ['撤下材料 2', { do: 'withdraw-listed', piece: 2 }],
  ['撤下宣传画2张', null],
  ['查看佐证', { do: 'show' }],
  ['查看佐证材料', { do: 'show' }],
  ['查看材料是否齐全', null],
  [`佐证 ${'1'.repeat(5_000)}`, null],
])('%s', (text, word) => {
  expect(readEvidenceWord(text)).toEqual(word)
})

test.each([
  [1, true, 'may'],
  [2, true, 'may'],
  [3, true, 'not-theirs'],
  [1, false, 'closed'],
  [3, false, 'not-theirs'],
] as const)('person %i, open %s: %s', (by, isOpen, verdict) => {
  const use = { sentBy: 1 as PersonId, answeredBy: 2 as PersonId, isOpen }
  expect(mayTakeBack(by as PersonId, use)).toBe(verdict)
})
