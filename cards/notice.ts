import type { Card } from './card.ts'

/** One paragraph under a title. */
export type NoticeView = { readonly title: string; readonly text: string }

export declare function noticeCard(view: NoticeView): Card
