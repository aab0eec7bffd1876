import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'
import type { ByteFlow } from '#src/ports.ts'

/** All of a flow at once. */
export async function bytesOf(flow: ByteFlow): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of flow.read()) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** What a zip holds, as another library reads it. */
export async function readBack(bytes: Buffer) {
  const zip = await fromBufferPromise(bytes, { strictFileNames: true, validateEntrySizes: true })
  const found: { name: string; content: Buffer; utf8: boolean; time: Date }[] = []
  for await (const entry of zip.eachEntry()) {
    const content = await buffer(await zip.openReadStreamPromise(entry))
    const utf8 = (entry.generalPurposeBitFlag & 0x800) !== 0
    found.push({ name: entry.fileName, content, utf8, time: entry.getLastModDate() })
  }
  return found
}
