import { expect, test } from 'vitest'
import type { Person, SeenCard } from '#test/support/person.ts'
import { startTown, type Town } from '#test/support/town.ts'
import { openDivided, tell } from './campaign.ts'

type InThread = { readonly sun: Person; readonly other: Person; readonly card: SeenCard }

/** Sun's walk in a thread of a department's group, and somebody else of it. */
async function startInThread(town: Town): Promise<InThread> {
  const { sun, qian } = await openDivided(town)
  const group = await town.group('德育处工作群', [sun, qian])
  await tell(town, sun.in(group), '填报')
  const card = sun.in(group).lastCard()
  return { sun: sun.in(group, card.threadId ?? ''), other: qian.in(group), card }
}

test('the card stands in a thread and names its owner; others are told whose it is', async () => {
  await using town = await startTown()
  const { other, card } = await startInThread(town)
  expect(card.threadId).not.toBeNull()
  expect(card.text).toContain('由孙老师填报')
  const pressed = await other.on(card).choose('自评', '已达到').fill('工作情况', '冒填').press('提交并继续')
  expect(pressed.toast?.content).toBe('这是孙老师的填报卡片，请发送「填报」打开您自己的。')
  expect(pressed.card).toBeNull()
})

test('a reply in the thread is the fact, without a mention too; somebody else’s reply is not', async () => {
  await using town = await startTown()
  const { sun, other, card } = await startInThread(town)
  await sun.say('班主任每天晨检', { mention: [] })
  await town.settle()
  expect(sun.on().value('工作情况')).toBe('班主任每天晨检')
  const talk = other.in({ id: other.chatId }, card.threadId ?? '')
  await talk.say('我们班也是', { mention: [] })
  await town.settle()
  expect(sun.on().value('工作情况')).toBe('班主任每天晨检')
})

test('a whole answer is given in the thread, by words and one press', async () => {
  await using town = await startTown()
  const { sun } = await startInThread(town)
  await tell(town, sun, '晨检后当天电话联系家长')
  const pressed = await sun.on().choose('自评', '已达到').press('提交并继续')
  expect(pressed.toast?.content).toBe('已提交。')
  expect(sun.lastCard().subtitle).toMatch(/已填1$/)
})
