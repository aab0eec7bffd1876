import { button, type Card, card, hint, markdown } from './card.ts'
import { md } from './markdown.ts'
import { buttons } from './words.ts'

/** The greeting when the bot is added to a group: the same everywhere, for nothing is known about the group yet. */
export type HelloView = Readonly<Record<string, never>>

/** Two lines of what the bot does, and the one step that comes first. */
export function helloCard(_view: HelloView): Card {
  return card('大家好，我是自查整改助手', 'blue', [
    markdown(
      md`我帮学校对照管理标准逐条自查：分工、填报、提醒、汇总成可编辑的总结。\n都在聊天里完成，不用装别的应用。`,
    ),
    button(buttons.openSetup, { v: 1, do: 'open-setup' }, 'primary_filled'),
    hint('领导小组的群：点上面的按钮开始。部门的群：需要填报时 @我 发送「填报」。'),
  ])
}
