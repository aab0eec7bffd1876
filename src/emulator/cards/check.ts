import type { CardContext, Place } from './context.ts'
import { checkElements } from './elements.ts'
import { tagColours, templates } from './keys.ts'
import { asList, asObject, booleanAt, CardProblem, cardCode, isObject, type Json, oneOf, onlyKeys } from './problem.ts'
import { checkIcon, checkText } from './text.ts'

const most = { elements: 200, tables: 5, bytes: 30 * 1024 }
const layout = ['direction', 'padding', 'horizontal_spacing', 'horizontal_align', 'vertical_spacing', 'vertical_align']
const configKeys = [
  ...[
    'update_multi',
    'enable_forward',
    'enable_forward_interaction',
    'width_mode',
    'use_custom_translation',
    'locales',
  ],
  ...['streaming_mode', 'streaming_config', 'summary', 'style'],
]

/** Whether a card declares itself as JSON 2.0; without the word it is taken for 1.0 (structure page). */
export function isV2(card: Json): boolean {
  return card.schema === '2.0'
}

/** Cards and posts are at most 30 KB of JSON (send page, 230025). */
export function isTooLong(content: string): boolean {
  return Buffer.byteLength(content, 'utf8') > most.bytes
}

/** Holds a 2.0 card to the rules of the platform's pages; throws the first `CardProblem`. */
export function checkCard(card: Json, context: CardContext): void {
  const seen = { elementIds: new Set<string>(), names: new Set<string>(), tables: 0 }
  const place: Place = { context, seen, path: 'ROOT', inside: [] }
  onlyKeys(card, ['schema', 'config', 'card_link', 'header', 'body'], 'ROOT')
  if (card.config !== undefined) checkConfig(asObject(card.config, 'ROOT -> config'))
  if (card.card_link !== undefined) checkLink(asObject(card.card_link, 'ROOT -> card_link'))
  if (card.header !== undefined) checkHeader(asObject(card.header, 'ROOT -> header'), place)
  if (card.body !== undefined) {
    const body = asObject(card.body, 'ROOT -> body')
    onlyKeys(body, [...layout, 'elements'], 'ROOT -> body')
    checkElements(body.elements ?? [], { ...place, path: 'ROOT -> body -> elements' })
  }
  const count = countElements(card)
  if (count > most.elements) {
    throw new CardProblem(cardCode.tooMuch, 'ROOT', `element exceeds the limit: ${count} of ${most.elements}`)
  }
  if (seen.tables > most.tables) throw new CardProblem(cardCode.tooMuch, 'ROOT', 'card table number over limit')
}

/** Elements and text objects count alike (structure page); icons, chart data and what a button carries do not. */
export function countElements(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + countElements(each), 0)
  if (!isObject(value)) return 0
  let count = typeof value.tag === 'string' ? 1 : 0
  for (const [key, each] of Object.entries(value)) {
    if (!['icon', 'chart_spec', 'behaviors', 'rows'].includes(key)) count += countElements(each)
  }
  return count
}

function checkConfig(config: Json): void {
  const path = 'ROOT -> config'
  onlyKeys(config, configKeys, path)
  oneOf(config, 'update_multi', [true], path)
  oneOf(config, 'width_mode', ['default', 'compact', 'fill'], path)
  for (const key of ['enable_forward', 'enable_forward_interaction', 'streaming_mode']) booleanAt(config, key, path)
  if (config.summary !== undefined) {
    onlyKeys(asObject(config.summary, `${path} -> summary`), ['content', 'i18n_content'], `${path} -> summary`)
  }
}

function checkLink(link: Json): void {
  const path = 'ROOT -> card_link'
  onlyKeys(link, ['url', 'pc_url', 'ios_url', 'android_url'], path)
  const filled = (key: string) => typeof link[key] === 'string' && link[key] !== ''
  if (filled('url') || ['pc_url', 'ios_url', 'android_url'].every(filled)) return
  throw new CardProblem(cardCode.structure, path, 'url or all three urls of the platforms are required')
}

function checkHeader(header: Json, place: Place): void {
  const path = 'ROOT -> header'
  const keys = ['title', 'subtitle', 'text_tag_list', 'i18n_text_tag_list', 'template', 'icon', 'padding']
  onlyKeys(header, keys, path)
  checkText(header.title, place, `${path} -> title`)
  if (header.subtitle !== undefined) checkText(header.subtitle, place, `${path} -> subtitle`)
  oneOf(header, 'template', templates, path)
  if (header.icon !== undefined) checkIcon(header.icon, place, `${path} -> icon`)
  const tags = asList(header.text_tag_list ?? [], path)
  if (tags.length > 3) throw new CardProblem(cardCode.structure, path, 'text_tag_list holds at most 3')
  for (const [at, each] of tags.entries()) {
    const here = `${path} -> text_tag_list -> [${at}]`
    const tag = asObject(each, here)
    onlyKeys(tag, ['tag', 'element_id', 'text', 'color'], here)
    oneOf(tag, 'color', tagColours, here)
    checkText(tag.text, place, `${here} -> text`)
  }
}
