import type { World } from '../world/world.ts'

/** The whole town for whoever looks at it from outside: no secrets, no messages. */
export function stateOf(world: World): object {
  const perChat = new Map<string, { messages: number; threads: Set<string> }>()
  for (const { chatId, threadId } of world.messages.values()) {
    const seen = perChat.get(chatId) ?? { messages: 0, threads: new Set() }
    seen.messages++
    if (threadId !== null) seen.threads.add(threadId)
    perChat.set(chatId, seen)
  }
  return {
    tenantKey: world.tenantKey,
    apps: [...world.apps.values()].map((app) => ({
      id: app.id,
      botName: app.botName,
      botOpenId: app.botOpenId,
      published: app.published,
      scopes: app.scopes === 'all' ? 'all' : [...app.scopes],
      eventUrl: app.eventUrl,
      callbackUrl: app.callbackUrl,
    })),
    departments: [...world.departments.values()],
    people: [...world.people.values()].map(({ stopped, ...person }) => ({ ...person, stopped: [...stopped] })),
    chats: [...world.chats.values()].map(({ people, bots, ...chat }) => {
      const { messages = 0, threads = [] } = perChat.get(chat.id) ?? {}
      return { ...chat, people: [...people], bots: [...bots], messages, threads: [...threads] }
    }),
  }
}
