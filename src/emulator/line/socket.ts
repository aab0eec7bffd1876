import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** One WebSocket, the server's end. */
export type Socket = {
  send(message: Buffer): void
  close(): void
}

type Heard = { message: (message: Buffer) => void; closed: () => void }

const guid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const opcode = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 }

/** Answers an upgrade and reads frames (RFC 6455), as much of it as the SDK's client uses: no extensions. */
export function acceptSocket(request: IncomingMessage, stream: Duplex, head: Buffer, heard: Heard): Socket {
  const key = request.headers['sec-websocket-key'] ?? ''
  const accept = createHash('sha1')
    .update(key + guid)
    .digest('base64')
  stream.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
  let rest: Buffer = Buffer.alloc(0)
  let parts: Buffer[] = []
  const take = (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (let frame = readFrame(rest); frame !== null; frame = readFrame(rest)) {
      rest = rest.subarray(frame.size)
      if (frame.opcode === opcode.close) stream.end(writeFrame(opcode.close, frame.payload))
      else if (frame.opcode === opcode.ping) stream.write(writeFrame(opcode.pong, frame.payload))
      else if (frame.opcode <= opcode.binary) {
        parts.push(frame.payload)
        if (!frame.isLast) continue
        const whole = Buffer.concat(parts)
        parts = []
        heard.message(whole)
      }
    }
  }
  stream.on('data', take)
  // A client that is killed resets the connection; `close` follows and says enough.
  stream.on('error', () => {})
  stream.on('close', heard.closed)
  // Whoever is gone has sent nothing but the end of the stream; this half would stay open, and be handed events.
  stream.on('end', () => stream.end())
  if (head.length > 0) take(head)
  return {
    send: (message) => void stream.write(writeFrame(opcode.binary, message)),
    close: () => void stream.destroy(),
  }
}

type Read = { opcode: number; isLast: boolean; payload: Buffer; size: number }

/** The first whole frame, or null when more bytes are needed. */
function readFrame(bytes: Buffer): Read | null {
  if (bytes.length < 2) return null
  const first = bytes.readUInt8(0)
  const second = bytes.readUInt8(1)
  const short = second & 0x7f
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0
  const maskAt = 2 + lengthBytes
  const isMasked = (second & 0x80) !== 0
  const from = maskAt + (isMasked ? 4 : 0)
  if (bytes.length < from) return null
  const length =
    lengthBytes === 2 ? bytes.readUInt16BE(2) : lengthBytes === 8 ? Number(bytes.readBigUInt64BE(2)) : short
  if (bytes.length < from + length) return null
  const payload = Buffer.from(bytes.subarray(from, from + length))
  if (isMasked) for (let n = 0; n < length; n++) payload[n] = (payload[n] ?? 0) ^ (bytes[maskAt + (n % 4)] ?? 0)
  return { opcode: first & 0x0f, isLast: (first & 0x80) !== 0, payload, size: from + length }
}

function writeFrame(code: number, payload: Buffer): Buffer {
  const first = 0x80 | code
  if (payload.length < 126) return Buffer.concat([Buffer.from([first, payload.length]), payload])
  if (payload.length < 65_536) {
    const head = Buffer.from([first, 126, 0, 0])
    head.writeUInt16BE(payload.length, 2)
    return Buffer.concat([head, payload])
  }
  const head = Buffer.concat([Buffer.from([first, 127]), Buffer.alloc(8)])
  head.writeBigUInt64BE(BigInt(payload.length), 2)
  return Buffer.concat([head, payload])
}
