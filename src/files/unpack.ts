import { finished } from 'node:stream/promises'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { listEntries } from './zip.ts'

/** Why nothing was unpacked: it would be larger than it may, or is no zip anybody could read. */
export type Unpacked = ReadonlyMap<string, Buffer> | 'bomb' | 'broken'

/**
 * Unpacks the parts that are `wanted`, by name and the bytes they declare, and nothing else. What all parts together declare is compared with
 * `mostBytes` first; then each is unpacked to no more than it declares, whatever it holds. A name that stands twice is
 * `broken`: two programs would read different files in it.
 */
export async function unpack(
  bytes: Uint8Array,
  wanted: (name: string, declared: number) => boolean,
  mostBytes: number,
): Promise<Unpacked> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const listed = await listEntries(file).catch(() => null)
  if (listed === null) return 'broken'
  if (listed === 'too-many') return 'bomb'
  const declared = listed.reduce((total, entry) => total + entry.uncompressedSize, 0)
  if (declared > mostBytes) return 'bomb'
  if (new Set(listed.map((entry) => entry.fileName)).size < listed.length) return 'broken'
  try {
    const zip = await open(file)
    const parts = new Map<string, Buffer>()
    for (const entry of listed.filter((one) => wanted(one.fileName, one.uncompressedSize))) {
      parts.set(entry.fileName, await inflate(zip, entry))
    }
    return parts
  } catch {
    return 'broken'
  }
}

function open(file: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(file, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    )
  })
}

/** `validateEntrySizes` ends the stream with an error as soon as more comes than was declared, or less at its end. */
async function inflate(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)))
  })
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  await finished(stream)
  return Buffer.concat(chunks)
}
