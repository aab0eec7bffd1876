import type { Card } from './card.ts'

/** What an old card becomes when a newer one has taken its place. */
export type MovedView = {
  /** What the card was about. */
  readonly title: string
  /** Where the newer one stands: further down in the same chat, in private with the bot, or in the group. */
  readonly to: 'below' | 'private' | 'group'
}

export declare function movedCard(view: MovedView): Card
