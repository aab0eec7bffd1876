import { readText } from './answer.ts'
import type { OpenId, PersonId } from './ids.ts'

/** Who heads the leading group and who stands in for them; null and none: nobody has said so. */
export type Heads = { readonly head: PersonId | null; readonly deputies: readonly PersonId[] }
export type GroupMember = { readonly id: PersonId; readonly openId: OpenId; readonly name: string }

/** As they came, from a form or in words: people by their ids or names. Undefined: not asked, they stay. */
export type AskedHeads = { readonly head: unknown; readonly deputies: unknown }

/** `who` is a name as it was written; null when an id was picked. */
export type HeadsGap =
  | { readonly why: 'not-a-member' | 'name-twice'; readonly who: string | null }
  | { readonly why: 'both'; readonly who: string }
  | { readonly why: 'too-many' }
export type HeadsVerdict =
  | { readonly kind: 'accepted'; readonly heads: Heads }
  | { readonly kind: 'refused'; readonly gap: HeadsGap }

/** More than this no leading group has, and a sentence of the paper does not bear. */
export const mostDeputies = 10
const nobody = /^(?:不设|没有|无)[。.]?$/u
const picked = /^ou_[A-Za-z0-9_-]{1,64}$/

/**
 * Who is to head the group: only its members can. Whoever is made its head is a deputy no longer, unless both were said at
 * once. Nobody is asked for by an empty field, or by 不设.
 */
export function chooseHeads(asked: AskedHeads, members: readonly GroupMember[], now: Heads): HeadsVerdict {
  const heads = asked.head === undefined ? null : find(listed(asked.head, null), members)
  if (heads !== null && 'gap' in heads) return { kind: 'refused', gap: heads.gap }
  const head = heads === null ? now.head : (heads.found[0] ?? null)
  if (asked.deputies === undefined)
    return { kind: 'accepted', heads: { head, deputies: now.deputies.filter((one) => one !== head) } }
  const named = listed(asked.deputies, /[、，,；;\n]+/u)
  if (named.length > mostDeputies) return { kind: 'refused', gap: { why: 'too-many' } }
  const deputies = find(named, members)
  if ('gap' in deputies) return { kind: 'refused', gap: deputies.gap }
  const both = members.find((one) => one.id === head && deputies.found.includes(one.id))
  if (both !== undefined) return { kind: 'refused', gap: { why: 'both', who: both.name } }
  return { kind: 'accepted', heads: { head, deputies: deputies.found } }
}

/** The names or ids in a field; `between` null: it holds one. */
function listed(typed: unknown, between: RegExp | null): string[] {
  const whole: unknown[] = Array.isArray(typed) ? (between === null ? typed.slice(0, 1) : typed) : [typed]
  const said = whole.flatMap((each) => readText(each) ?? [])
  const names = between === null ? said : said.flatMap((each) => each.split(between))
  return [...new Set(names.map((each) => each.trim().replace(/[。.]$/u, '')))].filter(
    (each) => each !== '' && !nobody.test(each),
  )
}

type Found = { readonly found: readonly PersonId[] } | { readonly gap: HeadsGap }

function find(names: readonly string[], members: readonly GroupMember[]): Found {
  const found = new Set<PersonId>()
  for (const name of names) {
    const [one, other] = members.filter((each) => each.openId === name || each.name === name)
    const who = picked.test(name) ? null : name
    if (one === undefined) return { gap: { why: 'not-a-member', who } }
    if (other !== undefined) return { gap: { why: 'name-twice', who } }
    found.add(one.id)
  }
  return { found: [...found] }
}
