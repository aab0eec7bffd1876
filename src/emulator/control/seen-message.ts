import type { CardJson, Message, World } from '../world/world.ts'

/** A message as a client shows it. */
export type SeenMessage = {
  readonly id: string
  readonly chatId: string
  readonly threadId: string | null
  readonly rootId: string | null
  readonly parentId: string | null
  readonly from: { readonly kind: 'person' | 'app'; readonly id: string; readonly name: string }
  readonly kind: string
  /** The words of a text or post; the title of a card; the name of a file. */
  readonly text: string
  /** The card as it stands now. */
  readonly card: CardJson | null
  readonly content: string
  readonly files: readonly string[]
  readonly createdAt: string
  readonly updatedAt: string
  readonly deleted: boolean
  readonly urgentFor: readonly string[]
}

export function seenMessage(world: World, message: Message): SeenMessage {
  const { sender } = message
  const name = sender.kind === 'app' ? world.apps.get(sender.id)?.botName : world.people.get(sender.id)?.name
  return {
    id: message.id,
    chatId: message.chatId,
    threadId: message.threadId,
    rootId: message.rootId,
    parentId: message.parentId,
    from: { ...sender, name: name ?? '' },
    kind: message.kind,
    text: textOfMessage(world, message),
    card: message.card,
    content: message.content,
    files: message.files,
    createdAt: new Date(message.createdAt).toISOString(),
    updatedAt: new Date(message.updatedAt).toISOString(),
    deleted: message.deleted,
    urgentFor: [...message.urgentFor],
  }
}

/** What can be read of a message without its card: a text, a title, names of files. */
export function textOfMessage(world: World, message: Message): string {
  if (message.deleted) return ''
  const content = JSON.parse(message.content) as Record<string, unknown>
  if (message.kind === 'text') return named(String(content.text ?? ''), message)
  if (message.kind === 'post') return postText(content)
  if (message.kind === 'interactive') {
    const header = message.card?.header as { title?: { content?: unknown } } | undefined
    return String(header?.title?.content ?? '')
  }
  return message.files.map((key) => world.files.get(key)?.name ?? '').join(', ')
}

function named(text: string, message: Message): string {
  const shown = text.replace(/<at\s+user_id=[^>]*>([^<]*)<\/at>/g, '@$1').replaceAll('@_all', '@所有人')
  const names = new Map(message.mentions.map((each) => [each.key, each.name]))
  return shown.replace(/@_user_\d+/g, (key) => (names.has(key) ? `@${names.get(key)}` : key))
}

function postText(content: Record<string, unknown>): string {
  const first = (Array.isArray(content.content) ? content : Object.values(content)[0]) as Record<string, unknown>
  const lines = (first?.content ?? []) as Record<string, unknown>[][]
  const read = lines.map((line) => line.map((part) => String(part.text ?? part.user_name ?? '')).join(''))
  return [String(first?.title ?? ''), ...read].filter((each) => each !== '').join('\n')
}
