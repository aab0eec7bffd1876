import { AlignmentType, type IParagraphOptions, type IRunOptions, type IStylesOptions, LineRuleType } from 'docx'
import type { BlockStyle } from './blocks.ts'
import type { ChineseFace } from './font-table.ts'

/**
 * GB/T 9704-2012 in Word's units: twentieths of a point for lengths, half points for sizes. A page has 22 lines of 28
 * characters: 225 mm / 22 is 29 pt, and 156 mm / 28 squeezes each 16 pt character by about 0.21 pt. The squeeze is a
 * property of the styles: as a grid of characters only Word and WPS keep it, others set 18 characters a line.
 */
export const page = {
  size: { width: 11906, height: 16838 },
  margin: { top: 2098, left: 1587, bottom: 1984, right: 1474, header: 851, footer: 1304 },
}
/** The tables behind a paper, on their side: narrower at the sides than the text, since ledgers have many columns. */
export const annexPage = {
  size: { width: 11906, height: 16838 },
  margin: { top: 1587, left: 1134, bottom: 1474, right: 1134, header: 851, footer: 851 },
}
export const grid = { linePitch: 580 }
export const character = 316
const squeeze = -5

/** A title's characters are 22 pt, of which 20 stand on a line. */
export const title = { character: 440, most: 20, line: 8845 }

const line = { line: 580, lineRule: LineRuleType.EXACT, before: 0, after: 0 }
const titleLine = { line: 700, lineRule: LineRuleType.EXACT, before: 0, after: 0 }
const twoCharacters = { firstLine: 640, firstLineChars: 200 }

const tableLine = { line: 260, lineRule: LineRuleType.AT_LEAST, before: 0, after: 0 }

/** Sizes by their Chinese names: 2号, 3号, 4号, 5号, 小5. */
const size = { two: 44, three: 32, four: 28, five: 21, smallFive: 18 }

/**
 * A face for Chinese and one for digits and Latin. Only names: faces are not shipped, and what stands in for each is said
 * by `fontTable`. The hint makes quotation marks and dashes Chinese ones.
 */
export function face(chinese: ChineseFace) {
  const latin = 'Times New Roman'
  return { ascii: latin, hAnsi: latin, cs: latin, eastAsia: chinese, hint: 'eastAsia' }
}

export const pageNumberRun: IRunOptions = { font: { ...face('宋体'), ascii: '宋体', hAnsi: '宋体' }, size: size.four }

/** The styles of Word each kind of paragraph uses; real ones, so that the navigation pane and a change of style work. */
export const styleId: Readonly<Record<BlockStyle, string>> = {
  title: 'Title',
  school: 'School',
  body: 'BodyText',
  section: 'Heading1',
  duty: 'Heading2',
  task: 'Heading3',
  closing: 'ClosingText',
  'first-annex': 'FirstAnnex',
  'next-annex': 'NextAnnex',
  signature: 'Signature',
  date: 'Date',
}

/** The styles of what stands behind a paper. */
export const annexStyle = { mark: 'AnnexMark', title: 'AnnexTitle', note: 'AnnexNote', end: 'AnnexEnd' } as const
/** Those of its cells; a table of many columns is set smaller. */
export const cellStyle = {
  usual: { head: 'TableHead', text: 'TableText', centred: 'TableCentred' },
  small: { head: 'SmallTableHead', text: 'SmallTableText', centred: 'SmallTableCentred' },
} as const

const inTable = { size: size.five, characterSpacing: 0 }

/** A 小标宋 is heavy by itself: made bold, its strokes run together. */
const titleFace = '方正小标宋简体'
const titleRun: IRunOptions = { size: size.two, bold: false, characterSpacing: 0 }

