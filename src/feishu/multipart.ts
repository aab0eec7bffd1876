import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ByteFlow } from '#src/ports.ts'

/** A body of `multipart/form-data`: fields, then one file, which is read while it is sent. */
export type Multipart = { readonly headers: Readonly<Record<string, string>>; readonly body: Readable }

/**
 * Written by hand, as `FormData` holds all of a file: a volume of evidence is read from the disk while it goes out. The
 * file's part has a file name, which strict readers ask for, written as browsers do.
 */
export function multipart(
  fields: Readonly<Record<string, string>>,
  file: { readonly field: string; readonly name: string; readonly content: ByteFlow },
): Multipart {
  const boundary = `duibiao-${randomUUID()}`
  const before = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const named = `name="${file.field}"; filename="${escaped(file.name)}"`
  const type = 'Content-Type: application/octet-stream'
  const head = Buffer.from(
    `${before.join('')}--${boundary}\r\nContent-Disposition: form-data; ${named}\r\n${type}\r\n\r\n`,
  )
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
  return {
    headers: {
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      'Content-Length': String(head.length + file.content.bytes + tail.length),
    },
    body: Readable.from(around(head, file.content, tail), { objectMode: false }),
  }
}

async function* around(head: Uint8Array, { read }: ByteFlow, tail: Uint8Array): AsyncGenerator<Uint8Array> {
  yield head
  yield* read()
  yield tail
}

function escaped(name: string): string {
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22')
}
