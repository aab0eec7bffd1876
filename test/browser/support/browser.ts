import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

export type PageOptions = {
  /** Where to go, on the server under test: nothing may be asked of any other. */
  readonly url: string
  /** In CSS pixels; 1280 × 900 when not said. */
  readonly width?: number
  readonly height?: number
  readonly theme?: 'light' | 'dark'
  readonly reducedMotion?: boolean
  /** Of the browser, as in `zh-CN`. */
  readonly locale?: string
  readonly timeZone?: string
  /** A phone's screen: touch instead of a mouse. */
  readonly touch?: boolean
  /** Trouble the test makes on purpose. */
  readonly expected?: RegExp
}

export type OpenPage = AsyncDisposable & {
  readonly page: Page
  /** Errors of scripts and of the console, breaches of the policy, requests to other hosts: one line each. */
  readonly troubles: readonly string[]
  /** Throws with every trouble there was. Leaving the block of an `await using` does it too. */
  expectNoTrouble(): void
}

const path = process.env.CHROMIUM ?? '/usr/bin/chromium'
let browser: Promise<Browser> | null = null

/** Opens a page of its own (no cookies, no storage shared) in the one Chromium of this run. */
export async function openPage(options: PageOptions): Promise<OpenPage> {
  browser ??= launch()
  const context = await (await browser).newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
    colorScheme: options.theme ?? 'light',
    reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
    locale: options.locale ?? 'zh-CN',
    timezoneId: options.timeZone ?? 'Asia/Shanghai',
    hasTouch: options.touch === true,
  })
  const page = await context.newPage()
  // On two busy cores; whatever is not there by then will not come.
  page.setDefaultTimeout(15_000)
  const troubles: string[] = []
  await watch(page, new URL(options.url).origin, (line) => {
    if (options.expected?.test(line) !== true) troubles.push(line)
  })
  const expectNoTrouble = () => {
    if (troubles.length > 0) throw new Error(`the page had trouble:\n${troubles.join('\n')}`)
  }
  await page.goto(options.url)
  return {
    page,
    troubles,
    expectNoTrouble,
    async [Symbol.asyncDispose]() {
      await context.close()
      expectNoTrouble()
    },
  }
}

/** For programs that end by themselves; a run of tests takes its Chromium along. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = null
}

const tellViolations = `document.addEventListener('securitypolicyviolation', (event) => reportViolation(
  event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ':' + event.lineNumber))`

async function watch(page: Page, home: string, say: (line: string) => void): Promise<void> {
  page.on('pageerror', (error) => say(`script: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') say(`console: ${message.text()} (${message.location().url})`)
  })
  await page.exposeFunction('reportViolation', (line: string) => say(`policy: ${line}`))
  await page.addInitScript(tellViolations)
  const isElsewhere = (url: URL) => !['data:', 'blob:'].includes(url.protocol) && url.origin !== home
  await page.context().route(isElsewhere, async (route) => {
    say(`request elsewhere: ${route.request().url()}`)
    await route.abort()
  })
}

function launch(): Promise<Browser> {
  if (!existsSync(path)) {
    throw new Error(`there is no Chromium at ${path}: install the package chromium, or put its path into CHROMIUM`)
  }
  // Containers give no namespaces to its sandbox; it opens nothing but the server under test.
  return chromium.launch({ executablePath: path, args: ['--no-sandbox'] })
}
