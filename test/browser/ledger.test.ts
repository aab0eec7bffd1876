import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { openDivided, type School, tell } from '#test/e2e/campaign.ts'
import type { Person } from '#test/support/person.ts'
import { startTown, type Town } from '#test/support/town.ts'
import { attach, jpeg, pictures, pixelsOf } from './support/photo.ts'
import { takePicture } from './support/pictures.ts'
import { shelfPhoto } from './support/shelf-photo.ts'
import { openViewer, type Viewer } from './support/viewer.ts'

// One shortcoming from its answer to its strike-off, in the browser: each part goes on where the one before ended.

const phone = { width: 390, height: 844, touch: true, reducedMotion: true } as const
const problem = '学生成长档案散在各班，档案柜还是空的'
const fact = '每学期每人一份成长记录'

test('an issue from its answer to its strike-off, by clicks', async () => {
  await using town = await startTown()
  const school = await openLedger(town)
  const { lin, sun, zhao, group } = school
  await fallShort(town, lin)
  await town.goTo('2026-09-14T09:00+08:00')
  await narrow(town, school)
  await rectify(town, lin)
  await strikeOff(town, sun)
  await rateAgain(town, lin)
  await using viewer = await openViewer(town.emulator, { person: zhao.handle, chat: group })
  await viewer.say('@对标 进度')
  await (await viewer.message('自查进度')).getByText('待整改4项，其中已过时限1项、待上级解决1项；已销号1项').waitFor()
})

type Opened = School & { readonly lin: Person }

/** Lin of 德育处, which Sun heads, and four issues of others by their words. */
async function openLedger(town: Town): Promise<Opened> {
  const lin = town.person('林老师', { departments: ['德育处'] })
  const school = await openDivided(town)
  const { qian, sun, here } = school
  await submit(town, qian, '招生结果没有张贴公示', '2026-09-11')
  await submit(town, qian, '学区划片图还没有下发，招生范围说不清', '2026-12-18')
  await submit(town, qian, '编班过程没有请家长代表到场', '2026-11-20')
  await submit(town, sun, '缺勤学生的书面报告常在一周以后才交', '2026-10-30')
  await tell(town, here, '台账 2 整改方式：提请上级解决；上级部门：县教育局')
  return { ...school, lin }
}

async function submit(town: Town, who: Person, shortcoming: string, due: string): Promise<void> {
  await tell(town, who, '填报')
  await tell(town, who, `自评：部分达到\n存在问题：${shortcoming}\n整改措施：已列入本学期计划\n整改时限：${due}`)
  await tell(town, who, '提交')
}

const press = (card: Locator, name: string | RegExp) => card.getByRole('button', { name }).click()

const inPrivate = ({ emulator }: Town, who: Person, more: object = phone) =>
  openViewer(emulator, { person: who.handle, chat: { id: who.chatId }, ...more })

/** Until what was sent is fetched, looked at, kept and told of. */
async function arrive(town: Town, { page }: Viewer, photo: Buffer): Promise<void> {
  await attach(page, [jpeg('IMG_0914.jpg', photo)])
  await page.getByRole('button', { name: '发送', exact: true }).click()
  await page.getByRole('list', { name: '待发送的文件' }).waitFor({ state: 'detached' })
  await town.settle()
  await town.bot.queue.settled({ delayed: true })
  await town.settle()
}

async function fallShort(town: Town, lin: Person): Promise<void> {
  await using viewer = await inPrivate(town, lin)
  await viewer.say('填报')
  const card = await viewer.message('已填0')
  await arrive(town, viewer, await shelfPhoto('empty'))
  await viewer.message('已收到佐证材料 照片 1')
  await card.getByLabel('自评').selectOption('部分达到')
  await card.getByLabel('工作情况').fill(fact)
  await card.getByLabel('存在问题').fill(problem)
  await card.getByLabel('整改措施').fill('各班整理后交到档案室，按班上架')
  await card.getByLabel('整改时限').fill('2026-09-18')
  await press(card, '提交并继续')
  await viewer.toast('已提交')
}

