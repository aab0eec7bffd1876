import { type Card, card, div } from './card.ts'

/** What a card becomes when another one has taken its place. */
export type MovedView = {
  /** What the card was about. */
  readonly title: string
  /** Where it goes on: further down in the same chat, on another card there, in private with the bot, or in the group. */
  readonly to: 'below' | 'beside' | 'private' | 'group'
}

const where = {
  below: '已有新的卡片，请看下面最新的一张。',
  beside: '已在这里的另一张卡片上继续；找不到时请发送「填报」。',
  private: '已在与我的单独聊天里继续。',
  group: '已在群里继续。',
} as const

export function movedCard({ title, to }: MovedView): Card {
  return card(title, 'grey', [div(where[to])])
}
