import { z } from 'zod'
import type { Attached, Said } from '#src/events.ts'
import { readJson } from './json.ts'

const text = z.object({ text: z.string() })
const image = z.object({ image_key: z.string().min(1) })
const file = z.object({ file_key: z.string().min(1), file_name: z.string().min(1) })
/** Received without the wrapper by language that sending needs (message content page). */
const post = z.object({ title: z.string().catch(''), content: z.array(z.array(z.unknown())) })
const postPart = z.object({
  tag: z.string(),
  text: z.string().catch(''),
  href: z.string().catch(''),
  emoji_type: z.string().catch(''),
})
const postImage = z.object({ tag: z.literal('img'), image_key: z.string().min(1) })
const postVideo = z.object({ tag: z.literal('media'), file_key: z.string().min(1) })
/** A film in a rich text comes without its name. */
const unnamedVideo = '视频'

/**
 * What a message says, by its type and its content, a JSON string (message content page). A voice message and whatever
 * else cannot be kept as a text, a file or a picture is `other`.
 */
export function readSaid(type: string, content: string): Said {
  return readKnown(type, readJson(new TextEncoder().encode(content))) ?? { kind: 'other', type }
}

function readKnown(type: string, content: unknown): Said | null {
  switch (type) {
    case 'text': {
      const read = text.safeParse(content)
      return read.success ? { kind: 'text', text: withoutMentions(read.data.text) } : null
    }
    case 'post':
      return readPost(content)
    case 'image': {
      const read = image.safeParse(content)
      return read.success ? { kind: 'image', key: read.data.image_key } : null
    }
    case 'file':
    case 'media': {
      const read = file.safeParse(content)
      return read.success ? { kind: 'file', name: read.data.file_name, key: read.data.file_key } : null
    }
    default:
      return null
  }
}

/** A rich text is its words, line by line, and everything that stands between them. */
function readPost(content: unknown): Said | null {
  const read = post.safeParse(content)
  if (!read.success) return null
  const lines = read.data.content.map((line) => line.map(postWords).join(''))
  const words = withoutMentions([...(read.data.title === '' ? [] : [read.data.title]), ...lines].join('\n'))
  const text = words.trim() === '' ? '' : words
  const attached = read.data.content.flat().flatMap(postAttached)
  return attached.length === 0 ? { kind: 'text', text } : { kind: 'post', text, attached }
}

function postAttached(part: unknown): Attached[] {
  const picture = postImage.safeParse(part)
  if (picture.success) return [{ kind: 'image', key: picture.data.image_key }]
  const video = postVideo.safeParse(part)
  return video.success ? [{ kind: 'file', name: unnamedVideo, key: video.data.file_key }] : []
}

/** Links and emotions as they stand in a message of type text. */
function postWords(part: unknown): string {
  const read = postPart.safeParse(part)
  if (!read.success) return ''
  const { tag, text: words, href, emoji_type: emoji } = read.data
  if (tag === 'at') return ''
  if (tag === 'emotion') return emoji === '' ? '' : `[${emoji}]`
  return tag === 'a' && href !== '' && href !== words ? `[${words}](${href})` : words
}

/** Mentions stand in the text as keys: `@_user_1`, `@_all` (im/message/events/receive). All else stays as typed. */
function withoutMentions(typed: string): string {
  return typed.replace(/@_(?:user_\d+|all)\b/g, '')
}
