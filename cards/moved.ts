import { type Card, card, div } from './card.ts'

/** What an old card becomes when a newer one has taken its place. */
export type MovedView = {
  /** What the card was about. */
  readonly title: string
  /** Where the newer one stands: further down in the same chat, in private with the bot, or in the group. */
  readonly to: 'below' | 'private' | 'group'
}

const where = {
  below: '已有新的卡片，请看下面最新的一张。',
  private: '已在与我的单独聊天里继续。',
  group: '已在群里继续。',
} as const

export function movedCard({ title, to }: MovedView): Card {
  return card(title, 'grey', [div(where[to])])
}
