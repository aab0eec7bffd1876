import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { type Press, type PressOutcome, press } from './client/press.ts'
import { type AppHandle, addApp, appHandle, type NewApp } from './control/app-handle.ts'
import { type DirectoryControl, directoryControl } from './control/directory.ts'
import { type GroupControl, groupControl } from './control/groups.ts'
import { type PersonHandle, personHandle } from './control/person-handle.ts'
import { idOf, type Ref, the } from './control/refs.ts'
import { controlRouter } from './control/routes.ts'
import { type SeenMessage, seenMessage } from './control/seen-message.ts'
import { makeCourier } from './delivery/courier.ts'
import { makeLongConnection } from './line/long-connection.ts'
import { lineRouter } from './line/routes.ts'
import { ownPageOnly } from './page/policy.ts'
import { type PageOptions, pageRouter } from './page/routes.ts'
import { apiRouter } from './platform/api.ts'
import { endpoints } from './platform/endpoints.ts'
import { type Fault, makeFaults } from './platform/faults.ts'
import { makeLimits } from './platform/limits.ts'
import type { Platform } from './platform.ts'
import { defaultSwitches, type Switches } from './switches.ts'
import { makeWire, type Wire } from './wire.ts'
import { makeWork } from './work.ts'
import { messagesOf, p2pChat } from './world/chats.ts'
import { makeWorld, type StoredFile, type World } from './world/world.ts'

export type StartOptions = {
  /** 0 (default) takes any free port. */
  readonly port?: number
  readonly host?: string
  /** The clock of the world; limits and time limits count in real time all the same. */
  readonly now?: () => Date
  readonly switches?: Partial<Switches>
  /** One seed, one row of ids. */
  readonly seed?: string
  /** A world that was kept (`world/keep.ts`), instead of an empty one. */
  readonly world?: World
  /** Lets the page move the clock; without it the page only shows it. */
  readonly clock?: PageOptions['clock']
  /** What the page proposes to whoever opens it. */
  readonly suggestions?: PageOptions['suggestions']
}

/** The platform in this process: its address for the bot, and everything people, administrators and tests can do. */
export type Emulator = DirectoryControl &
  GroupControl &
  AsyncDisposable & {
    readonly url: string
    /** May be changed at any time. */
    readonly switches: Switches
    readonly wire: Wire
    /** For looking only. */
    readonly world: World
    addApp(made: NewApp): AppHandle
    app(app: Ref): AppHandle
    person(person: Ref): PersonHandle
    /** Presses a card as the person's phone would; never throws for what the phone refuses. */
    press(person: Ref, message: Ref, ask: Press): Promise<PressOutcome>
    /** The private chat of a person with an app's bot; there from the first use on. */
    privateChat(person: Ref, app: Ref): { readonly id: string }
    /** Messages of a chat, oldest first: of one thread only, or as one person sees them, if asked. */
    messages(chat: Ref, only?: { thread?: string; seenBy?: Ref }): readonly SeenMessage[]
    message(message: Ref): SeenMessage
    file(key: string): StoredFile
    /** Makes the next calls of an API fail. */
    failNext(fault: Fault): void
    /** Retries that wait for their time, and the means to send them now; answers how many were sent. */
    waitingRetries(): readonly { eventId: string; type: string; attempt: number }[]
    retryNow(): number
    /** Cuts the long connections of an app; its SDK comes back by itself. */
    cutConnections(app: Ref): void
    /** Lets them go dead without a word; only who asks for a sign of life finds out. */
    deadenConnections(app: Ref): void
    /**
     * Resolves when no delivery, callback or API request is under way, no retry is due within a second, and nothing new
     * has begun for `quietMs` (0).
     */
    settle(quietMs?: number): Promise<void>
    stop(): Promise<void>
  }

/** Starts the platform on a port of its own. `await using` stops it. */
export async function startEmulator(options: StartOptions = {}): Promise<Emulator> {
  const now = options.now ?? (() => new Date())
  const switches: Switches = { ...defaultSwitches, ...options.switches }
  const world = options.world ?? makeWorld(options.seed)
  const wire = makeWire(now)
  const work = makeWork()
  const line = makeLongConnection(world, switches)
  const courier = makeCourier({ world, switches, wire, work, now, line })
  const platform: Platform = { world, now, switches, wire, work, emit: courier.emit }
  const faults = makeFaults()

  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const stop = async () => {
    courier.stop()
    line.stop()
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }

  const emulator: Emulator = {
    url: `http://${options.host ?? '127.0.0.1'}:${port}`,
    switches,
    wire,
    world,
    ...directoryControl(platform),
    ...groupControl(platform),
    addApp: (made) => addApp(platform, made),
    app: (ref) => appHandle(platform, the(world, 'apps', ref)),
    person: (ref) => personHandle(platform, the(world, 'people', ref)),
    press: (person, message, ask) =>
      press(platform, line, the(world, 'people', person), the(world, 'messages', message), ask),
    privateChat: (person, app) => ({
      id: p2pChat(world, the(world, 'apps', app).id, the(world, 'people', person), now()).id,
    }),
    messages(chat, only = {}) {
      const person = only.seenBy === undefined ? null : idOf(only.seenBy)
      const all = messagesOf(world, idOf(chat)).filter(
        (each) =>
          (only.thread === undefined || each.threadId === only.thread) &&
          (person === null || each.onlyFor === null || each.onlyFor === person),
      )
      return all.map((each) => seenMessage(world, each))
    },
    message: (ref) => seenMessage(world, the(world, 'messages', ref)),
    file: (key) => the(world, 'files', key),
    failNext: faults.order,
    waitingRetries: courier.waiting,
    retryNow: courier.retryNow,
    cutConnections: (app) => line.cut(idOf(app)),
    deadenConnections: (app) => line.deaden(idOf(app)),
    settle: work.quiet,
    stop,
    [Symbol.asyncDispose]: stop,
  }
  const koa = new Koa()
  koa.use(apiRouter({ platform, limits: makeLimits(() => switches.limits), faults, endpoints }).routes())
  koa.use(lineRouter(line).routes())
  koa.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that hangs up in the middle is its own affair.
    if (!['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes(error.code ?? '')) koa.onerror(error)
  })
  koa.use(ownPageOnly(options.host ?? '127.0.0.1'))
  koa.use(controlRouter(emulator).routes())
  koa.use(
    pageRouter(platform, { clock: options.clock ?? null, suggestions: options.suggestions ?? (() => []) }).routes(),
  )
  server.on('request', koa.callback())
  server.on('upgrade', line.upgrade)
  return emulator
}
