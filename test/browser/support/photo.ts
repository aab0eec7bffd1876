import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Puts files into the message that is being written, as a person does: by the button and the browser's own chooser. */
export async function attach(page: Page, files: readonly Chosen[]): Promise<void> {
  const writing = page.locator('section.thread, body:not(:has(section.thread)) main.talk')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    writing.locator('label.tool', { hasText: '添加照片或文件' }).click(),
  ])
  await chooser.setFiles([...files])
  const waiting = writing.getByRole('list', { name: '待发送的文件' })
  await expect.poll(() => waiting.getByRole('listitem').count()).toBe(files.length)
}

type Chosen = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

export function jpeg(name: string, buffer: Buffer): Chosen {
  return { name, mimeType: 'image/jpeg', buffer }
}

/** Pictures drawn in a card. */
export function pictures(card: Locator): Locator {
  return card.locator('.card-picture img')
}

/** How many pixels a picture really has, once it is there: one that cannot be loaded has none. */
export async function pixelsOf(picture: Locator): Promise<{ readonly width: number; readonly height: number }> {
  await picture.scrollIntoViewIfNeeded()
  const read = () => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)
  await expect.poll(read).toBeGreaterThan(0)
  return picture.evaluate((image) => {
    const { naturalWidth, naturalHeight } = image as unknown as { naturalWidth: number; naturalHeight: number }
    return { width: naturalWidth, height: naturalHeight }
  })
}

/** The bytes that the page was given for a picture. */
export async function bytesOf(page: Page, picture: Locator): Promise<Buffer> {
  const address = await picture.evaluate((image) => (image as unknown as { src: string }).src)
  const response = await page.request.get(address)
  expect(response.ok()).toBe(true)
  return response.body()
}
