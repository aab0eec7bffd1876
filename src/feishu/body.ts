import type { IncomingMessage } from 'node:http'

export type Body =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'broken' }

/**
 * The bytes of a request as they came: the signature is over them. What is too large is still read, but not kept, so
 * that the sender hears the answer; `late` ends it all.
 */
export function readBody(request: IncomingMessage, most: number, late: Promise<unknown>): Promise<Body> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size <= most) parts.push(part)
      else parts.length = 0
    })
    request.on('end', () => {
      resolve(size > most ? { kind: 'too-large' } : { kind: 'whole', bytes: Buffer.concat(parts) })
    })
    request.on('error', () => resolve({ kind: 'broken' }))
    request.on('close', () => resolve({ kind: 'broken' }))
    void late.then(() => resolve(size > most ? { kind: 'too-large' } : { kind: 'too-slow' }))
  })
}
