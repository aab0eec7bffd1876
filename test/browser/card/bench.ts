import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import { startEmulator } from '#src/emulator/start.ts'
import { type OpenPage, openPage, type PageOptions } from '#test/browser/support/browser.ts'

export type Json = Readonly<Record<string, unknown>>
/** What a press would have sent. */
export type Sent = {
  readonly button?: string
  readonly form?: Json
  readonly control?: string
  readonly value?: unknown
}

/** The card workbench: a card in, its drawing and what would be sent out. */
export type Bench = OpenPage & {
  /** The drawn card. */
  readonly card: Locator
  example(name: string): Promise<void>
  draw(card: Json): Promise<void>
  choose(what: 'width' | 'theme' | 'language' | 'answer', value: string): Promise<void>
  /** All that this card would have sent, oldest first. */
  sent(): Promise<readonly Sent[]>
  /** Waits for the next press and answers it; there must be exactly one more than before. */
  nextSent(): Promise<Sent>
}

/** One workbench for the tests of a file, as new for each of them; a test in which the page had any trouble fails. */
export async function benchOfFile(): Promise<Bench> {
  const bench = await openBench({ reducedMotion: true })
  beforeEach(async () => {
    await bench.choose('width', 'desk')
    await bench.choose('theme', 'light')
    await bench.choose('language', 'zh_cn')
    await bench.choose('answer', 'back')
  })
  afterEach(bench.expectNoTrouble)
  afterAll(() => bench[Symbol.asyncDispose]())
  return bench
}

/** Opens the workbench of an emulator of its own. Leaving its block throws when the page had any trouble. */
export async function openBench(options: Omit<PageOptions, 'url'> = {}): Promise<Bench> {
  const emulator = await startEmulator()
  const opened = await openPage({ ...options, url: `${emulator.url}/card` })
  const { page } = opened
  let seen = 0
  const sent = async () => {
    const texts = await page.locator('#sent pre').allTextContents()
    return texts.map((text) => JSON.parse(text) as Sent).toReversed()
  }
  const bench: Bench = {
    ...opened,
    card: page.locator('#drawing .card'),
    async example(name) {
      await page.locator('#example').selectOption(name)
      seen = 0
    },
    async draw(card) {
      await page.locator('#source').fill(JSON.stringify(card))
      seen = 0
    },
    choose: async (what, value) => void (await page.locator(`#${what}`).selectOption(value)),
    sent,
    async nextSent() {
      seen++
      await eventually(async () => (await sent()).length).toBe(seen)
      return (await sent()).at(-1) ?? {}
    },
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]()
      await emulator.stop()
    },
  }
  await bench.card.waitFor()
  return bench
}

/** Asks again until it is so: charts come with a library of two megabytes, and two cores are shared. */
export function eventually<Value>(ask: () => Value | Promise<Value>) {
  return expect.poll(ask, { timeout: 20_000 })
}

/** What is seen of an element, with its line ends. */
export async function shown(at: Locator): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: line ends that are only drawn count too
  return (await at.innerText()).trim()
}

export const words = (content: string) => ({ tag: 'plain_text', content })
export const markdown = (content: string, more: Json = {}) => ({ tag: 'markdown', content, ...more })

/** A card around some elements. */
export function cardOf(elements: readonly Json[], more: Json = {}): Json {
  return {
    schema: '2.0',
    header: { title: words('自查'), template: 'blue' },
    body: { elements },
    ...more,
  }
}
