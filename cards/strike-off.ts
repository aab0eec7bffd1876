import { columns, div, markdown } from './card.ts'
import { cut, longestName } from './cut.ts'
import type { Block } from './elements.ts'
import { md } from './markdown.ts'

/** What was wrong, as the answers said it, and what was done about it. */
export type BeforeAndAfter = {
  readonly problem: string
  /** What the answers it came from said; photos and files of theirs. */
  readonly answers: readonly {
    readonly rating: string
    readonly fact: string | null
    readonly shortcoming: string | null
  }[]
  readonly answered: readonly Block[]
  readonly measure: string | null
  /** What was reported, the oldest first. */
  readonly progress: readonly string[]
  /** What the owner says was done, asking for the strike-off. */
  readonly done: string | null
  readonly proof: readonly Block[]
}

const mostAnswers = 3
const mostProgress = 4
const longestText = 300

/** Before and after side by side, so that whoever strikes off has seen both. */
export function beforeAndAfter(view: BeforeAndAfter): Block[] {
  const before = [
    markdown(md`**整改前**`),
    div(cut(view.problem, longestText)),
    ...view.answers.slice(0, mostAnswers).map(({ rating, fact, shortcoming }) => {
      const more = [fact, shortcoming === view.problem ? null : shortcoming].filter((one) => one !== null).join('；')
      return div(`自评${cut(rating, longestName)}${more === '' ? '' : `：${cut(more, longestText)}`}`)
    }),
    ...view.answered,
  ]
  const after = [
    markdown(md`**整改后**`),
    ...(view.measure === null ? [] : [div(`措施：${cut(view.measure, longestText)}`)]),
    ...view.progress.slice(-mostProgress).map((one) => div(`进展：${cut(one, longestText)}`)),
    ...(view.done === null ? [] : [div(`结果：${cut(view.done, longestText)}`)]),
    ...view.proof,
  ]
  return [columns([before, after])]
}
