import { expect, test } from 'vitest'
import { startTown } from '#test/support/town.ts'
import { openDivided, tell } from './campaign.ts'

test('before signing: a claim is confirmed, who wrote another number is asked, mends it, and nothing is left of it', async () => {
  await using town = await startTown()
  const { zhao, qian, here } = await openDivided(town)
  await tell(town, zhao, '学校概况')
  await zhao.on().fill('自然班数', '10').fill('寄宿学生', '没有').press('保存学校概况')
  expect(zhao.lastCard().text).toContain('学校概况已保存')

  await qian.on().press('开始填报')
  await qian.on().choose('自评', '已达到').fill('工作情况', '12个教学班均衡编班').press('提交并继续')
  await qian.on().choose('自评', '已达到').fill('工作情况', '学校从不收取费用').press('提交并继续')
  await tell(town, here, '体检')
  expect(here.lastText()).toBe('已单独发给您，请看与我的聊天。')
  const card = zhao.lastCard()
  expect(card.text).toContain('“12个教学班”，学校概况是10')
  expect(card.text).toContain('“学校从不收取费用”')

  expect((await zhao.on(card).press('确认属实')).toast?.content).toContain('已确认属实')
  expect(zhao.lastCard().text).not.toContain('从不收取费用')
  await zhao.on(card).press('请钱老师核对')
  await town.settle()
  expect(zhao.lastCard().text).toContain('已请钱老师核对')

  expect(qian.lastCard().title).toBe('请您核对一下填报')
  const open = qian.lastCard().buttons.find((one) => one.label.startsWith('打开'))?.label ?? ''
  await qian.on().press(open)
  await qian.on().fill('工作情况', '10个教学班均衡编班').press('提交并继续')
  await tell(town, zhao, '检查')
  expect(zhao.lastCard().text).not.toMatch(/教学班|从不/)
  expect(zhao.lastCard().text).toMatch(/90条还没有填报/)
})
