import { performance } from 'node:perf_hooks'
import type { Page } from 'playwright-core'
import { type Emulator, startEmulator } from '#src/emulator/start.ts'
import { closeBrowser, openPage } from './support/browser.ts'

// How much slower the page is in a chat of 2,000 messages and 300 people than in one of 20 and 3. Only the ratios of one
// run mean anything; both chats take turns in it.

type Chat = { readonly id: string; readonly last: string }
type Work = { readonly name: string; do(page: Page, chat: Chat, other: Chat): Promise<number> }

const rounds = 7
const person = { name: '林老师' }

const emulator = await startEmulator({ seed: 'bench', switches: { limits: false } })
const lin = emulator.addPerson(person)
const crowd = Array.from({ length: 299 }, (_, n) => emulator.addPerson({ name: `教师${n + 1}` }))
const small = await chatOf(emulator, 20, 2)
const large = await chatOf(emulator, 2_000, 299)

const address = (chat: Chat) => `${emulator.url}/#/${lin.id}/${chat.id}`
const shown = (page: Page, text: string) => page.locator('.talk').getByText(text, { exact: true })

const works: readonly Work[] = [
  {
    name: 'open the page in the chat',
    async do(page, chat) {
      await page.goto('about:blank')
      return timed(async () => {
        await page.goto(address(chat))
        await shown(page, chat.last).waitFor()
      })
    },
  },
  {
    name: 'go to the chat from another one',
    async do(page, chat, other) {
      await page.goto(address(other))
      await shown(page, other.last).waitFor()
      return timed(async () => {
        await page.locator(`a[data-chat="${chat.id}"]`).click()
        await shown(page, chat.last).waitFor()
      })
    },
  },
  {
    name: 'type a line of forty characters',
    async do(page, chat) {
      await page.goto(address(chat))
      await shown(page, chat.last).waitFor()
      const box = page.locator('#write-main')
      const took = await timed(() => box.pressSequentially('每学期体检一次有档案'.repeat(4)))
      await box.fill('')
      return took
    },
  },
  {
    name: 'see a new message',
    async do(page, chat) {
      await page.goto(address(chat))
      await shown(page, chat.last).waitFor()
      const text = `新消息 ${Math.random()}`
      const took = await timed(async () => {
        await crowd[0]?.say(chat.id, text)
        await shown(page, text).waitFor()
      })
      const said = emulator.messages(chat.id).at(-1)
      // Taken back, so that both chats end as they did before.
      if (said !== undefined) await crowd[0]?.recall(said)
      return took
    },
  },
]

{
  await using opened = await openPage({ url: address(small) })
  const { page } = opened
  for (const work of works) {
    const ratios: number[] = []
    for (let round = 0; round <= rounds; round++) {
      const few = await work.do(page, small, large)
      const many = await work.do(page, large, small)
      // The first one warms up.
      if (round > 0) ratios.push(many / few)
    }
    ratios.sort((a, b) => a - b)
    const [least, middle, most] = [ratios[0], ratios[rounds >> 1], ratios.at(-1)].map((one) => one?.toFixed(2))
    process.stdout.write(`${work.name}: ${middle} times as long (${least} to ${most}, ${rounds} rounds)\n`)
  }
}
await closeBrowser()
await emulator.stop()

async function chatOf(town: Emulator, messages: number, others: number): Promise<Chat> {
  const members = [lin, ...crowd.slice(0, others)]
  const { id } = town.addGroup({ name: `${messages} 条消息的群`, members })
  for (let n = 1; n <= messages; n++) await members[n % members.length]?.say(id, `第 ${n} 条：每学期体检一次，有档案`)
  return { id, last: `第 ${messages} 条：每学期体检一次，有档案` }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