export const styles: IStylesOptions = {
  default: {
    document: {
      run: {
        font: face('仿宋'),
        size: size.three,
        characterSpacing: squeeze,
        language: { value: 'en-US', eastAsia: 'zh-CN' },
      },
      paragraph: { spacing: line },
    },
    title: style(face(titleFace), { alignment: AlignmentType.CENTER, spacing: titleLine }, titleRun),
    heading1: heading('黑体', 0),
    heading2: heading('楷体', 1),
    heading3: heading('仿宋', 2),
  },
  paragraphStyles: [
    {
      id: styleId.school,
      name: 'School',
      basedOn: 'Normal',
      ...style(face('楷体'), { alignment: AlignmentType.CENTER, spacing: { ...line, before: 290, after: 290 } }),
    },
    {
      id: styleId.body,
      name: 'Body Text',
      basedOn: 'Normal',
      // Not justified: some programs then lose punctuation that hangs over the margin when they make a PDF. The squeeze
      // brings full lines to the margin anyway.
      ...style(face('仿宋'), { alignment: AlignmentType.LEFT, indent: twoCharacters }),
    },
    {
      id: styleId.signature,
      name: 'Signature',
      basedOn: 'Normal',
      ...style(face('仿宋'), { alignment: AlignmentType.RIGHT, spacing: { ...line, before: 580 }, keepNext: true }),
    },
    // From the last sentence on all stays with the date: a signature alone on a page could be put under anything.
    named(styleId.closing, 'Closing Text', '仿宋', { indent: twoCharacters, keepNext: true, keepLines: true }),
    // A blank line, then two characters in; the next ones stand under the first one's number.
    named(styleId['first-annex'], 'First Annex', '仿宋', {
      indent: { left: 640 },
      spacing: { ...line, before: 580 },
      keepNext: true,
    }),
    named(styleId['next-annex'], 'Next Annex', '仿宋', { indent: { left: 1600 }, keepNext: true }),
    // The paragraph Word wants behind a table: as low as can be, or a full page would be followed by an empty one.
    named(annexStyle.end, 'Annex End', '仿宋', { spacing: { ...line, line: 20 } }, { size: 2 }),
    named(annexStyle.mark, 'Annex Mark', '黑体', { keepNext: true }),
    named(
      annexStyle.title,
      'Annex Title',
      titleFace,
      { alignment: AlignmentType.CENTER, spacing: titleLine, outlineLevel: 0, keepNext: true },
      titleRun,
    ),
    named(annexStyle.note, 'Annex Note', '仿宋', { spacing: { ...tableLine, after: 120 }, keepNext: true }, inTable),
    ...ofCells(cellStyle.usual, '', inTable),
    ...ofCells(cellStyle.small, 'Small ', { ...inTable, size: size.smallFive }),
    { id: styleId.date, name: 'Date', basedOn: 'Normal', ...style(face('仿宋'), { alignment: AlignmentType.RIGHT }) },
  ],
}

function ofCells(ids: Readonly<Record<'head' | 'text' | 'centred', string>>, name: string, run: IRunOptions) {
  const centred = { alignment: AlignmentType.CENTER, spacing: tableLine }
  return [
    named(ids.head, `${name}Table Head`, '黑体', centred, run),
    named(ids.text, `${name}Table Text`, '仿宋', { alignment: AlignmentType.LEFT, spacing: tableLine }, run),
    named(ids.centred, `${name}Table Centred`, '仿宋', centred, run),
  ]
}

function named(
  id: string,
  name: string,
  chinese: ChineseFace,
  paragraph: Partial<IParagraphOptions>,
  run: Partial<IRunOptions> = {},
) {
  return { id, name, basedOn: 'Normal', ...style(face(chinese), paragraph, run) }
}

function style(font: ReturnType<typeof face>, paragraph: Partial<IParagraphOptions>, run: Partial<IRunOptions> = {}) {
  return { quickFormat: true, run: { font, size: size.three, ...run }, paragraph: { spacing: line, ...paragraph } }
}

function heading(chinese: '仿宋' | '楷体' | '黑体', outlineLevel: number) {
  const paragraph = { indent: twoCharacters, outlineLevel, keepNext: true, keepLines: true }
  return style(face(chinese), paragraph, { color: '000000', bold: false, italics: false })
}
