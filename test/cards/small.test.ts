import { expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { helloCard } from '#cards/hello.ts'
import { movedCard } from '#cards/moved.ts'
import { noticeCard } from '#cards/notice.ts'
import { reminderCard } from '#cards/reminder.ts'
import { readCommand } from '#src/domain/command.ts'
import { campaign, day, samples } from './samples.ts'

const plain = (content: string) => ({ tag: 'plain_text', content })

test('the greeting', () => {
  expect(helloCard({})).toEqual({
    schema: '2.0',
    config: { update_multi: true, summary: { content: '大家好，我是自查整改助手' } },
    header: { title: plain('大家好，我是自查整改助手'), template: 'blue' },
    body: {
      elements: [
        {
          tag: 'markdown',
          content:
            '我帮学校对照管理标准逐条自查：分工、填报、提醒、汇总成可编辑的总结。\n都在聊天里完成，不用装别的应用。',
        },
        {
          tag: 'button',
          text: plain('开始设置'),
          type: 'primary_filled',
          behaviors: [{ type: 'callback', value: { v: 1, do: 'open-setup' } }],
        },
        {
          tag: 'div',
          text: {
            ...plain('领导小组的群：点上面的按钮开始。部门的群：需要填报时 @我 发送「填报」。'),
            text_size: 'notation',
            text_color: 'grey',
          },
        },
      ],
    },
  })
})

test('a reminder says how many and by when, and nothing of anybody else', () => {
  const view = { campaign, name: '林静', title: '2026年对照整改年活动', open: 3, inspectBy: day, daysLeft: 5 }
  expect(reminderCard(view)).toEqual({
    schema: '2.0',
    config: { update_multi: true, summary: { content: '还有3条自查内容等您填报' } },
    header: { title: plain('还有几条等您填报'), template: 'wathet' },
    body: {
      elements: [
        {
          tag: 'markdown',
          content:
            '林静，您好！\n「2026年对照整改年活动」还有**3条**待填。\n' +
            '截止11月30日（周一）18&#58;00（还有5天），暂存过的内容都还在。',
        },
        {
          tag: 'button',
          text: plain('继续填报'),
          type: 'primary_filled',
          behaviors: [{ type: 'callback', value: { v: 1, do: 'start-walk', campaign: 3 } }],
        },
      ],
    },
  })
  const words = (daysLeft: number) => JSON.stringify(reminderCard({ ...view, daysLeft }))
  expect(words(0)).toContain('18&#58;00（今天截止）')
  expect(words(-2)).toContain('截止日期已过，暂存过的内容都还在')
})

test.each(['assigned', 'reminder', 'mine', 'own progress', 'finished'])('%s says until which hour', (name) => {
  const shown = samples[name]
  if (shown === undefined) throw new Error(`no sample ${name}`)
  expect(asText(shown)).toContain('11月30日（周一）18:00')
})

test('a card that has moved, and one paragraph', () => {
  expect(movedCard({ title: '我的任务', to: 'private' }).body.elements).toEqual([
    { tag: 'div', text: plain('已在与我的单独聊天里继续。') },
  ])
  expect(noticeCard({ title: '提示', text: '<at id=all></at>' }).body.elements).toEqual([
    { tag: 'div', text: plain('<at id=all></at>') },
  ])
  const long = noticeCard({ title: '提示', text: '长'.repeat(20_000) })
  expect(long.body.elements).toEqual([{ tag: 'div', text: plain(`${'长'.repeat(999)}…`) }])
})

test('what a confirmed division says to write is a command, and names nothing that no card shows', () => {
  const divided = samples.divided
  if (divided === undefined) throw new Error('no sample')
  const examples = [...asText(divided).matchAll(/分工 [^；。\n]+/g)].map(([example]) => example)
  expect(examples.map((example) => readCommand(example)?.name)).toHaveLength(3)
  expect(examples.join()).not.toMatch(/分工 第?\d/)
})
