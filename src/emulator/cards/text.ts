import type { Place } from './context.ts'
import { asObject, CardProblem, cardCode, type Json, oneOf, onlyKeys, stringAt } from './problem.ts'

const textKeys = ['tag', 'element_id', 'content', 'i18n_content', 'text_size', 'text_color', 'text_align', 'lines']

/** A text object: plain_text or lark_md (and markdown where a page allows it). */
export function checkText(
  value: unknown,
  place: Place,
  path: string,
  most = Infinity,
  tags = ['plain_text', 'lark_md'],
) {
  const text = asObject(value, path)
  onlyKeys(text, textKeys, path)
  if (typeof text.tag !== 'string') throw new CardProblem(cardCode.structure, path, 'tag is required')
  oneOf(text, 'tag', tags, path)
  checkContent(text, path)
  oneOf(text, 'text_align', ['left', 'center', 'right'], path)
  const content = String(text.content)
  if (content.length > most) {
    throw new CardProblem(cardCode.structure, path, `the text is longer than ${most} characters`)
  }
  if (text.tag !== 'plain_text') checkMarkdown(text, place, path)
}

export function checkPlainText(value: unknown, place: Place, path: string, most = Infinity): void {
  checkText(value, place, path, most, ['plain_text'])
}

function checkContent(node: Json, path: string): void {
  if (typeof node.content !== 'string') throw new CardProblem(cardCode.structure, path, 'content is required')
  if (node.i18n_content === undefined) return
  for (const each of Object.values(asObject(node.i18n_content, path))) {
    if (typeof each !== 'string') throw new CardProblem(cardCode.structure, path, 'i18n_content holds strings')
  }
}

/** Markdown: people and images that are named must exist, at most 4 tables in one (rich text page). */
export function checkMarkdown(node: Json, place: Place, path: string): void {
  checkContent(node, path)
  oneOf(node, 'text_align', ['left', 'center', 'right'], path)
  const contents = [node.content, ...Object.values((node.i18n_content as Json | undefined) ?? {})].map(String)
  for (const content of contents) {
    for (const id of namedPeople(content)) {
      if (!place.context.knowsPerson(id)) throw new CardProblem(cardCode.unknownPerson, path, `invalid user id: ${id}`)
    }
    const prose = withoutCode(content)
    for (const [, key = ''] of prose.matchAll(/!\[[^\]]*\]\(([^)\s]+)[^)]*\)/g)) {
      if (!place.context.ownsImage(key)) throw new CardProblem(cardCode.badImage, path, `invalid image key: ${key}`)
    }
  }
  const tables = countTables(stringAt(node, 'content', path) ?? '')
  if (tables > 4) throw new CardProblem(cardCode.tooMuch, path, 'markdown table number over limit')
  if (place.context.markdownTablesCount) place.seen.tables += tables
}

/** Ids in `<at id=…>`, `<at ids=…>` and `<person id=…>`; `all` is nobody. */
function namedPeople(content: string): readonly string[] {
  const found: string[] = []
  const attribute = /<(?:at|person)\s[^>]*?\b(?:ids?|user_id)\s*=\s*['"]?([^'">]+)/g
  for (const [, ids = ''] of withoutCode(content).matchAll(attribute)) {
    // Without quotes the value ends at the first blank, with quotes it may hold blanks after commas.
    for (const id of ids.split(',')) found.push(id.trim().split(/\s/)[0] ?? '')
  }
  return found.filter((id) => id !== '' && id !== 'all')
}

/** Tables by their line of dashes. */
function countTables(content: string): number {
  const lines = withoutCode(content).split('\n')
  return lines.filter((line) => /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$/.test(line)).length
}

function withoutCode(content: string): string {
  return content.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '')
}

/** An icon of the library, or an own image. */
export function checkIcon(value: unknown, place: Place, path: string): void {
  const icon = asObject(value, path)
  onlyKeys(icon, ['tag', 'token', 'color', 'img_key', 'size'], path)
  oneOf(icon, 'tag', ['standard_icon', 'custom_icon'], path)
  if (icon.tag === 'custom_icon') checkImage(icon, 'img_key', place, path)
}

export function checkImage(node: Json, key: string, place: Place, path: string): void {
  const image = node[key]
  if (typeof image === 'string' && place.context.ownsImage(image)) return
  throw new CardProblem(cardCode.badImage, path, `invalid image key: ${String(image)}`)
}
