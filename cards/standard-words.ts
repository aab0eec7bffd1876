import { mostRequirements, type OwnStandardRefusal, type Trouble } from '#src/domain/own-standard.ts'
import type { RatingWordsRefusal } from '#src/domain/rating-words.ts'
import { cut, longestName } from './cut.ts'

/** The fields of the preview in what a submit brings. */
export const standardControls = { title: 'title', ratings: 'ratings' } as const

export const standardSaid = {
  send: '请把标准文件（.xlsx、.docx 或 .txt）直接发给我，30分钟内有效。表格要有「条款内容」一列，可以有「管理职责」「管理任务」「佐证」「建议部门」；文件要有编号，如一、（一）1.。收到后先给您看，您确认了才用。',
  taken: '这个群已经有同名的标准，没有导入。请换一个标准名称。',
  titleMissing: '请填写标准名称，60字以内。',
} as const

export const standardRefusals: Readonly<Record<OwnStandardRefusal, string>> = {
  'no-form': '没有看出编号，没有导入。请给每一条编上号（如 1. 2. 3.），或用有「条款内容」一列的表格再发。',
  'no-columns':
    '没有找到表头，没有导入。表里要有一行写着「条款内容」，可以有「管理职责」「管理任务」「佐证」「建议部门」。',
  'too-few': '只看到不到两条，没有导入。请看看是否选错了文件。',
  'too-many': `超过${mostRequirements}条，没有导入。请只留下要自查的内容再发。`,
  'empty-text': '文件里没有文字，没有导入。请看看是否选错了文件。',
}

export const ratingRefusals: Readonly<Record<RatingWordsRefusal, string>> = {
  unclear: '自评用词没有看懂，请写成「达标=已达到，基本达标=部分达到，未达标=未达到，不适用」。',
  'meaning-unknown': '「=」后面请写：已达到、部分达到、未达到或不适用。',
  'too-long': '自评用词每个不要超过10个字。',
  twice: '有两个自评用词一样，请改成不同的。',
  'too-many': '自评用词最多8个。',
  'one-sided': '自评用词里要有一个表示已达到，还要有一个表示部分达到或未达到。',
}

/** 第12行：编号从3跳到5. */
export function sayStandardTrouble(trouble: Trouble): string {
  return `第${trouble.line}行：${what(trouble)}`
}

function what(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'leap':
      return `编号从${trouble.from}到${trouble.to}，不连续`
    case 'left-out':
      return `不算条款，没有导入（${cut(trouble.text, longestName)}）`
    case 'table-left-out':
      return `这个表没有写着「条款内容」的表头，${trouble.rows}行没有导入（${cut(trouble.text, longestName)}）`
    case 'twice':
      return `和第${trouble.first}行一样，两条都保留`
    case 'cut':
      return '太长，后面的没有导入'
    case 'no-text':
      return '没有写条款内容，没有导入'
    case 'unread':
      return `「${cut(trouble.head, longestName)}」${trouble.why === 'formula' ? '是公式，没有算出结果' : '公式出错'}，没有导入，请改成文字再发`
  }
}

/** What was imported, and how to use it. */
export function standardImported(title: string, requirements: number): string {
  return `《${title}》（${requirements}条）已导入。在领导小组群里发送「创建活动」，「对照标准」里可以选它。`
}
