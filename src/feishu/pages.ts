import { z } from 'zod'
import { readAnswer } from './connection.ts'
import { unreadable } from './errors.ts'

/** Pages of one list; more than any school or county fills. */
const mostPages = 2000

const cut = z.object({
  data: z.object({ has_more: z.boolean().nullish(), page_token: z.string().nullish() }),
})

/**
 * Reads a list to its end, or fails: a part of it is never taken for the whole. The SDK's own iterators end quietly
 * when a page fails (facts page, section 5.1).
 */
export async function everyPage<T>(
  about: string,
  shape: z.ZodType<T>,
  ask: (after: { page_token?: string }) => Promise<unknown>,
): Promise<T[]> {
  const pages: T[] = []
  const seen = new Set<string>()
  let after: { page_token?: string } = {}
  while (pages.length < mostPages) {
    const answer = await ask(after)
    pages.push(readAnswer(shape, answer, about))
    const { has_more: more, page_token: token } = readAnswer(cut, answer, about).data
    if (!more) return pages
    // A list that goes on from where it was would never end.
    if (!token || seen.has(token)) break
    seen.add(token)
    after = { page_token: token }
  }
  throw unreadable(about)
}
