import type { EvidenceKind } from '#src/domain/evidence.ts'
import type { MessageId } from '#src/domain/ids.ts'
import { type Attachments, MessengerError } from '#src/ports.ts'
import type { Connection } from './connection.ts'
import { noAnswer, troubleOf } from './errors.ts'
import { readJson } from './json.ts'
import { pathId } from './path-id.ts'

const about = 'GET /open-apis/im/v1/messages/:id/resources/:key'
/** The platform hands out 100 MB at most (message resource page); which code says so is unconfirmed. */
const tooLargeCode = 234037
const mostOfRefusal = 64 * 1024
/** For all of it: 30 MB on a slow line. */
const timeoutMs = 120_000

/**
 * Fetching what people sent, over the platform's API. Not by the SDK: it holds an answer whole before anybody can say
 * that it is too large. Redirects are refused, as everywhere: the token is for nobody else.
 */
export function makeAttachments({ call, domain }: Connection): Attachments {
  return {
    async fetch(message, key, kind, most) {
      const url = `${domain}${pathOf(message, key)}?type=${typeOf(kind)}`
      try {
        return await call((_, token) => fetchOnce(url, token, most))
      } catch (error) {
        if (error instanceof MessengerError && error.code === tooLargeCode) return 'too-large'
        throw error
      }
    },
  }
}

function pathOf(message: MessageId, key: string): string {
  if (!/^[A-Za-z0-9_-]{1,200}$/.test(key)) {
    throw new MessengerError('content', 'a key that is none of the platform', null, null)
  }
  return `/open-apis/im/v1/messages/${pathId(message)}/resources/${key}`
}

function typeOf(kind: EvidenceKind): 'image' | 'file' {
  return kind === 'photo' ? 'image' : 'file'
}

async function fetchOnce(url: string, token: string, most: number): Promise<Uint8Array<ArrayBuffer> | 'too-large'> {
  const giveUp = new AbortController()
  const signal = AbortSignal.any([giveUp.signal, AbortSignal.timeout(timeoutMs)])
  try {
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${token}` }, redirect: 'error', signal })
    await throwRefusal(answer)
    return await readUpTo(answer, most)
  } catch (error) {
    throw error instanceof MessengerError ? error : noAnswer(about)
  } finally {
    // What is still to come of something too large is not waited for.
    giveUp.abort()
  }
}

/** A file comes with its name in a header; JSON without one is the platform's word on why there is none. */
async function throwRefusal(answer: Response): Promise<void> {
  const { status, headers } = answer
  const isFile = status === 200 && (headers.has('content-disposition') || !isJson(headers.get('content-type')))
  if (isFile) return
  const body = await readUpTo(answer, mostOfRefusal)
  const resetSeconds = headers.get('x-ogw-ratelimit-reset')
  const trouble = troubleOf({ about, status, body: body === 'too-large' ? null : readJson(body), resetSeconds })
  throw trouble ?? noAnswer(about)
}

function isJson(type: string | null): boolean {
  return type?.includes('json') ?? false
}

/** An answer that ends before its announced length, or in the midst of a chunk, makes this throw: a half file is none. */
async function readUpTo(answer: Response, most: number): Promise<Uint8Array<ArrayBuffer> | 'too-large'> {
  const announced = Number(answer.headers.get('content-length') ?? Number.NaN)
  if (announced > most) return 'too-large'
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > most) return 'too-large'
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts, size))
}
