import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { leadingGroup, openDivided, wordsOf } from '#test/support/first-school.ts'
import { gbk } from '#test/support/gbk.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { openIdOf } from '#test/support/school-directory.ts'
import { sendFile } from '#test/support/send-file.ts'
import { handmadeDocument, paragraphOf, runOf } from '#test/support/word-document.ts'
import { handmadeWorkbook, rowOf, workbook } from '#test/support/workbook.ts'

/**
 * What people send by mistake, for each of the three things a file is asked for: whoever sent it reads what is wrong and
 * where, and nothing has changed.
 */
let world: Recorder
let untouched: string
beforeAll(async () => {
  world = await openDivided()
  world.directory.peopleTable.set(openIdOf('li2'), { name: '李老师', in: ['总务处'] })
  world.clock.pass(60 * 60_000)
  await world.say('zhao', '/assign', { in: leadingGroup })
  await world.keep()
  untouched = await world.dump(passing)
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

/** What a file and its preview leave behind before anything is confirmed, and when a group was last read. */
const passing = ['delivery', 'incoming_file', 'expected_file', 'import_plan', 'chat']
const asks = { division: '分工 导入', standard: '创建活动 导入标准', template: '总结 模板 自评表' } as const
type Purpose = keyof typeof asks

async function send(purpose: Purpose, name: string, bytes: Uint8Array): Promise<string> {
  await world.say('zhao', asks[purpose], purpose === 'standard' ? { in: leadingGroup } : {})
  return (await sendFile(world, 'zhao', name, bytes)).map(wordsOf).join('\n')
}

type Bytes = Buffer | Promise<Buffer>
/** What it is, under which name it comes, its bytes, and what its sender reads. */
type Case = readonly [what: string, name: string, bytes: () => Bytes, said: readonly string[]]

const made = (name: string) => readFileSync(new URL(`../fixtures/files/${name}`, import.meta.url))
const macros = { parts: { 'xl/vbaProject.bin': 'x' } }
const many = (row: string[]) => workbook([row, ...Array.from({ length: 5_000 }, () => row)])
const cell = (inside: string, kind = 'str') => `<c t="${kind}">${inside}</c>`
const words = (text: string) => cell(`<is><t>${text}</t></is>`, 'inlineStr')
const wordCell = (text: string, kind = '') => `<w:tc><w:tcPr>${kind}</w:tcPr>${paragraphOf(text)}</w:tc>`
const wordTable = `<w:tbl>${[
  [wordCell('序号'), wordCell('管理职责'), wordCell('条款内容'), wordCell('建议部门')],
  [wordCell('1'), wordCell('教学', '<w:vMerge w:val="restart"/>'), wordCell('开齐课程，不挤占。'), wordCell('教务处')],
  [wordCell('2'), wordCell('', '<w:vMerge/>'), wordCell('公示作业。'), wordCell('')],
  [wordCell('3'), wordCell('体育'), wordCell('每天锻炼一小时。'), wordCell('')],
  [wordCell('序号'), wordCell('管理职责'), wordCell('条款内容'), wordCell('建议部门')],
  [wordCell('合计', '<w:gridSpan w:val="3"/>'), wordCell('教务处')],
]
  .map((cells) => `<w:tr>${cells.join('')}</w:tr>`)
  .join('')}</w:tbl>`
const csv = gbk('条款编号,条款内容,责任人\r\n17,每天锻炼一小时,李老师\r\n')
const heads = ['条款编号', '牵头部门', '责任人']

const cases: Readonly<Record<Purpose, readonly Case[]>> = {
  division: [
    ['an .xls renamed', '分工.xlsx', () => made('division.xls'), ['是旧版表格（.xls 或 .et），没有导入']],
    ['a table of WPS', '分工.et', () => made('division.xls'), ['是旧版表格（.xls 或 .et），没有导入']],
    ['a password', '分工.xlsx', () => made('locked.xlsx'), ['文件加了密码，没有导入']],
    ['macros', '分工.xlsm', () => handmadeWorkbook(rowOf(...heads), macros), ['文件带有宏，没有导入']],
    ['5,000 rows', '分工.xlsx', () => many(heads), ['第2000行以下还有内容，没有导入']],
    [
      'a slip of the finger far below',
      '分工.xlsx',
      () => handmadeWorkbook(`${rowOf(...heads)}<row r="4999">${words('、')}</row>`),
      ['第2000行以下还有内容'],
    ],
    [
      'a slip of the finger far to the right',
      '分工.xlsx',
      () => handmadeWorkbook(`${rowOf(...heads)}<row><c r="XFD2" t="str"><v>1</v></c></row>`),
      ['第60列（BH列）右边还有内容'],
    ],
    ['an empty sheet', '分工.xlsx', () => workbook([]), ['表格里没有内容，没有导入']],
    ['GBK text renamed', '分工.xlsx', () => csv, ['内容是文本（如 CSV 或网页），不是 Excel 表格']],
    [
      'a page of the web, as systems export tables',
      '分工.xls',
      () => Buffer.from('<html><table><tr><td>条款</td></tr></table></html>'),
      ['内容是文本（如 CSV 或网页）'],
    ],
    [
      'two people of one name',
      '分工.xlsx',
      () =>
        workbook([
          ['条款编号', '责任人'],
          [17, '李老师'],
        ]),
      ['将调整0条', '有几位李老师，这1条是哪一位'],
    ],
    [
      'a number that does not exist, as number and as text of full width',
      '分工.xlsx',
      () => workbook([heads, [930, '教务处', '林老师'], ['０９３', '教务处', '林老师']]),
      ['第2行「条款编号」：没有这个编号（930）', '第3行「条款编号」：没有这个编号（０９３）'],
    ],
    [
      'names that are almost right',
      '分工.xlsx',
      () => workbook([heads, [17, '教务处', '林静老师'], [18, '教导处', '林老师'], [19, '', '林老师、孙主任']]),
      [
        '第2行「责任人」：没有找到这位老师（林静老师）',
        '第3行「牵头部门」：没有这个部门（教导处）',
        '第4行「责任人」：只能写一位老师（林老师、孙主任）',
      ],
    ],
    [
      'one name that nobody has in more rows than a card names, another below them',
      '分工.xlsx',
      () =>
        workbook([
          heads,
          ...Array.from({ length: 22 }, (_, at) => [at + 1, '教务处', '王老师']),
          [30, '教务处', '王丽'],
        ]),
      [
        '没有看懂23处',
        '第2、3、4、5、6、7、8、9、10、11、12、13、14、15、16、17、18、19、20、21等22行「责任人」：没有找到这位老师（王老师）',
        '第24行「责任人」：没有找到这位老师（王丽）',
      ],
    ],
    [
      'lines without anybody: of a requirement, of a duty',
      '分工.xlsx',
      () =>
        workbook([
          ['条款', '责任人'],
          ['一、平等对待每位学生', ''],
          ['17', ''],
          ['18', '未分工'],
        ]),
      ['没有看懂2处', '第3、4行「责任人」：是空的'],
    ],
    [
      'a formula without a result, one that came to an error',
      '分工.xlsx',
      () =>
        handmadeWorkbook(
          `${rowOf(...heads)}<row>${words('17')}${words('教务处')}<c><f>A9</f></c></row><row>${cell('<f>A9</f><v>#N/A</v>', 'e')}${words('教务处')}${words('林老师')}</row>`,
        ),
      ['第2行「责任人」：是公式，没有算出结果，请改成文字', '第3行「条款编号」：公式出错，请改成文字'],
    ],
    [
      'edited in another program: a cover, heads of two lines, a department merged over rows, formulas, a hidden row',
      '分工.xlsx',
      () => made('division.xlsx'),
      [
        '将调整2条\n没有看懂1处\n不用改1条\n表里没有88条',
        '教务处 林老师 → 教务处 李老师',
        '教务处 钱主任 → 教务处 林老师',
        '第6行「责任人」：公式出错，请改成文字',
        '合并的「牵头部门」按每一行都相同来读',
        '只看了一张工作表，没有看「封面」',
      ],
    ],
    [
      'heads again on each page, a head in two lines of its cell, how a name is spoken',
      '分工.xlsx',
      () =>
        handmadeWorkbook(
          `${rowOf('条款编号', '责 任 人\n（必填）')}${rowOf('17', '王老师')}${rowOf('条款编号', '责任人')}<row>${words('18')}${cell('<is><t>孙主任</t><rPh sb="0" eb="1"><t>sun</t></rPh></is>', 'inlineStr')}</row>`,
        ),
      [
        '将调整1条\n没有看懂1处',
        '第2行「责 任 人 （必填）」：没有找到这位老师（王老师）',
        '教务处 林老师 → 总务处 孙主任',
      ],
    ],
    [
      'signs nobody sees, and half a letter',
      '分工.xlsx',
      () =>
        handmadeWorkbook(
          `${rowOf(...heads)}${rowOf('17', '教务处', '李老师&#x200B;')}${rowOf('18', '教务处', `_x0000_${'𠮷'.repeat(40)}`)}${rowOf('19', '教务处', `林${'𠮷'.repeat(600)}`)}${rowOf('20', '教务处', '李&#0;老_xD842_师')}`,
        ),
      ['将调整1条', '教务处 林老师 → 教务处 李老师', '没有看懂3处'],
    ],
  ],
  standard: [
    ['an .xls renamed', '标准.xlsx', () => made('division.xls'), ['是旧版格式（.doc、.xls 或 .wps），没有导入']],
    ['a password', '标准.docx', () => made('locked.xlsx'), ['文件加了密码，没有导入']],
    ['macros in a table', '标准.xlsm', () => handmadeWorkbook(rowOf('条款内容'), macros), ['文件带有宏，没有导入']],
    [
      'macros in a document',
      '标准.docx',
      () => handmadeDocument(paragraphOf('1.课程。'), { 'word/vbaProject.bin': 'x' }),
      ['文件带有宏，没有导入'],
    ],
    ['5,000 rows', '标准.xlsx', () => many(['条款内容']), ['第2000行以下还有内容，没有导入']],
    ['an empty sheet', '标准.xlsx', () => workbook([]), ['表格里没有内容，没有导入']],
    ['an empty document', '标准.docx', () => handmadeDocument('<w:p/>'), ['文件里没有文字，没有导入']],
    [
      'merged cells, heads of two lines, the same twice',
      '标准.xlsx',
      () =>
        workbook(
          [
            ['管理职责', '条款', null],
            [null, '条款名称', '条款内容'],
            ['教学', '课程', '开齐课程，不挤占。'],
            [null, '作业', '作业公示。'],
            [null, '作业', '作业公示。'],
          ],
          {
            sheet: '清单',
            merge: [
              { row: 0, column: 0, rows: 2 },
              { row: 2, column: 0, rows: 3 },
            ],
          },
        ),
      ['读到1项职责、3条', '1.课程', '第5行：和第4行一样，两条都保留'],
    ],
    [
      'formulas: with a result, without one, with an error',
      '标准.xlsx',
      () =>
        handmadeWorkbook(
          `${rowOf('条款内容', '建议部门')}<row>${cell('<f>A9</f><v>开齐课程。</v>')}${cell('<f>A9</f><v>#N/A</v>', 'e')}</row><row><c><f>A9</f></c></row>${rowOf('作业公示。')}`,
        ),
      ['读到2条', '第2行：「建议部门」公式出错，没有导入', '第3行：「条款内容」是公式，没有算出结果，没有导入'],
    ],
    [
      'a number that does not exist',
      '标准.txt',
      () => Buffer.from('1.课程。\n2.作业。\n4.体育。\n'),
      ['第3行：编号从2到4，不连续'],
    ],
    [
      'tracked changes',
      '标准.docx',
      () => made('tracked.docx'),
      ['读到2项职责、2项任务、3条', '1.每天坚持锻炼一小时', '文件里有修订：插入的算在内，删除的不算'],
    ],
    [
      'a table in a Word document, merged downwards and across, going on in a second one',
      '标准.docx',
      () =>
        handmadeDocument(
          `${paragraphOf('学校清单')}${wordTable}${paragraphOf('续表')}${wordTable.replaceAll('每', '凡')}`,
        ),
      ['读到4项职责、6条', '标准名称：学校清单', '1.开齐课程', '第6行：没有写条款内容，没有导入', '第8行：和第2行一样'],
    ],
    ['GBK text', '标准.txt', () => gbk('学校清单\r\n1.开齐课程。\r\n2.公示作业。\r\n'), ['读到2条', '1.开齐课程']],
    ['GBK text that is called a table', '标准.xlsx', () => csv, ['内容是文本（如 CSV 或网页），不是 Excel 表格']],
    [
      'a page of the web',
      '标准.doc',
      () => Buffer.from('<html><p>1.课程</p><p>2.作业</p></html>'),
      ['请用 WPS 或 Office 打开，另存为'],
    ],
    [
      'UTF-16 as Notepad saves it, with the ends of lines of Word',
      '标准.txt',
      () => Buffer.from('\ufeff学校清单\r\n1.开齐课程，\v不挤占。\r\n2.公示作业。\r\n', 'utf16le'),
      ['读到2条', '标准名称：学校清单'],
    ],
    [
      'a text box within a paragraph, a NUL and half a letter',
      '标准.docx',
      () =>
        handmadeDocument(
          [
            '1.开齐课程。',
            `${runOf('2.公示')}<w:r><mc:AlternateContent><mc:Choice>${paragraphOf('图一说明文字。')}</mc:Choice><mc:Fallback>${paragraphOf('图一说明文字。')}</mc:Fallback></mc:AlternateContent></w:r>${runOf('作业&#0;。')}`,
            `3.锻炼&#xD842;。`,
          ]
            .map(paragraphOf)
            .join(''),
        ),
      ['读到3条', '2.公示作业'],
    ],
    [
      'a cover before the table',
      '标准.xlsx',
      () => twoSheets(rowOf('学校清单'), rowOf('条款内容') + rowOf('开齐课程。') + rowOf('公示作业。')),
      ['读到2条', '只看了一张工作表，没有看「封面」'],
    ],
  ],
  template: [
    ['an .xls renamed', '自评表.xlsx', () => made('division.xls'), ['是旧版表格（.xls 或 .et），没有导入']],
    ['a password', '自评表.xlsx', () => made('locked.xlsx'), ['文件加了密码，没有导入']],
    ['macros', '自评表.xlsm', () => handmadeWorkbook(rowOf('条款', '自评等次'), macros), ['文件带有宏，没有导入']],
    ['5,000 rows', '自评表.xlsx', () => many(['条款', '自评等次']), ['第2000行以下还有内容，没有导入']],
    ['an empty sheet', '自评表.xlsx', () => workbook([]), ['表格里没有内容，没有导入']],
    ['GBK text renamed', '自评表.xlsx', () => csv, ['内容是文本（如 CSV 或网页），不是 Excel 表格']],
    [
      'merged heads',
      '自评表.xlsx',
      () =>
        workbook(
          [
            ['条款', '自评', null],
            [null, '自评等次', '自评概述'],
          ],
          { sheet: '自评表', merge: [{ row: 0, column: 0, rows: 2 }] },
        ),
      ['从左到右3个栏目', '1. 条款（填三级指标）'],
    ],
    [
      'a head that is a formula',
      '自评表.xlsx',
      () => handmadeWorkbook(`<row>${words('条款')}${words('自评等次')}<c><f>A9</f></c></row>`),
      ['表头里有公式（C1），没有改动'],
    ],
    [
      'a cover before the table',
      '附件.xlsx',
      () => twoSheets(rowOf('第一小学'), rowOf('条款', '自评等次')),
      ['从左到右2个栏目', '只看了一张工作表，没有看「封面」'],
    ],
  ],
}

/** A workbook of a cover and a table, whose texts lie where another program puts them. */
function twoSheets(cover: string, table: string): Buffer {
  const sheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`
  const sheets = ['封面', '表'].map((name, at) => `<sheet name="${name}" sheetId="${at}" r:id="rId${at}"/>`).join('')
  const relation = (id: string, target: string, kind = 'worksheet') =>
    `<Relationship Id="${id}" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/${kind}" Target="${target}"/>`
  return handmadeWorkbook('', {
    parts: {
      'xl/workbook.xml': `<workbook><sheets>${sheets}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships>${relation('rId0', '/xl/worksheets/sheet1.xml')}${relation('rId1', 'worksheets/sheet2.xml')}${relation('rId2', 'SharedStrings.xml', 'sharedStrings')}</Relationships>`,
      'xl/worksheets/sheet1.xml': sheet(cover),
      'xl/worksheets/sheet2.xml': sheet(table.replace(words('条款'), '<c t="s"><v>0</v></c>')),
      'xl/SharedStrings.xml': '<sst><si><t>条款</t></si></sst>',
    },
  })
}

for (const purpose of ['division', 'standard', 'template'] as const) {
  describe(`sent as a ${purpose}, said clearly, and nothing changes`, () => {
    test.each(cases[purpose])('%s', async (_, name, bytes, said) => {
      const heard = await send(purpose, name, await bytes())
      for (const one of said) expect(heard).toContain(one)
      expect(await world.dump(passing)).toBe(untouched)
    })
  })
}

test.each([
  ['责任分工表.xlsm', () => handmadeWorkbook(rowOf(...heads), macros), '文件带有宏'],
  ['第一小学责任分工表.et', () => made('division.xls'), '是旧版表格'],
])('%s: by its name the division, though nobody asked for it', async (name, bytes, said) => {
  expect((await sendFile(world, 'zhao', name, bytes())).map(wordsOf).join()).toContain(said)
  expect(await world.dump(passing)).toBe(untouched)
})