/** The coordinator narrows the ledger by the choices on its card, and opens a line of it. */
async function narrow(town: Town, { zhao }: Opened): Promise<void> {
  await using viewer = await inPrivate(town, zhao)
  const { say, message, page } = viewer
  await say('台账')
  const ledger = await message('整改台账（5项）')
  await ledger.getByText('待整改5项，其中7天内到期1项、已过时限1项、待上级解决1项；已销号0项').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
  await ledger.evaluate((element) => (element as unknown as { scrollIntoView(): void }).scrollIntoView())
  await takePicture(page, 'ledger-light')
  await ledger.getByLabel('部门').selectOption('德育处')
  const narrowed = await message('整改台账（2项） · 德育处')
  expect(await narrowed.getByText('学区划片图').count()).toBe(0)
  await narrowed.getByLabel('情况').selectOption('7天内到期')
  const soon = await message('整改台账（1项） · 德育处')
  await press(soon, `5 · ${problem}`)
  await message('问题 5')
}

async function rectify(town: Town, lin: Person): Promise<void> {
  await using viewer = await inPrivate(town, lin)
  const { say, message, toast } = viewer
  await say('台账')
  await press(await message('整改台账（1项）'), `5 · ${problem}`)
  const issue = await message('7天内到期')
  await issue.getByLabel('整改进展').fill('一至三年级已上架')
  await press(issue, '记录进展')
  await toast('已记录进展')
  await arrive(town, viewer, await shelfPhoto('full'))
  await message('已收到佐证材料 照片 1')
  await issue.getByLabel('整改进展').fill('六个年级都已按班上架')
  await press(issue, '申请销号')
  await toast('已申请销号，已请人复查')
  await (await message('待复查')).getByText('已收到佐证材料 照片 1').waitFor()
}

async function strikeOff(town: Town, sun: Person): Promise<void> {
  {
    await using desktop = await inPrivate(town, sun, {})
    await bothSides(desktop)
  }
  await using viewer = await inPrivate(town, sun)
  const card = await bothSides(viewer)
  await card.evaluate((element) => (element as unknown as { scrollIntoView(): void }).scrollIntoView())
  await takePicture(viewer.page, 'strike-off-light')
  await press(card, '同意销号')
  await viewer.toast('已销号，相关的1条正请责任人重新自评')
  await viewer.message('已销号')
}

/** Before and after beside each other, each with its words and its photo, nothing cut off. */
async function bothSides({ message, page }: Viewer): Promise<Locator> {
  const card = await message('责任人申请销号，请您复查')
  const before = card.getByText('整改前', { exact: true })
  const after = card.getByText('整改后', { exact: true })
  const [left, right] = [await before.boundingBox(), await after.boundingBox()]
  expect(left?.y).toBe(right?.y)
  expect(left?.x).toBeLessThan(right?.x ?? 0)
  await card.getByText(`自评部分达到：${fact}`).waitFor()
  await card.getByText('结果：六个年级都已按班上架').waitFor()
  const photos = pictures(card)
  expect(await photos.count()).toBe(2)
  for (const photo of [photos.first(), photos.last()]) expect((await pixelsOf(photo)).width).toBe(1200)
  const [first, last] = [await photos.first().boundingBox(), await photos.last().boundingBox()]
  expect((first?.x ?? 0) + (first?.width ?? 0)).toBeLessThanOrEqual(right?.x ?? 0)
  expect(last?.x).toBeGreaterThanOrEqual(right?.x ?? 0)
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  return card
}

async function rateAgain(town: Town, lin: Person): Promise<void> {
  await town.settle()
  await using viewer = await inPrivate(town, lin)
  const { message, toast } = viewer
  await press(await message('问题已销号，请重新自评'), /成长记录与综合素质档案/)
  const card = await message('问题已销号，请重新自评。')
  expect(await card.getByLabel('工作情况').inputValue()).toBe(fact)
  expect(await card.getByLabel('存在问题').inputValue()).toBe('')
  await card.getByLabel('自评').selectOption('已达到')
  await press(card, '提交并继续')
  await toast('已更新')
}
