import { markdown } from './card.ts'
import { cut } from './cut.ts'
import type { Block } from './elements.ts'
import { md } from './markdown.ts'

/** A requirement's own title, under its task's in the card's head; where that head is the requirement itself, not again. */
export function titleUnder(view: { readonly taskTitle: string | null; readonly title: string }): Block[] {
  return view.taskTitle === null ? [] : [markdown(md`**${cut(view.title, 100)}**`)]
}
