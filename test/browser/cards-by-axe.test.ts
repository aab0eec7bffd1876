import { expect, test } from 'vitest'
import { submitTen, tell } from '#test/e2e/campaign.ts'
import type { Person } from '#test/support/person.ts'
import { photoWithPlace } from '#test/support/sent-files.ts'
import { startTown, type Town } from '#test/support/town.ts'
import { violations } from './support/axe.ts'
import { openViewer } from './support/viewer.ts'

// Axe puts a style of its own in, to measure with.
const expected = /inline style|style-src-elem inline/
// Tall enough for every card: of what is scrolled away axe does not see the colours.
const height = 6000
const sizes = {
  'light, on a phone': { theme: 'light', width: 390, height, touch: true },
  'dark, on a desk': { theme: 'dark', height },
} as const

async function sendPhoto(town: Town, who: Person): Promise<void> {
  await who.sendImage(await photoWithPlace())
  await town.settle()
  await town.bot.queue.settled({ delayed: true })
  await town.settle()
}

type Filled = readonly { readonly person: Person; readonly cards: readonly string[] }[]

/** Cards of evidence, review, ledger, issues, hand-over and the check before signing in the private chats of three people, with what tells them. */
async function fillChats(town: Town): Promise<Filled> {
  const { lin, sun, zhao } = await submitTen(town)
  await tell(town, lin, '填报')
  await sendPhoto(town, lin)
  await tell(town, lin, '自评：部分达到\n工作情况：有做法\n存在问题：没有汇总\n整改措施：由德育处汇总')
  await tell(town, lin, '提交')
  // Of the walk and the issue that counts which was touched last, and the clock stands still.
  town.clock.pass(60_000)
  await tell(town, lin, '台账 1')
  await sendPhoto(town, lin)
  await tell(town, lin, '申请销号 汇总表已上墙')
  await tell(town, lin, '移交')
  await tell(town, sun, '审核')
  await tell(town, sun, '审核 全部通过')
  await tell(town, zhao, '台账')
  await tell(town, zhao, '台账 新增')
  await tell(town, zhao, '学校概况')
  await tell(town, zhao, '体检')
  await town.goTo('2026-09-07T16:00+08:00')
  return [
    { person: lin, cards: ['已收到佐证材料 照片 1', '待复查', '移交我的任务'] },
    { person: sun, cards: ['责任人申请销号，请您复查', '退回原因', '全部通过（11条）'] },
    { person: zhao, cards: ['整改台账（1项）', '登记问题', '学校概况', '签字前体检'] },
  ]
}

test('axe-core finds nothing on the cards of evidence, review, issues, hand-over and the check before signing', async () => {
  await using town = await startTown()
  const chats = await fillChats(town)
  for (const [how, size] of Object.entries(sizes)) {
    for (const { person, cards } of chats) {
      const place = { person: person.handle, chat: { id: person.chatId } }
      await using viewer = await openViewer(town.emulator, { ...place, ...size, reducedMotion: true, expected })
      for (const card of cards) await viewer.message(card)
      expect(await violations(viewer.page), `${person.name}, ${how}`).toEqual([])
    }
  }
}, 180_000)
