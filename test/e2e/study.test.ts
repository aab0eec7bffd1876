import mammoth from 'mammoth'
import { expect, test } from 'vitest'
import { said } from '#cards/words.ts'
import { startTown } from '#test/support/town.ts'
import { openDivided, tell } from './campaign.ts'

test('a group studies a task a day, one session is noted, and the summary begins with both', async () => {
  await using town = await startTown()
  const { zhao, sun, here } = await openDivided(town)
  const lin = town.person('林老师', { departments: ['德育处'] })
  const staff = await town.group('全体教师群', [zhao, sun, lin])
  await tell(town, zhao.in(staff), '学习')
  await zhao.in(staff).on().press('在本群每天学一项')
  await town.goTo('2026-09-07T16:00+08:00')
  expect(lin.in(staff).lastCard().title).toBe('今天学一项（1/22）')
  const pressed = await lin.in(staff).on().press('看完整要求')
  await town.settle()
  expect(pressed.toast?.content).toBe(said.privately)
  expect(lin.lastCard().text).toContain('第1项/共22项')
  await town.goTo('2026-09-08T16:00+08:00')

  await tell(town, here, '学习')
  await here.on().press('记录一次学习')
  await town.settle()
  await zhao
    .on()
    .pick('日期', '2026-09-03')
    .fill('形式', '集中学习')
    .fill('内容', '校长解读标准')
    .fill('人数', '24')
    .press('保存这次学习')
  expect(zhao.lastCard().text).toContain('已记录学习1次')
  await tell(town, here, '学习 停止')
  await town.goTo('2026-09-09T16:00+08:00')
  expect(lin.in(staff).lastCard().title).toBe('今天学一项（2/22）')

  await tell(town, here, '总结 整改工作总结')
  const file = here.files().findLast(({ name }) => name.endsWith('.docx'))
  const paper = await mammoth.extractRawText({ buffer: file?.bytes ?? Buffer.of() })
  expect(paper.value).toContain(
    '2026年9月3日，我校开展集中学习，24人参加，内容为：校长解读标准。' +
      '2026年9月7日至2026年9月8日，我校在工作群逐项推送标准内容，共推送22项管理任务中的2项，1人点开查看完整要求。',
  )
}, 60_000)
