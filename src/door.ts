import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * What a client may take of us before it is cut off, whatever address it asks for. The platform and any proxy send a
 * request in one go, so these limits only ever meet somebody who means harm, or a line that is dead.
 */
const patience = {
  /** To the end of the headers, from the first byte or from connecting without one; and to the end of the body. */
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  /** How often the two above are looked at; Node's own half minute would make up to 35 s of 5. */
  connectionsCheckingInterval: 1_000,
  /** Longer than proxies keep an unused connection (a minute): who closes first must not be us, while they send. */
  keepAliveTimeout: 65_000,
  /** The platform's four headers are a few hundred bytes; proxies add some. */
  maxHeaderSize: 16 * 1_024,
}
/** Fewer than a process may have files open (1,024 on many machines). 200 presses a second need a fifth of it. */
const mostConnections = 800
/** A request that was being answered when the stop came: the webhook's own limit, and a little. */
const answersWithinMs = 3_000

/** The server of all that comes over HTTP. */
export type Door = {
  /** Takes requests on a port (0: any free one); answers the port. Rejects when another program has it. */
  open(port: number): Promise<number>
  /** Takes no more; resolves when those that were taken are answered, or after three seconds. */
  close(): Promise<void>
}

/**
 * A door that cannot be blocked by holding connections open: when there are too many, the one goes that has been waiting
 * longest for its client. Whoever sends a whole request is answered.
 */
export function makeDoor(listener: RequestListener): Door {
  /** Every connection with what is not answered yet on it; the one that was used last stands last. */
  const held = new Map<Socket, Set<ServerResponse>>()
  let isClosing = false

  const server = createServer(patience, (request, response) => {
    const { socket } = request
    const open = held.get(socket) ?? new Set()
    open.add(response)
    if (isClosing) response.setHeader('connection', 'close')
    // The webhook reads what it refuses, for its own time; elsewhere nobody has a body to send.
    response.once('finish', () => {
      if (!request.complete) socket.destroySoon()
    })
    response.once('close', () => {
      open.delete(response)
      // Used just now: the last one to be sent away.
      if (held.delete(socket)) held.set(socket, open)
    })
    listener(request, response)
  })
  server.on('connection', (socket) => {
    held.set(socket, new Set())
    socket.once('close', () => held.delete(socket))
    if (held.size > mostConnections) longestWaiting(held)?.destroy()
  })

  return {
    open: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, () => {
          // From now on it only speaks of single connections that could not be taken (EMFILE); unheard it ends the process.
          server.on('error', () => {})
          resolve((server.address() as AddressInfo).port)
        })
      }),
    async close() {
      isClosing = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const [socket, open] of held) {
        if (open.size === 0) socket.destroy()
        for (const response of open) if (!response.headersSent) response.setHeader('connection', 'close')
      }
      const late = new AbortController()
      await Promise.race([closed, wait(answersWithinMs, undefined, { signal: late.signal }).catch(() => {})])
      late.abort()
      server.closeAllConnections()
    },
  }
}

/** Not one whose request has come whole: that one waits for us. If all do, the newest one has to come again. */
function longestWaiting(held: ReadonlyMap<Socket, ReadonlySet<ServerResponse>>): Socket | undefined {
  for (const [socket, open] of held) if (![...open].some(({ req }) => req.complete)) return socket
  return [...held.keys()].at(-1)
}
