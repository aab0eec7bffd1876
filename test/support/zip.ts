import { crc32, deflateRawSync } from 'node:zlib'

type Part = { readonly name: string; readonly bytes: Buffer }

/** A zip as an archiver writes it: parts deflated one after the other, their list at the end. */
export function zip(parts: Readonly<Record<string, string | Buffer>>): Buffer {
  const written: Buffer[] = []
  const listed: Buffer[] = []
  let offset = 0
  for (const part of Object.entries(parts).map(([name, content]) => ({ name, bytes: Buffer.from(content) }))) {
    const packed = deflateRawSync(part.bytes)
    const local = Buffer.concat([signed(0x04034b50, 4), facts(part, packed), lengths(part), Buffer.from(part.name)])
    const central = [signed(0x02014b50, 6), facts(part, packed), lengths(part), Buffer.alloc(10), number(offset)]
    written.push(local, packed)
    listed.push(Buffer.concat([...central, Buffer.from(part.name)]))
    offset += local.length + packed.length
  }
  const list = Buffer.concat(listed)
  const counts = Buffer.alloc(8)
  counts.writeUInt16LE(listed.length, 4)
  counts.writeUInt16LE(listed.length, 6)
  const end = Buffer.concat([number(0x06054b50), counts, number(list.length), number(offset), Buffer.alloc(2)])
  return Buffer.concat([...written, list, end])
}

/** Signature, then one or two versions needed. */
function signed(signature: number, length: 4 | 6): Buffer {
  const versions = Buffer.alloc(length - 2)
  for (let at = 0; at < versions.length; at += 2) versions.writeUInt16LE(20, at)
  return Buffer.concat([number(signature), versions])
}

/** Flags, method, time and date, checksum, both sizes. */
function facts({ bytes }: Part, packed: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt16LE(8, 2)
  return Buffer.concat([head, number(crc32(bytes)), number(packed.length), number(bytes.length)])
}

function lengths({ name }: Part): Buffer {
  const both = Buffer.alloc(4)
  both.writeUInt16LE(Buffer.byteLength(name), 0)
  return both
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
