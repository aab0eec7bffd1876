import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import type { Connection } from '#db/connect.ts'
import { officialCalendar } from '#src/calendar.ts'
import type { InboundEvent } from '#src/events.ts'
import { makeMessenger } from '#src/feishu/client.ts'
import { connect as connectFeishu } from '#src/feishu/connection.ts'
import { makeDirectory } from '#src/feishu/directory.ts'
import { webhook } from '#src/feishu/webhook.ts'
import { type Inbox, openInbox } from '#src/inbox.ts'
import { openQueue } from '#src/jobs/queue.ts'
import type { FileStore } from '#src/ports.ts'
import { type Bot, wire } from '#src/wiring.ts'
import { loadCatalogues } from '#standards/catalogues.ts'
import { silentLog } from './silent-log.ts'
import { credentials, type Town } from './town.ts'

const { appId, appSecret, ...seal } = credentials
const timeZone = 'Asia/Shanghai'

/** Another bot for a town whose own has been stopped, on other data. */
export async function startOtherBot(
  town: Town,
  connection: Connection,
  files: FileStore,
): Promise<AsyncDisposable & { readonly bot: Bot; settle(): Promise<void> }> {
  const bot = await wire({
    ...{ connection, files, timeZone, log: silentLog(), now: town.clock.now, everyMinute: false },
    access: { appId, appSecret, domain: town.emulator.url },
    seal: { appId, ...seal },
  })
  const port = await bot.start(0)
  await town.app.setRequestUrl(`http://127.0.0.1:${port}/webhook/feishu`)
  return {
    bot,
    async settle() {
      await town.emulator.settle()
      await bot.queue.settled({ delayed: true })
      await town.emulator.settle()
    },
    [Symbol.asyncDispose]: () => bot.stop(),
  }
}

/** A bot that takes everything and whose queue nobody works on: what it leaves waits. */
export async function startIdleBot(town: Town): Promise<AsyncDisposable & { readonly inbox: Inbox }> {
  const platform = connectFeishu({ appId, appSecret, domain: town.emulator.url }, { now: town.clock.now })
  const messenger = makeMessenger(platform)
  const { db, shared } = town.database
  const queue = await openQueue(town.database, silentLog(), null)
  const deps = {
    ...{ db, shared, jobs: queue, timeZone, calendar: officialCalendar, standards: loadCatalogues() },
    directory: makeDirectory(platform),
    self: async () => (await messenger.self()).bot,
    sayFailure: () => '没有送达',
  }
  const inbox = openInbox(deps, town.clock.now, () => {})
  const receive = (event: InboundEvent) => inbox.receive(event)
  const app = new Koa().use(
    webhook({ seal: { appId, ...seal }, receive, refused: () => {}, now: town.clock.now, log: silentLog() }).routes(),
  )
  const server = createServer(app.callback())
  await new Promise<void>((resolve) => server.listen(0, resolve))
  await town.app.setRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/feishu`)
  return {
    inbox,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await queue.stop()
    },
  }
}
