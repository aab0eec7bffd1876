import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line to a server, of a database or of the platform, that can be made slow or stand still. */
export type Line = AsyncDisposable & {
  /** The same server by way of this line. */
  readonly url: string
  /** From now on everything takes so long, each way. */
  delay(ms: number): void
  /** Nothing passes until `release`; what was under way passes then. */
  hold(): void
  release(): void
  /** From now on nothing comes back from the server, while all that is sent to it arrives. */
  deafen(): void
  /** Breaks off whatever is connected. */
  cut(): void
}

/** Opens a line to the server of a URL. */
export async function openLine(to: string): Promise<Line> {
  const target = new URL(to)
  let slow = 0
  let free = Promise.resolve()
  let release = () => {}
  let isDeaf = false
  const ends = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from)
      from.on('error', () => {})
      from.on('close', () => {
        ends.delete(from)
        into.destroy()
      })
      // In order: each part waits for the one before it.
      let last = Promise.resolve()
      from.on('data', (part) => {
        const due = slow === 0 ? undefined : new Promise((resolve) => setTimeout(resolve, slow))
        last = last.then(async () => {
          await due
          await free
          if (!into.destroyed && !(isDeaf && into === near)) into.write(part)
        })
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => {
    for (const end of ends) end.destroy()
  }
  const url = new URL(to)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    delay(ms) {
      slow = ms
    },
    hold() {
      const held = Promise.withResolvers<void>()
      free = held.promise
      release = held.resolve
    },
    release: () => release(),
    deafen() {
      isDeaf = true
    },
    cut,
    async [Symbol.asyncDispose]() {
      release()
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
