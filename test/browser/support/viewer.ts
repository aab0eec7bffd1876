import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type OpenPage, openPage, type PageOptions } from './browser.ts'

/** A chat, or a person: whatever has an id in the address of the page. */
type Ref = { readonly id: string }

/** Somebody in front of the page, in one chat of one person, with eyes and hands. */
export type Viewer = AsyncDisposable & {
  readonly page: Page
  /** Becomes somebody, in a chat. */
  be(person: Ref, chat: Ref): Promise<void>
  /** Types into the chat, or into the thread when one is open, and sends it. */
  say(text: string): Promise<void>
  /** The newest message of the chat, or of the open thread. */
  last(): Locator
  /** The newest message with these words in it; waits until it is there. */
  message(words: string): Promise<Locator>
  /** Waits for a toast with these words. */
  toast(words: string): Promise<void>
}

type ViewerOptions = Omit<PageOptions, 'url'> & { readonly person: Ref; readonly chat: Ref }

/** Opens the page of an emulator as a person in a chat. Leaving its block throws when the page had any trouble. */
export async function openViewer(
  emulator: { url: string },
  { person, chat, ...options }: ViewerOptions,
): Promise<Viewer> {
  const opened: OpenPage = await openPage({ ...options, url: `${emulator.url}/#/${person.id}/${chat.id}` })
  const { page } = opened
  /** A thread stands beside the chat; on a phone in its place. */
  const place = () => page.locator('section.thread, body:not(:has(section.thread)) main.talk')
  const messages = () => place().locator('[data-message]')
  return {
    page,
    async be(who, where) {
      await page.goto(`${emulator.url}/#/${who.id}/${where.id}`)
      await page.locator(`a[data-chat="${where.id}"][aria-current="page"]`).waitFor({ state: 'attached' })
    },
    async say(text) {
      const box = place().locator('textarea[id^="write-"]')
      await box.fill(text)
      await box.press('Escape')
      await place().getByRole('button', { name: '发送' }).click()
      await expect.poll(() => box.inputValue()).toBe('')
    },
    last: () => messages().last(),
    async message(words) {
      const found = messages().filter({ hasText: words }).last()
      await found.waitFor()
      return found
    },
    async toast(words) {
      await page.locator('.toast', { hasText: words }).waitFor()
    },
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  }
}
