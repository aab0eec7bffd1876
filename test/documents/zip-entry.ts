import { inflateRawSync } from 'node:zlib'

/** One file out of a zip archive as text, read by its central directory: a second opinion on the library that wrote it. */
export function zipEntry(archive: Uint8Array, name: string): string {
  const bytes = Buffer.from(archive)
  let at = bytes.readUInt32LE(bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1') + 16)
  while (bytes.toString('latin1', at, at + 4) === 'PK\u0001\u0002') {
    const nameLength = bytes.readUInt16LE(at + 28)
    const next = at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    if (bytes.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const local = bytes.readUInt32LE(at + 42)
      const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
      const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20))
      return (bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed).toString('utf8')
    }
    at = next
  }
  throw new Error(`${name} is not in the archive`)
}
