import { expect, test } from 'vitest'
import { said } from '#cards/words.ts'
import { startTown } from '#test/support/town.ts'
import { commentsOf } from '#test/support/word-comments.ts'
import { openDivided, tell } from './campaign.ts'

test('asked for in the group, who stands behind the summary comes to the coordinator alone', async () => {
  await using town = await startTown()
  const { sun, zhao, here, group } = await openDivided(town)
  await sun.on().press('开始填报')
  await sun.on().choose('自评', '已达到').fill('工作情况', '每天晨检').press('提交并继续')
  await tell(town, here, '总结')
  await tell(town, here, '总结 依据')
  expect(here.lastText()).toBe(said.privately)
  const [file, ...others] = zhao.files()
  expect(others).toEqual([])
  expect(file?.name).toBe('第一小学对照整改年活动整改工作总结（第1版·内部批注，不外报）.docx')
  const about = (await commentsOf(file?.bytes ?? Buffer.of())).filter(({ anchor }) => anchor.includes('每天晨检'))
  expect(about).toHaveLength(1)
  expect(about[0]?.lines.join('\n')).toMatch(/^「[^」]+」孙老师 \d{4}年\d+月\d+日 \d{2}:\d{2}提交$/m)
  const inGroup = town.emulator.messages(group.id).filter((one) => one.from.kind === 'app')
  expect(JSON.stringify(inGroup)).not.toMatch(/批注|依据/)
  expect(sun.files()).toEqual([])
}, 60_000)
