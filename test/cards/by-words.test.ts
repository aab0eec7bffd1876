import { expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { openCampaign, openDivided } from '#test/support/first-school.ts'
import type { SentLetter } from '#test/support/recorder.ts'

/** What a letter says to somebody whose client shows no cards. */
function read(letters: readonly SentLetter[]): string {
  return letters
    .map(({ content }) =>
      content.kind === 'card' ? asText(content.card) : content.kind === 'text' ? content.text : '',
    )
    .join('\n')
}

test('a coordinator without cards divides the work by the words that the text names', async () => {
  await using school = await openCampaign()
  const asked = read(await school.say('zhao', '分工'))
  expect(asked).toContain('要确认，请发送「分工 确认」。')
  expect(read(await school.say('zhao', '分工 德育处=总务处'))).toMatch(/德育处（\d+条）：总务处/)
  const done = await school.say('zhao', '分工 确认')
  expect(read(done)).toContain('【分工已确认】')
  expect(read(done)).toContain('【请您填报自查内容】')
})

test('nobody else confirms it in words either', async () => {
  await using school = await openCampaign()
  await school.say('zhao', '分工')
  expect(read(await school.say('chen', '分工 确认'))).not.toContain('分工已确认')
})

test('a coordinator without cards sends reminders by the words that the preview names', async () => {
  await using school = await openDivided()
  school.clock.set('2026-09-28T16:30+08:00')
  const preview = read(await school.say('zhao', '催办'))
  expect(preview).toContain('要发出，请发送「催办 确认」。')
  const before = school.sent.length
  expect(read(await school.say('zhao', '催办 确认'))).toContain('提醒已发出。')
  expect(read(school.sent.slice(before))).toContain('【还有几条等您填报】')
})
