import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  Header,
  type ICommentsOptions,
  type IStylesOptions,
  LineRuleType,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx'
import type { Moment } from '#src/domain/trace.ts'
import type { Block } from './blocks.ts'
import { printable } from './printable.ts'
import { run } from './word-run.ts'
import { face } from './word-styles.ts'

/** Who comments: the program, never a person. */
const author = '对标'
const style = 'CommentText'
/** On every page, as a printed copy may have no comments on it. */
const warning = '内部批注稿，不外报'

/** The comments of a paper, each known by the place of its block. */
export function commentsOf(blocks: readonly Block[], at: Moment): ICommentsOptions {
  const children = blocks.flatMap(({ notes }, id) =>
    notes.length === 0 ? [] : [{ id, author, initials: author, date: asWordReads(at), children: notes.map(line) }],
  )
  return { children }
}

/** What a paragraph with a comment holds: all of its text is what the comment is about. */
export function commented(id: number, runs: readonly ParagraphChild[]): ParagraphChild[] {
  const reference = new TextRun({ children: [new CommentReference(id)] })
  return [new CommentRangeStart(id), ...runs, new CommentRangeEnd(id), reference]
}

/** Small and close, unlike the text: a comment has a narrow column. */
export const commentStyles: NonNullable<IStylesOptions['paragraphStyles']> = [
  {
    id: style,
    name: 'annotation text',
    basedOn: 'Normal',
    run: { font: face('仿宋'), size: 20, characterSpacing: 0 },
    paragraph: { spacing: { line: 240, lineRule: LineRuleType.AUTO, before: 0, after: 0 } },
  },
]

export function warningHeader(): Header {
  const children = [new TextRun({ text: warning, font: face('黑体'), size: 21, color: 'C00000' })]
  return new Header({ children: [new Paragraph({ alignment: 'center', children })] })
}

function line(text: string): Paragraph {
  return new Paragraph({ style, children: [run({ text: printable(text), missing: false })] })
}

/** Programs show the hour as it is written and take no notice of its zone. */
function asWordReads({ day, hour, minute }: Moment): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * 60_000)
}
