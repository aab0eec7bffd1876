import { application } from './application.ts'
import { bot } from './bot.ts'
import { cardUpdates } from './card-update.ts'
import { chats } from './chats.ts'
import { contact } from './contact.ts'
import type { Endpoint } from './endpoint.ts'
import { changing } from './message-change.ts'
import { reading } from './message-read.ts'
import { sending } from './message-send.ts'
import { uploads } from './uploads.ts'

/** Everything the platform answers, apart from the token. */
export const endpoints: readonly Endpoint[] = [
  ...[...sending, ...changing, ...reading, ...uploads],
  ...[...chats, ...contact, ...bot, ...application, ...cardUpdates],
]
