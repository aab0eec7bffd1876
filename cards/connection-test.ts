import { connectionTestWord } from '#src/domain/connection-test.ts'
import { button, type Card, card, hint, markdown } from './card.ts'
import { md } from './markdown.ts'

/** Somebody is asked to try the line: first by a press, then by a word. `code`: six digits, which tell this try from others. */
export type ConnectionTestView = {
  readonly code: string
  readonly place: 'private' | 'group'
  readonly pressed: boolean
}

/** The card `npm run doctor` sends, and what it becomes once it was pressed. */
export function connectionTestCard({ code, place, pressed }: ConnectionTestView): Card {
  const words = `${connectionTestWord} ${code}`
  const how = place === 'group' ? '请在群里 @我 再发一句' : '请再给我发一句'
  if (!pressed) {
    return card('试一下连接', 'blue', [
      markdown(md`学校的管理员正在检查我能不能收到大家的点击和消息，需要您帮个忙：先点下面的按钮。`),
      button('点我试一下', { v: 1, do: 'test-connection', code }, 'primary_filled'),
      hint('只是测试，不会记下任何内容。'),
    ])
  }
  return card('收到了您的点击', 'green', [
    markdown(md`谢谢！${how}：\n**${words}**`),
    hint('收到后我会回一句话，测试就结束了。'),
  ])
}

/** What a press and a word of the test are answered with. */
export const connectionTestSaid = {
  pressed: '收到，点击是通的',
  heard: '收到，消息也是通的，谢谢您！',
} as const
