import { expect, test } from 'vitest'
import { startTown } from '#test/support/town.ts'
import { openDivided, tell } from './campaign.ts'

// What is about the long connection only; `npm run test:long-connection` plays all the other stories over it too.

test('a line that is cut again and again loses neither words nor presses', async () => {
  await using town = await startTown({ over: 'long-connection', switches: { retryScale: 0.001 } })
  const { sun, here } = await openDivided(town)
  await sun.on().press('开始填报')
  for (const sentence of ['一句', '二句', '三句']) {
    await sun.say(sentence)
    town.emulator.cutConnections(town.app)
  }
  const noted = async () => {
    await town.settle()
    return String(sun.on().value('工作情况')).split('\n').toSorted()
  }
  await expect.poll(noted, { timeout: 50_000 }).toEqual(['一句', '三句', '二句'])
  await sun.on().choose('自评', '已达到').press('提交并继续')
  await tell(town, here, '/progress')
  expect(here.lastText()).toContain('1 / 92 条')
})

test('where phones refuse a card as the answer, pressing once more brings it, and from then on once is enough', async () => {
  await using town = await startTown({
    over: 'long-connection',
    switches: { rawCardOverLongConnection: 'refused' },
  })
  const { sun } = await openDivided(town)
  expect(await sun.on().press('开始填报')).toMatchObject({ kind: 'failed', code: 200673 })
  await town.goTo('2026-09-07T09:05+08:00')
  expect(await sun.on().press('开始填报')).toMatchObject({ kind: 'answered' })
  // It goes into the queue after the answer, which is when nothing is left to wait for here.
  await expect.poll(() => sun.lastCard().subtitle).toMatch(/^第1条/)
  const submitted = await sun.on().choose('自评', '已达到').fill('工作情况', '每天晨检').press('提交并继续')
  expect(submitted).toMatchObject({ kind: 'answered', toast: { content: '已提交。' } })
  await expect.poll(() => sun.lastCard().subtitle).toMatch(/已填1$/)
})
