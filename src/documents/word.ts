import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  type IPropertiesOptions,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'
import type { PaperTable } from '#src/domain/tables.ts'
import type { Moment } from '#src/domain/trace.ts'
import { annexMark, type Block } from './blocks.ts'
import { fontTable } from './font-table.ts'
import { printable } from './printable.ts'
import { titleWidth } from './title-width.ts'
import { widthOf } from './unbroken.ts'
import { annexSection } from './word-annex.ts'
import { commented, commentStyles, commentsOf, warningHeader } from './word-comments.ts'
import { run } from './word-run.ts'
import { character, grid, page, pageNumberRun, styleId, styles, title } from './word-styles.ts'

/** What the file says about itself. */
export type WordAbout = { readonly title: string; readonly school: string }

/** A paper as the bytes of a .docx, laid out after GB/T 9704-2012 (domain facts, section 3), its annexes behind it. */
export function writeWord(
  blocks: readonly Block[],
  about: WordAbout,
  annexes: readonly PaperTable[] = [],
): Promise<Uint8Array> {
  const silent = blocks.map((block) => ({ ...block, notes: [] }))
  return write(silent, about, {
    styles,
    sections: annexes.map((table, at) => annexSection(table, annexMark(at, annexes.length))),
  })
}

/** The same text, each note of a block a comment beside it, for inside the school; `at`: when it was made. */
export function writeTracedWord(blocks: readonly Block[], about: WordAbout, at: Moment): Promise<Uint8Array> {
  const comments = commentsOf(blocks, at)
  const paragraphStyles = [...(styles.paragraphStyles ?? []), ...commentStyles]
  const headers = { default: warningHeader(), even: warningHeader() }
  return write(blocks, about, { styles: { ...styles, paragraphStyles }, comments, headers, sections: [] })
}

async function write(
  blocks: readonly Block[],
  about: WordAbout,
  {
    sections,
    headers,
    ...more
  }: Pick<IPropertiesOptions, 'styles' | 'comments' | 'sections'> & Pick<ISectionOptions, 'headers'>,
): Promise<Uint8Array> {
  const document = new Document({
    ...more,
    title: printable(about.title),
    creator: printable(about.school),
    lastModifiedBy: printable(about.school),
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: { page, grid: { ...grid, type: DocumentGridType.LINES } },
        ...(headers === undefined ? {} : { headers }),
        // Odd pages carry the number on the right and even ones on the left, each one character in.
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children: blocks.map((block, at) => paragraph(block, at, blocks)),
      },
      // Without footers of their own they have those before them, so that the pages are numbered on.
      ...sections,
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document, undefined, [fontTable]))
}

function paragraph(block: Block, at: number, all: readonly Block[]): Paragraph {
  const runs = block.stretches.map(run)
  return new Paragraph({
    style: styleId[block.style],
    children: block.notes.length === 0 ? runs : commented(at, runs),
    ...(block.style === 'signature' || block.style === 'date' ? { indent: { right: endIndent(block, all) } } : {}),
    ...(block.style === 'title' ? { indent: titleIndent(block) } : {}),
  })
}

/** Margins that make a long title break into lines of about the same length; the text itself stays in one piece. */
function titleIndent({ stretches }: Block) {
  const width = titleWidth(stretches.map((one) => one.text).join(''), title.most)
  const side = width === title.most ? 0 : Math.floor((title.line - (width + 0.5) * title.character) / 2)
  return { left: side, right: side }
}

/** The date ends four characters from the right; the school's name stands centred above it, but never past the edge. */
function endIndent(block: Block, all: readonly Block[]): number {
  const date = all.find((one) => one.style === 'date') ?? block
  const characters = 4 + (widthOfBlock(date) - widthOfBlock(block)) / 2
  return Math.round(Math.max(characters, 0) * character)
}

function widthOfBlock({ stretches }: Block): number {
  return widthOf(stretches.map((one) => one.text).join(''))
}

function pageNumber(alignment: typeof AlignmentType.LEFT | typeof AlignmentType.RIGHT): Footer {
  const side = alignment === AlignmentType.RIGHT ? 'right' : 'left'
  const children = ['— ', PageNumber.CURRENT, ' —']
  return new Footer({
    children: [
      new Paragraph({ alignment, indent: { [side]: 280 }, children: [new TextRun({ ...pageNumberRun, children })] }),
    ],
  })
}
