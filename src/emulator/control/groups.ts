import type { Platform } from '../platform.ts'
import { emptyChat } from '../world/chats.ts'
import { hasScope, idsOf } from '../world/people.ts'
import type { App, Chat, Person } from '../world/world.ts'
import { idOf, type Ref, the } from './refs.ts'

export type GroupHandle = { readonly id: string; readonly name: string }

/** What people do to groups in their client. */
export type GroupControl = {
  /** The first member owns the group. */
  addGroup(made: {
    name: string
    members: readonly Ref[]
    mode?: 'group' | 'topic'
    threadReplies?: boolean
  }): GroupHandle
  addMember(group: Ref, person: Ref): void
  removeMember(group: Ref, person: Ref): void
  /** im.chat.member.bot.added_v1. The operator is the owner unless said otherwise. */
  addBot(group: Ref, app: Ref, operator?: Ref): Promise<void>
  removeBot(group: Ref, app: Ref, operator?: Ref): Promise<void>
  /** Whether the owner lets bots speak (230018). */
  letBotsSpeak(group: Ref, may: boolean): void
  dissolve(group: Ref): void
}

const scopes = ['im:chat', 'im:chat.members:bot_access', 'im:chat:readonly']

export function groupControl(platform: Platform): GroupControl {
  const { world } = platform
  const tell = (what: 'added' | 'deleted', chat: Chat, app: App, operator: Person) => {
    if (!hasScope(app, ...scopes)) return
    const event = {
      chat_id: chat.id,
      operator_id: idsOf(world, app, operator),
      external: false,
      operator_tenant_key: world.tenantKey,
      name: chat.name,
      i18n_names: { zh_cn: chat.name, en_us: '', ja_jp: '' },
    }
    platform.emit(app.id, `im.chat.member.bot.${what}_v1`, event, chat.id)
  }
  const changed = (id: string) => world.news.tell({ kind: 'chat', id })
  const operatorOf = (chat: Chat, ref: Ref | undefined): Person => the(world, 'people', ref ?? chat.owner ?? '')
  return {
    addGroup({ name, members, mode = 'group', threadReplies = true }) {
      const people = members.map((each) => the(world, 'people', each).id)
      const chat: Chat = {
        ...emptyChat(world.ids.next('oc_'), platform.now()),
        ...{ kind: 'group', mode, name, threadReplies },
        owner: people[0] ?? null,
        people: new Set(people),
        bots: new Set(),
      }
      world.chats.set(chat.id, chat)
      changed(chat.id)
      return { id: chat.id, name }
    },
    addMember(group, person) {
      the(world, 'chats', group).people.add(the(world, 'people', person).id)
      changed(idOf(group))
    },
    removeMember(group, person) {
      the(world, 'chats', group).people.delete(the(world, 'people', person).id)
      changed(idOf(group))
    },
    async addBot(group, app, operator) {
      const chat = the(world, 'chats', group)
      const added = the(world, 'apps', app)
      if (!added.published || !added.botAbility) throw new Error(`${added.botName} cannot be found by anybody yet`)
      chat.bots.add(added.id)
      changed(chat.id)
      tell('added', chat, added, operatorOf(chat, operator))
    },
    async removeBot(group, app, operator) {
      const chat = the(world, 'chats', group)
      const removed = the(world, 'apps', app)
      chat.bots.delete(removed.id)
      changed(chat.id)
      tell('deleted', chat, removed, operatorOf(chat, operator))
    },
    letBotsSpeak(group, may) {
      the(world, 'chats', group).botsMaySpeak = may
    },
    dissolve(group) {
      the(world, 'chats', group).dissolved = true
      changed(idOf(group))
    },
  }
}
