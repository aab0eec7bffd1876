import type { z } from 'zod'
import type { Platform } from '../platform.ts'
import type { App, StoredFile } from '../world/world.ts'
import { fieldError, PlatformError } from './error.ts'
import type { Limits } from './limits.ts'

export type Call = {
  readonly platform: Platform
  readonly limits: Limits
  readonly app: App
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** JSON, or null. */
  readonly body: unknown
  /** The parts of a multipart body, or null. */
  readonly parts: () => ReadonlyMap<string, Buffer> | null
}

/** What an endpoint answers: `data`, or a whole body for the pages that are older than `data`, or bytes. */
export type Answer = { data: object } | { whole: object } | { file: StoredFile }

export type Endpoint = {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  readonly path: string
  /** Any one of these is enough; none: no scope is asked for. */
  readonly scopes: readonly string[]
  readonly run: (call: Call) => Answer | Promise<Answer>
}

/** Reads the body, or refuses it with 99992402 and the names of the fields. */
export function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw fieldError(parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), description: issue.message })))
}

/** One value of a query parameter out of those allowed. */
export function choice<T extends string>(query: URLSearchParams, name: string, allowed: readonly T[], otherwise: T): T {
  const value = query.get(name)
  if (value === null || value === '') return otherwise
  const found = allowed.find((each) => each === value)
  if (found === undefined) throw fieldError([{ field: name, description: `must be one of ${allowed.join(', ')}` }])
  return found
}

export type Page<T> = { items: readonly T[]; has_more: boolean; page_token?: string }

/** Cuts one page. The token is opaque, and only this list's: another one is refused. */
export function page<T>(all: readonly T[], query: URLSearchParams, most: number, usual: number): Page<T> {
  const size = query.has('page_size') ? Number(query.get('page_size')) : usual
  if (!Number.isInteger(size) || size < 1 || size > most) {
    throw fieldError([{ field: 'page_size', description: `the value must be within 1 and ${most}` }])
  }
  const token = query.get('page_token') ?? ''
  const start =
    token === ''
      ? 0
      : Number(
          Buffer.from(token, 'base64url')
            .toString()
            .replace(/^after /, ''),
        )
  if (!Number.isInteger(start) || start < 0 || start > all.length) {
    throw new PlatformError(99992402, 'page_token is invalid')
  }
  const end = start + size
  const more = end < all.length
  return {
    items: all.slice(start, end),
    has_more: more,
    ...(more ? { page_token: Buffer.from(`after ${end}`).toString('base64url') } : {}),
  }
}
