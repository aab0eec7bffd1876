import { z } from 'zod'
import { checkCard, isTooLong, isV2 } from '../cards/check.ts'
import type { CardContext } from '../cards/context.ts'
import { CardProblem, cardCode } from '../cards/problem.ts'
import { isTooDeep } from '../depth.ts'
import type { Platform } from '../platform.ts'
import { isForeignOpenId, personByAnyId } from '../world/people.ts'
import type { App, CardJson, Mention } from '../world/world.ts'
import { PlatformError } from './error.ts'

export type Content = {
  readonly card: CardJson | null
  readonly mentions: readonly Mention[]
  readonly files: readonly string[]
}

const textBytes = 150 * 1024
const plain: Content = { card: null, mentions: [], files: [] }

/** What a message may hold, by its msg_type (send page, "content"; refused with 230001, 230025, 230017, 230055, 230099). */
export function readContent(platform: Platform, app: App, type: string, content: string): Content {
  const value = parse(content)
  switch (type) {
    case 'text':
      return readText(platform, app, value, content)
    case 'post':
      return readPost(platform, app, value, content)
    case 'interactive':
      return { ...plain, card: readCard(platform, app, value, content) }
    case 'image':
      return { ...plain, files: [ownFile(platform, app, value, 'image_key')] }
    case 'file':
    case 'audio':
    case 'media':
    case 'sticker':
      return { ...plain, files: [ownFile(platform, app, value, 'file_key', type)] }
    case 'share_chat':
      return need(platform.world.chats.has(String(field(value, 'chat_id'))), 'chat_id is unknown')
    case 'share_user':
      return need(personByAnyId(platform.world, app, String(field(value, 'user_id'))) !== null, 'user_id is unknown')
    case 'system':
      return need(field(value, 'type') === 'divider', 'only the divider may be sent')
    default:
      throw new PlatformError(230001, `Your request contains an invalid request parameter: msg_type ${type}`)
  }
}

/** A card as content: held to the rules, or refused as 230025 and 230099 (also used for patches). */
export function readCard(platform: Platform, app: App, value: unknown, content: string): CardJson {
  if (isTooLong(content)) throw new PlatformError(230025, 'The length of the message content reaches its limit.')
  const card = z.record(z.string(), z.unknown()).safeParse(value)
  if (!card.success) throw cardError(new CardProblem(cardCode.structure, 'ROOT', 'the card is not an object'))
  try {
    judgeCard(platform, app, card.data)
  } catch (error) {
    if (error instanceof CardProblem) throw cardError(error)
    throw error
  }
  return card.data
}

/** Throws `CardProblem` for a card the platform would not show. Cards of 1.0 are let through: no bot of today sends one. */
export function judgeCard({ world, switches }: Platform, app: App, card: CardJson): void {
  judgeCardIn(card, {
    knowsPerson: (id) => personByAnyId(world, app, id) !== null || id === app.botOpenId,
    ownsImage: (key) => world.files.get(key)?.kind === 'image' && world.files.get(key)?.owner.id === app.id,
    chartInForm: switches.chartInForm,
    markdownTablesCount: switches.markdownTablesCount,
  })
}

/** The same for a card whose app and tenant are known to nobody but `context`. */
export function judgeCardIn(card: CardJson, context: CardContext): void {
  if (isTooDeep(card)) throw new CardProblem(cardCode.structure, 'ROOT', 'parse card json err: nested too deeply')
  if (card.type === 'template') throw new CardProblem(200380, 'ROOT', 'template does not exist')
  if (card.type === 'card') throw new CardProblem(cardCode.tooMuch, 'ROOT', 'card entity does not exist')
  if (!isV2(card)) {
    if (!Array.isArray(card.elements) && card.header === undefined) {
      throw new CardProblem(cardCode.structure, 'ROOT', 'parse card json err: neither schema 2.0 nor elements')
    }
    return
  }
  checkCard(card, context)
}

export function cardError(problem: CardProblem): PlatformError {
  return new PlatformError(230099, `Failed to create card content, ext=${problem.text}; `)
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    throw new PlatformError(230001, 'Your request contains an invalid request parameter: content is not JSON.')
  }
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}

function need(holds: boolean, msg: string): Content {
  if (!holds) throw new PlatformError(230001, `Your request contains an invalid request parameter: ${msg}`)
  return plain
}

function readText(platform: Platform, app: App, value: unknown, content: string): Content {
  const text = field(value, 'text')
  if (typeof text !== 'string' || text === '') need(false, 'text is required')
  if (Buffer.byteLength(content, 'utf8') > textBytes) {
    throw new PlatformError(230025, 'The length of the message content reaches its limit.')
  }
  const ids = [...String(text).matchAll(/<at\s+user_id\s*=\s*\\?["']([^"'\\]+)\\?["']/g)].map(([, id = '']) => id)
  return { ...plain, mentions: mentionsOf(platform, app, ids) }
}

function readPost(platform: Platform, app: App, value: unknown, content: string): Content {
  if (isTooLong(content)) throw new PlatformError(230025, 'The length of the message content reaches its limit.')
  const locales = Object.entries((value ?? {}) as Record<string, unknown>)
  need(locales.length > 0 && locales.every(([locale]) => /^[a-z]{2}_[a-z]{2}$/.test(locale)), 'post needs a locale')
  const ids: string[] = []
  const files: string[] = []
  for (const [, post] of locales) {
    const lines = field(post, 'content')
    need(Array.isArray(lines) && lines.every(Array.isArray), 'post content is a list of lines')
    for (const part of (lines as unknown[][]).flat()) {
      need(typeof field(part, 'tag') === 'string', 'every part of a post has a tag')
      if (field(part, 'tag') === 'at') ids.push(String(field(part, 'user_id')))
      if (field(part, 'tag') === 'img') files.push(ownFile(platform, app, part, 'image_key'))
    }
  }
  return { ...plain, mentions: mentionsOf(platform, app, ids), files }
}

function mentionsOf(platform: Platform, app: App, ids: readonly string[]): readonly Mention[] {
  const mentions: Mention[] = []
  for (const id of ids) {
    const key = `@_user_${mentions.length + 1}`
    const person = personByAnyId(platform.world, app, id)
    if (id === 'all') mentions.push({ key: '@_all', who: 'all', name: '所有人' })
    else if (person) mentions.push({ key, who: { kind: 'person', id: person.id }, name: person.name })
    else if (isForeignOpenId(platform.world, app, id)) throw new PlatformError(99992361, 'open_id cross app')
    else need(false, `user_id ${id} in an at is unknown`)
  }
  return mentions
}

function ownFile(platform: Platform, app: App, value: unknown, key: string, as = 'image'): string {
  const id = String(field(value, key))
  const file = platform.world.files.get(id)
  if (!file) throw new PlatformError(230001, `Your request contains an invalid request parameter: invalid ${key}`)
  if (file.owner.id !== app.id) throw new PlatformError(230017, 'Bot is NOT the owner of the resource.')
  const isVideo = file.fileType === 'mp4'
  const isVoice = file.fileType === 'opus'
  const fits = as === 'media' ? isVideo : as === 'audio' ? isVoice : as === 'image' ? file.kind === 'image' : !isVideo
  if (!fits) throw new PlatformError(230055, 'The type of file upload does not match the type of message being sent.')
  return id
}
