import type { DivisionTrouble, DivisionTroubleKind } from '#src/domain/division-sheet.ts'
import type { FileRefusal } from '#src/domain/incoming-file.ts'
import { columnName, mostColumns, mostRows } from '#src/domain/sheet.ts'
import { cut, longestLine, longestName } from './cut.ts'

/** Words of bringing something in by a file. */
export const importButtons = {
  importDivision: '导入表格',
  confirm: '确认导入',
  cancel: '取消',
} as const

/** Why nothing can be made of a file, and what to do; nothing has changed. */
export const fileRefusalWords: Readonly<Record<FileRefusal, string>> = {
  'too-large': '文件太大，没有导入。请删去图片和多余的工作表再发。',
  recalled: '消息已撤回，没有导入。',
  'download-broken': '文件没有收完整，请再发一次。',
  empty: '是空文件，没有导入。请看看是否选错了文件。',
  'not-a-table': '不是 Excel 表格（.xlsx），没有导入。请用 Excel 或 WPS 另存为 .xlsx 再发。',
  text: '内容是文本（如 CSV 或网页），不是 Excel 表格，没有导入。请用 Excel 或 WPS 打开，另存为 .xlsx 再发。',
  'old-xls': '是旧版表格（.xls 或 .et），没有导入。请用 Excel 或 WPS 另存为 .xlsx 再发。',
  'old-format': '是旧版格式（.doc、.xls 或 .wps），没有导入。请用 WPS 或 Office 另存为 .docx 或 .xlsx 再发。',
  'not-a-standard': '读不了这种文件，没有导入。请用 WPS 或 Office 打开，另存为 .xlsx、.docx 或 .txt 再发。',
  locked: '文件加了密码，没有导入。请去掉密码再发。',
  macro: '文件带有宏，没有导入。请另存为不带宏的文件（.xlsx、.docx）再发。',
  bomb: '文件解开后大得不正常，没有导入。请把内容复制到新文件里再发。',
  broken: '文件打不开，没有导入。请用 WPS 或 Office 打开看看，重新保存后再发。',
  'too-many-rows': `第${mostRows}行以下还有内容，没有导入。请只留下要导入的行再发。`,
  'too-many-columns': `第${mostColumns}列（${columnName(mostColumns)}列）右边还有内容，没有导入。请只留下要导入的列再发。`,
  'empty-sheet': '表格里没有内容，没有导入。请看看是否选错了文件。',
  'heads-unknown':
    '没有找到表头，没有导入。表里要有一行写着「条款」和「责任人」，列的先后不限；可以先导出一份责任分工表来改。',
  'template-unknown':
    '没有看出这是哪一张表，没有改动。请把工作表命名为自评表、责任分工表或整改台账，表里要有一行表头；可以拿总结里的表来改。',
}

export const importSaid = {
  sendDivision: '请把改好的责任分工表（.xlsx）直接发给我，30分钟内有效。收到后先给您看要改什么，您确认了才改。',
  settled: '导入',
  confirmed: '已导入。',
  confirmedAlready: '已经导入，不用再点。',
  cancelled: '已取消，什么都没有改。',
  replaced: '后来又发了一份，请以最新的一张卡片为准。',
  nothingWaits: '现在没有等您确认的文件。',
  standsOtherwise: '发表格以后分工有了变化，下面是按现在的分工重新比对的，请再看一遍。',
  nothingLeft: '发表格以后分工有了变化，现在没有要改的了。',
  unheld: '还有条款没有责任人，请在表里补齐再发。',
} as const

const troubleWords: Readonly<Record<DivisionTroubleKind, string>> = {
  formula: '是公式，没有算出结果，请改成文字',
  error: '公式出错，请改成文字',
  'requirement-missing': '没有写是哪一条',
  'requirement-unknown': '没有这一条',
  'requirement-ambiguous': '有几条同名，请写上条款编号',
  'number-unknown': '没有这个编号',
  'number-contradicts': '编号和条款名称对不上',
  twice: '同一条写了两次，责任人不同',
  'department-unknown': '没有这个部门',
  'person-missing': '是空的',
  'person-unknown': '没有找到这位老师',
  'person-elsewhere': '这位老师不在写的部门',
  'several-people': '只能写一位老师',
  'same-name': '有同名的老师，请选一位',
}

const mostNamedRows = 20

/** 第12、13行「责任人」：没有找到这位老师（王五）. One name nobody has may stand in every row. */
export function sayTrouble({ head, kind, text }: Omit<DivisionTrouble, 'row'>, rows: readonly number[]): string {
  const where = head === null ? '' : `「${cut(head, longestName)}」`
  const more = rows.length > mostNamedRows ? `等${rows.length}` : ''
  return `第${rows.slice(0, mostNamedRows).join('、')}${more}行${where}：${troubleWords[kind]}${text === '' ? '' : `（${cut(text, longestLine)}）`}`
}

/** Sheets of a workbook that were not read. */
export function sayOtherSheets(others: readonly string[]): string[] {
  return others.length === 0 ? [] : [`只看了一张工作表，没有看${listNames(others)}。`]
}

/** 配合部门、完成时限: columns and sheets by name, a few of them. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 6).map((name) => cut(name, longestName))
  return `${shown.map((name) => `「${name}」`).join('')}${names.length > shown.length ? `等${names.length}个` : ''}`
}
