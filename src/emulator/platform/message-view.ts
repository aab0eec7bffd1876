import { openIdFor } from '../world/people.ts'
import type { App, Mention, Message, World } from '../world/world.ts'

/** A message as the API shows it to an app (send page, "response"). */
export function messageView(world: World, app: App, message: Message, content = message.content): object {
  return {
    message_id: message.id,
    ...(message.rootId === null ? {} : { root_id: message.rootId }),
    ...(message.parentId === null ? {} : { parent_id: message.parentId }),
    ...(message.threadId === null ? {} : { thread_id: message.threadId }),
    msg_type: message.kind,
    create_time: String(message.createdAt),
    update_time: String(message.updatedAt),
    deleted: message.deleted,
    updated: message.updatedAt !== message.createdAt,
    chat_id: message.chatId,
    sender: senderView(world, app, message),
    body: { content: message.deleted ? 'This message was recalled' : content },
    ...(message.mentions.length === 0
      ? {}
      : { mentions: message.mentions.map((each) => mentionView(world, app, each)) }),
  }
}

function senderView(world: World, app: App, { sender }: Message): object {
  return sender.kind === 'app'
    ? { id: sender.id, id_type: 'app_id', sender_type: 'app', tenant_key: world.tenantKey }
    : { id: openIdFor(world, app.id, sender.id), id_type: 'open_id', sender_type: 'user', tenant_key: world.tenantKey }
}

function mentionView(world: World, app: App, mention: Mention): object {
  const { who } = mention
  const id = who === 'all' ? 'all' : who.kind === 'app' ? botOpenId(world, who.id) : openIdFor(world, app.id, who.id)
  return { key: mention.key, id, id_type: 'open_id', name: mention.name, tenant_key: world.tenantKey }
}

function botOpenId(world: World, appId: string): string {
  return world.apps.get(appId)?.botOpenId ?? ''
}

/** How a card reads for those who may not see its JSON: a title and lines of text (message content page). */
export function degradedCard(card: unknown): string {
  const root = card as { header?: { title?: { content?: string } } } | null
  const texts: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return
    const node = value as Record<string, unknown>
    if (typeof node.content === 'string') texts.push(node.content)
    for (const [key, each] of Object.entries(node)) if (key !== 'behaviors' && key !== 'chart_spec') visit(each)
  }
  visit((card as { body?: unknown } | null)?.body)
  const elements = texts.map((text) => [{ tag: 'text', text }])
  return JSON.stringify({ title: root?.header?.title?.content ?? '', elements })
}
