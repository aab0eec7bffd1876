import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** One kept-alive connection that carries one request at a time. */
export type Line = {
  ask(request: Buffer): Promise<string>
  /** False once the server has hung up, as it does on who connects and says nothing. */
  isOpen(): boolean
  close(): void
}

/**
 * A client that costs little: it writes bytes made beforehand and reads up to the length the answer names. Rejects when
 * the answer is not 200 or the connection ends.
 */
export async function openLine(port: number): Promise<Line> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  let waiting: PromiseWithResolvers<string> | null = null
  let held: Buffer<ArrayBufferLike> = Buffer.alloc(0)
  socket.on('data', (part) => {
    held = held.length === 0 ? part : Buffer.concat([held, part])
    const end = held.indexOf('\r\n\r\n')
    if (end === -1) return
    const head = held.toString('latin1', 0, end)
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1])
    if (!(held.length >= end + 4 + length)) return
    const body = held.toString('utf8', end + 4, end + 4 + length)
    held = Buffer.alloc(0)
    const asked = waiting
    waiting = null
    if (head.startsWith('HTTP/1.1 200')) asked?.resolve(body)
    else asked?.reject(new Error(`${head.split('\r\n')[0]}: ${body}`))
  })
  const end = () => waiting?.reject(new Error('the connection ended'))
  socket.on('error', end)
  socket.on('close', end)
  return {
    ask(request) {
      waiting = Promise.withResolvers()
      socket.write(request)
      return waiting.promise
    },
    isOpen: () => !socket.destroyed && !socket.readableEnded,
    close: () => socket.destroy(),
  }
}
