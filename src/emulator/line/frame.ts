/** One frame of the long connection (protobuf `pbbp2.Frame`). */
export type Frame = {
  readonly seqId: number
  readonly logId: number
  readonly service: number
  /** 0 control, 1 data. */
  readonly method: number
  readonly headers: Readonly<Record<string, string>>
  readonly payload: Buffer
}

const field = { seqId: 1, logId: 2, service: 3, method: 4, headers: 5, payload: 8 }
const varintType = 0
const bytesType = 2

/** Protobuf by hand: the frame has six fields in use, and the emulator shares no code with the SDK. */
export function encodeFrame(frame: Frame): Buffer {
  const headers = Object.entries(frame.headers).map(([key, value]) => {
    return bytes(field.headers, Buffer.concat([bytes(1, Buffer.from(key)), bytes(2, Buffer.from(value))]))
  })
  return Buffer.concat([
    ...[number(field.seqId, frame.seqId), number(field.logId, frame.logId)],
    ...[number(field.service, frame.service), number(field.method, frame.method)],
    ...headers,
    bytes(field.payload, frame.payload),
  ])
}

/** Throws on bytes that are no frame. */
export function decodeFrame(raw: Buffer): Frame {
  const headers: Record<string, string> = {}
  const numbers = new Map<number, number>()
  let payload = Buffer.alloc(0)
  for (const [tag, value] of fields(raw)) {
    if (typeof value === 'number') numbers.set(tag, value)
    else if (tag === field.payload) payload = Buffer.from(value)
    else if (tag === field.headers) {
      const pair = new Map([...fields(value)].map(([n, each]) => [n, each.toString()]))
      headers[pair.get(1) ?? ''] = pair.get(2) ?? ''
    }
  }
  return {
    seqId: numbers.get(field.seqId) ?? 0,
    logId: numbers.get(field.logId) ?? 0,
    service: numbers.get(field.service) ?? 0,
    method: numbers.get(field.method) ?? 0,
    headers,
    payload,
  }
}

function varint(value: number): Buffer {
  const out: number[] = []
  let rest = value
  while (rest > 0x7f) {
    out.push((rest % 0x80) + 0x80)
    rest = Math.floor(rest / 0x80)
  }
  return Buffer.from([...out, rest])
}

function number(tag: number, value: number): Buffer {
  return Buffer.concat([varint(tag * 8 + varintType), varint(value)])
}

function bytes(tag: number, value: Buffer): Buffer {
  return Buffer.concat([varint(tag * 8 + bytesType), varint(value.length), value])
}

function* fields(raw: Buffer): Generator<[number, number | Buffer]> {
  let at = 0
  const readVarint = (): number => {
    let value = 0
    for (let factor = 1; ; factor *= 0x80) {
      const byte = raw[at++]
      if (byte === undefined) throw new Error('the frame is cut off')
      value += (byte % 0x80) * factor
      if (byte < 0x80) return value
    }
  }
  while (at < raw.length) {
    const key = readVarint()
    const tag = Math.floor(key / 8)
    if (key % 8 === varintType) yield [tag, readVarint()]
    else if (key % 8 === bytesType) {
      const length = readVarint()
      if (at + length > raw.length) throw new Error('the frame is cut off')
      yield [tag, raw.subarray(at, at + length)]
      at += length
    } else throw new Error(`field ${tag} has the unknown wire type ${key % 8}`)
  }
}
