import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** For README and docs: `PICTURES=docs/pictures npm run test:browser`. */
const directory = process.env.PICTURES ?? 'out/pictures'

/** Takes the page as it stands. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await mkdir(directory, { recursive: true })
  const picture = await page.screenshot({ path: join(directory, `${name}.png`) })
  expect(picture.length).toBeGreaterThan(10_000)
}

/** Toasts go away by themselves, some time; all at once, because they also go in between. */
export async function closeToasts(page: Page): Promise<void> {
  await page.locator('.toast button').evaluateAll((buttons) => {
    for (const each of buttons) (each as unknown as { click(): void }).click()
  })
  await page.locator('.toast').first().waitFor({ state: 'detached' })
}
