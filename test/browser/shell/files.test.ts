import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openPage } from '../support/browser.ts'
import { openSchool } from './school.ts'

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
const file = (page: Page) => page.locator('main.talk').getByRole('link', { name: /检查记录\.docx/ })
const photo = { name: '现场.png', mimeType: 'image/png', buffer: Buffer.from(pixel, 'base64') }
const paper = { name: '检查记录.docx', mimeType: 'application/msword', buffer: Buffer.from('记录') }

/** Lets files fall on the chat as from a folder of the desktop. */
function drop(page: Page): Promise<unknown> {
  return page.evaluate(`{
    const transfer = new DataTransfer()
    const bytes = Uint8Array.from(atob('${pixel}'), (letter) => letter.charCodeAt(0))
    transfer.items.add(new File([bytes], '现场.png', { type: 'image/png' }))
    transfer.items.add(new File(['记录'], '检查记录.docx', { type: 'application/msword' }))
    const chat = document.querySelector('main.talk')
    for (const type of ['dragover', 'drop']) {
      chat.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }))
    }
  }`)
}

test('files that are dropped wait beside the message, and go with it: photos as pictures, all else as files', async () => {
  await using school = await openSchool()
  const { emulator, lin, privateChat } = school
  await using opened = await openPage({ url: school.at(lin, privateChat) })
  const { page } = opened
  await page.getByRole('textbox').fill('请看')
  await drop(page)
  await expect.poll(() => page.getByRole('list', { name: '待发送的文件' }).getByRole('listitem').count()).toBe(2)
  expect(emulator.messages(privateChat)).toHaveLength(0)
  await page.getByRole('button', { name: '发送', exact: true }).click()
  await file(page).waitFor()
  expect(emulator.messages(privateChat).map(({ kind }) => kind)).toEqual(['text', 'image', 'file'])
  await page.getByRole('list', { name: '待发送的文件' }).waitFor({ state: 'detached' })
  const [download] = await Promise.all([page.waitForEvent('download'), file(page).click()])
  expect(download.suggestedFilename()).toBe('检查记录.docx')
  await page.getByRole('button', { name: '图片' }).click()
  await page.getByRole('dialog', { name: '图片' }).getByRole('button', { name: '关闭' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('in a group a photo goes to those who are mentioned with it', async () => {
  await using school = await openSchool()
  const { emulator, lin, group, appId } = school
  await using opened = await openPage({ url: school.at(lin, group) })
  const { page } = opened
  await page.getByRole('textbox').fill('@对标 ')
  await page.locator('input[type=file]').setInputFiles(photo)
  await page.getByRole('button', { name: '发送', exact: true }).click()
  await expect.poll(() => emulator.messages(group).map(({ kind }) => kind)).toEqual(['post'])
  const { id } = emulator.messages(group)[0] ?? { id: '' }
  expect(emulator.world.messages.get(id)?.mentions.map(({ who }) => who)).toEqual([{ kind: 'app', id: appId }])
})

test('a file too large or empty is refused in words; one that was put in can be taken out', async () => {
  await using school = await openSchool()
  const { lin, privateChat } = school
  await using opened = await openPage({ url: school.at(lin, privateChat) })
  const { page } = opened
  const large = { ...photo, name: '大图.png', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) }
  const empty = { ...paper, name: '空.docx', buffer: Buffer.alloc(0) }
  await page.locator('input[type=file]').setInputFiles([large, empty, paper])
  await page.getByText('照片“大图.png”超过 10 MB').waitFor()
  await page.getByText('“空.docx”是空的').waitFor()
  await page.getByRole('button', { name: '不发送 检查记录.docx' }).click()
  await page.getByRole('list', { name: '待发送的文件' }).waitFor({ state: 'detached' })
  expect(await page.getByRole('button', { name: '发送', exact: true }).isDisabled()).toBe(true)
})
