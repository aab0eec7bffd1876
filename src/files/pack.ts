import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { ByteFlow } from '../ports.ts'

/** One file of a zip; `at` is the time it will have there. */
export type PackPart = { readonly path: string; readonly at: Date; readonly flow: ByteFlow }

/**
 * A zip of these, made anew each time it is read: a part is opened when the one before has gone out, and no more of it is
 * held than is on its way. Nothing is packed smaller (photos and documents are so already), so its length is known
 * before. Names are marked as UTF-8, or Windows shows Chinese ones as signs. A part that fails makes the reading fail.
 */
export async function packFiles(parts: readonly PackPart[]): Promise<ByteFlow> {
  return { bytes: await lengthOf(parts), read: () => readZip(parts) }
}

function readZip(parts: readonly PackPart[]): AsyncIterable<Uint8Array> {
  const zip = new ZipFile()
  const output = zip.outputStream
  // Its own errors stand on the zip alone; whoever reads has to hear of them.
  zip.on('error', (error) => output.destroy(error))
  for (const { path, at, flow } of parts) {
    zip.addReadStreamLazy(path, optionsOf(at, flow), (give) => {
      const opened = Readable.from(flow.read(), { objectMode: false })
      opened.on('error', (error) => output.destroy(error))
      output.on('close', () => opened.destroy())
      give(null, opened)
    })
  }
  zip.end()
  return output
}

/** By a zip that is never filled: what it would hold is known from the sizes of its parts. */
function lengthOf(parts: readonly PackPart[]): Promise<number> {
  return new Promise((resolve) => {
    const zip = new ZipFile()
    for (const { path, at, flow } of parts) zip.addReadStreamLazy(path, optionsOf(at, flow), () => {})
    zip.end({}, resolve)
  })
}

function optionsOf(mtime: Date, { bytes: size }: ByteFlow) {
  return { mtime, size, compress: false }
}
