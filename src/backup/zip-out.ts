import { createHash } from 'node:crypto'
import { Readable, type Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** A zip that is being written. Everything rejects once it cannot be written any more. */
export type ZipOut = {
  /** Resolves when all of it was taken. One at a time. */
  add(path: string, bytes: AsyncIterable<Uint8Array>, options: { readonly compress: boolean }): Promise<Written>
  /** What was held back goes out, and from now on nothing is. */
  letGo(): void
  end(): Promise<void>
}
export type Written = { readonly bytes: number; readonly sha256: string }

/** `held`: nothing goes out before `letGo`, so that whoever reads slowly cannot keep what is being read. */
export function openZip(to: Writable, mtime: Date, held: boolean): ZipOut {
  const zip = new ZipFile()
  const output = zip.outputStream
  const back: Uint8Array[] = []
  const hold = (chunk: Uint8Array): void => void back.push(chunk)
  let flowing: Promise<void> | null = null
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => {})
  zip.on('error', failed.reject)
  finished(to, { readable: false }).catch(failed.reject)
  const letGo = () => {
    output.off('data', hold)
    output.pause()
    flowing ??= pipeline(async function* () {
      for (let first = back.shift(); first !== undefined; first = back.shift()) yield first
      yield* output
    }, to)
    flowing.catch(failed.reject)
  }
  if (held) output.on('data', hold)
  else letGo()
  return {
    letGo,
    async add(path, bytes, { compress }) {
      const hash = createHash('sha256')
      let length = 0
      const taken = Promise.withResolvers<void>()
      async function* counted() {
        for await (const chunk of bytes) {
          hash.update(chunk)
          length += chunk.length
          yield chunk
        }
        taken.resolve()
      }
      const source = Readable.from(counted(), { objectMode: false }).on('error', taken.reject)
      zip.addReadStreamLazy(path, { mtime, compress }, (give) => give(null, source))
      try {
        await Promise.race([taken.promise, failed.promise])
      } catch (error) {
        source.destroy()
        output.destroy()
        throw error
      }
      return { bytes: length, sha256: hash.digest('hex') }
    },
    async end() {
      zip.end()
      await Promise.race([flowing, failed.promise])
    },
  }
}
