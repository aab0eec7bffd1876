import sharp from 'sharp'
import { expect, test } from 'vitest'
import { openDivided } from '#test/e2e/campaign.ts'
import { photoWithPlace } from '#test/support/sent-files.ts'
import { startTown, type Town } from '#test/support/town.ts'
import { attach, bytesOf, jpeg, pictures, pixelsOf } from './support/photo.ts'
import { openViewer, type Viewer } from './support/viewer.ts'

// A teacher with a phone in the hand: the page's own file chooser, and pictures that are really there.

const phone = { width: 390, height: 844, touch: true } as const
const halfTyped = '艺术教室按课表开放'
/** As it stands upright: the camera lay on its side and said so beside the pixels. */
const upright = { width: 200, height: 400 }

/** Until what was sent is fetched, looked at, kept and told of. */
async function settle(town: Town): Promise<void> {
  await town.settle()
  await town.bot.queue.settled({ delayed: true })
  await town.settle()
}

const send = ({ page }: Viewer) => page.getByRole('button', { name: '发送', exact: true }).click()

test('a photo sent from a phone in the middle of a walk is seen on its card, and nothing typed is lost', async () => {
  await using town = await startTown()
  const { sun } = await openDivided(town)
  await using viewer = await openViewer(town.emulator, { person: sun.handle, chat: { id: sun.chatId }, ...phone })
  const { message, toast, page } = viewer
  await (await message('开始填报')).getByRole('button', { name: '开始填报' }).click()
  const walk = await message('已填0')
  await walk.getByLabel('自评').selectOption('已达到')
  await walk.getByLabel('工作情况').fill(halfTyped)

  const taken = await photoWithPlace()
  expect((await sharp(taken).metadata()).exif?.includes('Zhaoxiangji')).toBe(true)
  await attach(page, [jpeg('IMG_0907.jpg', taken)])
  await send(viewer)
  const tray = await message('已收到佐证材料 照片 1')
  await settle(town)
  const seen = pictures(tray)
  expect(await seen.count()).toBe(1)
  expect(await pixelsOf(seen)).toEqual(upright)
  const bytes = await bytesOf(page, seen)
  expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  expect(bytes.includes('Exif') || bytes.includes('Zhaoxiangji')).toBe(false)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)

  const field = walk.getByLabel('工作情况')
  expect(await field.inputValue()).toBe(halfTyped)
  await field.press('End')
  await field.pressSequentially('，每周两节')
  await walk.getByRole('button', { name: '提交并继续' }).click()
  await toast('已提交')

  await (await message('已填1')).getByRole('button', { name: '上一条' }).click()
  const again = await message('已提交，可修改')
  await again.getByText('已收到佐证材料 照片 1').waitFor()
  expect(await again.getByLabel('工作情况').inputValue()).toBe(`${halfTyped}，每周两节`)
  expect(await pixelsOf(pictures(again))).toEqual(upright)
})

test('in the thread of a group no card shows the photo, only how many there are', async () => {
  await using town = await startTown()
  const { sun, qian } = await openDivided(town)
  const group = await town.group('德育处工作群', [sun, qian])
  await using viewer = await openViewer(town.emulator, { person: sun.handle, chat: group, ...phone })
  const { say, message, page } = viewer
  await say('@对标 填报')
  await (await message('1 条回复')).getByRole('link', { name: /条回复/ }).click()
  await message('由孙老师填报')
  // In a group a bot sees only what it is mentioned in, so the picture goes with words.
  await page.getByRole('textbox', { name: '回复话题' }).fill('@对标 ')
  await attach(page, [jpeg('IMG_0907.jpg', await photoWithPlace())])
  await send(viewer)
  const tray = await message('已收到佐证材料 照片 1')
  await settle(town)
  await tray.getByText('照片和文件不会出现在群里').waitFor()
  expect(await pictures(page.locator('section.thread')).count()).toBe(0)
  await tray.getByRole('button', { name: '继续填报' }).click()
  await (await message('由孙老师填报')).getByText('已收到佐证材料 照片 1').waitFor()
  expect(await pictures(page.locator('section.thread')).count()).toBe(0)
})
