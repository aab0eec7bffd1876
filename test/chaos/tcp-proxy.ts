import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A wire between two programs that can be cut. */
export type TcpProxy = {
  readonly port: number
  /** Resets every connection that is open now; answers how many there were. */
  cut(): number
  stop(): Promise<void>
}

export async function startTcpProxy(to: number): Promise<TcpProxy> {
  const open = new Set<readonly [Socket, Socket]>()
  const server = createServer((near) => {
    const far = connect({ host: '127.0.0.1', port: to })
    const pair = [near, far] as const
    open.add(pair)
    near.on('close', () => open.delete(pair))
    join(near, far)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      const all = [...open]
      for (const pair of all) for (const one of pair) reset(one)
      return all.length
    },
    async stop() {
      for (const pair of open) for (const one of pair) one.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A connection that is being closed in good order cannot be reset any more: its handle would never be given back. */
export function reset(socket: Socket): void {
  if (socket.writableEnded) socket.destroy()
  else socket.resetAndDestroy()
}

/** What one says the other hears, and when one is gone the other goes too. */
export function join(near: Socket, far: Socket): void {
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    one.on('error', () => reset(other))
    one.on('close', () => other.destroy())
    one.pipe(other)
  }
}
