import type { World } from '../world/world.ts'

/** The whole town for whoever looks at it from outside: no secrets, no messages. */
export function stateOf(world: World): object {
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
    chats: [...world.chats.values()].map(({ people, bots, messages: ids, ...chat }) => {
      const threads = new Set(ids.flatMap((id) => world.messages.get(id)?.threadId ?? []))
      return { ...chat, people: [...people], bots: [...bots], messages: ids.length, threads: [...threads] }
    }),
  }
}
