import { z } from 'zod'
import type { ChatId, OpenId } from '#src/domain/ids.ts'
import type { RosterEvent } from '#src/events.ts'
import type { Header } from './parse.ts'

const openId = z.string().min(1)
const botAdded = z.object({
  chat_id: z.string().min(1),
  operator_id: z.object({ open_id: openId }),
  name: z.string().catch(''),
})
const botRemoved = z.object({ chat_id: z.string().min(1) })
/** Of a person only the id is read: the page says that what else stands there may be incomplete, so it is asked for. */
const person = z.object({ object: z.object({ open_id: openId }) })
const menu = z.object({
  operator: z.object({ operator_id: z.object({ open_id: openId }) }),
  event_key: z.string().min(1),
})

/** Who is where has changed; null for another type, an unknown shape, or no id to be claimed by. */
export function parseRoster(header: Header, event: unknown): RosterEvent | null {
  if (header.id === '') return null
  const { id } = header
  switch (header.type) {
    case 'im.chat.member.bot.added_v1': {
      const read = botAdded.safeParse(event).data
      if (read === undefined) return null
      const by = read.operator_id.open_id as OpenId
      return { kind: 'bot-added', id, chat: read.chat_id as ChatId, by, name: read.name }
    }
    case 'im.chat.member.bot.deleted_v1': {
      const read = botRemoved.safeParse(event).data
      return read === undefined ? null : { kind: 'bot-removed', id, chat: read.chat_id as ChatId }
    }
    case 'contact.user.deleted_v3': {
      const read = person.safeParse(event).data
      return read === undefined ? null : { kind: 'person-left', id, person: read.object.open_id as OpenId }
    }
    case 'contact.user.created_v3':
    case 'contact.user.updated_v3': {
      const read = person.safeParse(event).data
      return read === undefined ? null : { kind: 'person-changed', id, person: read.object.open_id as OpenId }
    }
    case 'application.bot.menu_v6': {
      const read = menu.safeParse(event).data
      if (read === undefined) return null
      return { kind: 'menu', id, person: read.operator.operator_id.open_id as OpenId, key: read.event_key }
    }
    default:
      return null
  }
}
