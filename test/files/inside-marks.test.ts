import { describe, expect, test } from 'vitest'
import { examine } from '#src/files/examine.ts'
import { docx, oldOffice, pdf, photoWithPlace } from '#test/support/sent-files.ts'
import { zip } from '#test/support/zip.ts'

const id = '11010520151231002X'
const phone = '13812345678'
const types = '<?xml version="1.0"?><Types/>'
const word = (body: string) =>
  docx({ 'word/document.xml': `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>` })
const excel = (parts: Readonly<Record<string, string>>) =>
  zip({ '[Content_Types].xml': types, 'xl/workbook.xml': '<workbook/>', ...parts })
const slides = (text: string) =>
  zip({
    '[Content_Types].xml': types,
    'ppt/presentation.xml': '<p/>',
    'ppt/slides/slide1.xml': `<p:sld>${text}</p:sld>`,
  })
const runs = (...texts: readonly string[]) =>
  `<w:p>${texts.map((text) => `<w:r><w:t>${text}</w:t></w:r>`).join('')}</w:p>`
/** 学生 and an identity number, as Excel saves CSV on a Chinese Windows. */
const gbk = Buffer.concat([Buffer.from([0xd1, 0xa7, 0xc9, 0xfa, 0x2c]), Buffer.from(`${id}\r\n`)])

describe('what the words of a file hold', () => {
  test.each<[string, string, Buffer, readonly string[]]>([
    ['a text', '名册.txt', Buffer.from(`学生 ${id}\n家长 ${phone}`), ['identity', 'phone']],
    ['a text without any', '名册.txt', Buffer.from('每学期体检一次'), []],
    ['a text in GB 18030', '名册.csv', gbk, ['identity']],
    ['a paragraph cut into pieces', '名册.docx', word(runs('1101', '0520151231', '002X')), ['identity']],
    ['two paragraphs are no one number', '名册.docx', word(runs('1381') + runs('2345678')), []],
    ['a tab is room', '名册.docx', word(`<w:p><w:r><w:t>7</w:t><w:tab/><w:t>${phone}</w:t></w:r></w:p>`), ['phone']],
    [
      'a table of Word',
      '名册.docx',
      word(`<w:tbl><w:tr><w:tc>${runs(phone)}</w:tc><w:tc>${runs('1')}</w:tc></w:tr></w:tbl>`),
      ['phone'],
    ],
    ['a header', '名册.docx', docx({ 'word/header1.xml': `<w:hdr xmlns:w="w">${runs(phone)}</w:hdr>` }), ['phone']],
    [
      'a comment',
      '名册.docx',
      docx({ 'word/comments.xml': `<w:comments xmlns:w="w">${runs(id)}</w:comments>` }),
      ['identity'],
    ],
    ['signs written as entities', '名册.docx', word(runs('&#49;3812345678')), ['phone']],
    [
      'a text of a table',
      '名册.xlsx',
      excel({ 'xl/sharedStrings.xml': `<sst><si><r><t>110105</t></r><r><t>20151231002X</t></r></si></sst>` }),
      ['identity'],
    ],
    [
      'a number of a table',
      '名册.xlsx',
      excel({ 'xl/worksheets/sheet1.xml': `<worksheet><c><v>${phone}</v></c><c><v>1</v></c></worksheet>` }),
      ['phone'],
    ],
    [
      'a formula beside its number',
      '名册.xlsx',
      excel({ 'xl/worksheets/sheet1.xml': `<worksheet><c><f>A1+1</f><v>${phone}</v></c></worksheet>` }),
      ['phone'],
    ],
    ['a slide', '课件.pptx', slides(`<a:p><a:r><a:t>${phone}</a:t></a:r></a:p>`), ['phone']],
    [
      'what a program writes for itself',
      '名册.docx',
      docx({ 'word/settings.xml': `<w:settings>${phone}</w:settings>` }),
      [],
    ],
  ])('%s', async (_, name, bytes, marks) => {
    expect(await examine(name, bytes)).toMatchObject({ kind: 'file', marks })
  })
})

describe('what nobody can look into is not said to be clean', () => {
  const deep = `${'<w:p>'.repeat(300)}${'</w:p>'.repeat(300)}`
  const entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
  test.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['a PDF', '名册.pdf', () => pdf],
    ['a photo', '照片.jpg', () => photoWithPlace()],
    ['a document of before 2007', '名册.doc', () => oldOffice('WordDocument')],
    ['markup that is broken', '名册.docx', () => docx({ 'word/document.xml': '<w:document><w:p></w:document>' })],
    ['nested as no document is', '名册.docx', () => word(deep)],
    [
      'entities of its own',
      '名册.docx',
      () => docx({ 'word/document.xml': `${entities}<w:document>&a;</w:document>` }),
    ],
    ['more words than any school writes', '名册.docx', () => word(runs('每学期体检一次'.repeat(900_000)))],
    ['more text than any school writes', '名册.txt', () => Buffer.alloc(17 * 1024 * 1024, 'a')],
  ])('%s', async (_, name, make) => {
    expect(await examine(name, await make())).toMatchObject({ marks: null })
  })

  test('what was found before reading came to an end is there all the same', async () => {
    const broken = docx({ 'word/document.xml': `<w:document>${runs(phone)}<w:p></w:document>` })
    expect(await examine('名册.docx', broken)).toMatchObject({ marks: ['phone'] })
  })
})
