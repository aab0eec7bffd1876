import { type Card, card, div } from './card.ts'
import { cut } from './cut.ts'

/** One paragraph under a title. */
export type NoticeView = { readonly title: string; readonly text: string }

const longestNotice = 1000

export function noticeCard({ title, text }: NoticeView): Card {
  return card(title, 'blue', [div(cut(text, longestNotice))])
}
