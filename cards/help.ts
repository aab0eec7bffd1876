import type { Card } from './card.ts'

/** What somebody can do here and now. */
export type HelpView = {
  readonly place: 'private' | 'group'
  readonly roles: {
    readonly leader: boolean
    readonly coordinator: boolean
    readonly respondent: boolean
    readonly head: boolean
  }
  /** Those that run and concern this place or person. */
  readonly campaigns: readonly { readonly title: string }[]
  /** Requirements of theirs still open. */
  readonly open: number
}

export declare function helpCard(view: HelpView): Card
