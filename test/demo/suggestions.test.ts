import { afterAll, beforeAll, expect, test } from 'vitest'
import { addApp, theApp } from '#src/demo/bot.ts'
import { schoolTime } from '#src/demo/days.ts'
import { foresee } from '#src/demo/foresee.ts'
import { landmarksOf } from '#src/demo/landmarks.ts'
import { type Outlook, unknownYet } from '#src/demo/outlook.ts'
import { coordinator, foundSchool, type School } from '#src/demo/school.ts'
import { suggestionsFor } from '#src/demo/suggestions.ts'
import { readCommand } from '#src/domain/command.ts'
import type { Day } from '#src/domain/day.ts'
import type { OpenId } from '#src/domain/ids.ts'
import { type Emulator, startEmulator } from '#src/emulator/start.ts'

const now = schoolTime('2026-10-14 09:40')
let emulator: Emulator
let school: School
beforeAll(async () => {
  emulator = await startEmulator({ now: () => now })
  school = foundSchool(emulator, addApp(emulator))
  for (const { id } of emulator.world.chats.values()) await emulator.addBot(school.group(nameOf(id)), school.app)
})
afterAll(() => emulator.stop())

const nameOf = (chat: string) => emulator.world.chats.get(chat)?.name ?? ''
const openId = (name: string) => school.person(name).openId(school.app) as OpenId

function outlook(status: 'open' | 'closed', ...owing: readonly string[]): Outlook {
  return {
    campaign: { status, inspectBy: '2026-10-22' as Day, remindHour: 16, remindOn: null, holidays: [] },
    coordinator: openId(coordinator),
    owing: owing.map((name) => ({
      ...{ person: openId(name), open: 1, assignedOn: '2026-09-21' as Day, past: [], lastReminded: null },
      hasSomebodyToTell: true,
    })),
  }
}

/** Who is sent where by a suggestion, by its label. */
function found(which: RegExp, seen: Outlook, at = now) {
  const one = suggestionsFor(emulator, theApp(emulator), seen, at).find(({ label }) => which.test(label.zh))
  return one === undefined
    ? null
    : { ...one, person: emulator.world.people.get(one.person)?.name, chat: nameOf(one.chat) }
}

test('to answer one is for the newcomer, then for another teacher who owes something, then for nobody', () => {
  const who = (...owing: readonly string[]) => found(/老师填一条/, outlook('open', ...owing))?.person ?? null
  expect(who('潘月红', '蔡佳', '姚丽')).toBe('姚丽')
  expect(who('潘月红', '蔡佳', '丁国平')).toBe('蔡佳')
  expect(who('潘月红')).toBe(null)
  expect(who()).toBe(null)
  expect(found(/老师填一条/, outlook('closed'))).toBe(null)
  expect(found(/老师填一条/, outlook('open', '姚丽'))).toMatchObject({ draft: '填报' })
})

test('the clock is moved to what its menu offers under that name, as long as there is somebody to remind', () => {
  const open = outlook('open', '姚丽', '蔡佳')
  const tip = found(/看提醒/, open)
  const [first] = landmarksOf(foresee(open, now))
  expect(first?.at).toEqual(schoolTime('2026-10-15 16:00'))
  expect(tip).toMatchObject({ person: '蔡佳', label: { zh: '把时间拨到10月15日（周四）16:00，看提醒' } })
  expect(tip?.hint.zh).toContain(`「${first?.label.zh}」`)
  expect(found(/看提醒/, outlook('open'))).toBe(null)
  expect(found(/看提醒/, open, schoolTime('2026-10-22 16:30'))).toBe(null)
})

test('a card of somebody else can be tried while that person has one', () => {
  const tip = found(/别人的卡片/, outlook('open', '石春燕'))
  expect(tip).toMatchObject({ person: '邹明', chat: '德育处工作群', draft: null })
  expect(tip?.hint.zh).toContain('「N 条回复」')
  expect(found(/别人的卡片/, outlook('open', '姚丽'))).toBe(null)
})

test('after the end the office puts it off, on a school day three weeks ahead', () => {
  const at = schoolTime('2026-10-25 09:00')
  const all = suggestionsFor(emulator, theApp(emulator), outlook('closed'), at)
  expect(all.map(({ label }) => label.zh)).toEqual(['办公室延期，接着填', '校长看进度', '办公室生成总结'])
  expect(found(/延期/, outlook('closed'), at)).toMatchObject({
    person: coordinator,
    chat: '对照整改领导小组',
    draft: '@对标 创建活动 自查截止日期：2026-11-16',
  })
  expect(found(/延期/, outlook('open'))).toBe(null)
})

test('every draft is a command of the bot, in Chinese', () => {
  const seen = [outlook('open', '姚丽'), outlook('closed')]
  const drafts = seen.flatMap((one) => suggestionsFor(emulator, theApp(emulator), one, now).map(({ draft }) => draft))
  const typed = drafts.filter((draft) => draft !== null).map((draft) => draft.replace('@对标 ', ''))
  expect(typed.map((text) => readCommand(text)?.name)).toEqual([
    'start',
    'progress',
    'summary',
    'setup',
    'progress',
    'summary',
  ])
  expect(typed.join('')).not.toContain('/')
})

test('before anything is known nothing is promised but to ask', () => {
  const all = suggestionsFor(emulator, theApp(emulator), unknownYet, now)
  expect(all.map(({ label }) => label.zh)).toEqual(['校长看进度'])
})
