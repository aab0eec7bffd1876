import { HighlightColor, TextRun } from 'docx'
import type { Stretch } from './blocks.ts'
import { printable } from './printable.ts'
import { face } from './word-styles.ts'

/** A stretch of text in the look of its paragraph's style; what is missing is marked. */
export function run({ text, missing }: Stretch): TextRun {
  // The hint counts only on the run itself; without it a quotation mark takes the narrow Latin shape.
  return new TextRun({
    text: printable(text),
    font: { hint: face('仿宋').hint },
    ...(missing ? { highlight: HighlightColor.YELLOW } : {}),
  })
}
