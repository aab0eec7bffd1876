import { z } from 'zod'
import type { ChatId, OpenId } from '#src/domain/ids.ts'
import { type Connection, readAnswer } from './connection.ts'
import { everyPage } from './pages.ts'

/** How the app stands in its tenant (bot info page): `ready`, or what keeps it from working. */
export type Activation = 'ready' | 'not-installed' | 'stopped' | 'not-enabled' | 'lapsed'

/** What an administrator has set in the developer console, as far as the platform tells; for whoever checks it. */
export type Console = {
  self(): Promise<{ readonly name: string; readonly activation: Activation }>
  /** Scopes the tenant has granted. */
  scopes(): Promise<ReadonlySet<string>>
  /** The directory range: departments with all below them, and people named one by one. */
  range(): Promise<{ readonly departments: readonly string[]; readonly people: readonly OpenId[] }>
  /** Groups the bot is in. */
  groups(): Promise<readonly { readonly chat: ChatId; readonly name: string }[]>
}

const bot = z.object({ bot: z.object({ app_name: z.string().catch(''), activate_status: z.number().catch(2) }) })
const grants = z.object({
  data: z.object({ scopes: z.array(z.object({ scope_name: z.string(), grant_status: z.number() })).nullish() }),
})
const range = z.object({
  data: z.object({ department_ids: z.array(z.string()).nullish(), user_ids: z.array(z.string()).nullish() }),
})
const groups = z.object({
  data: z.object({ items: z.array(z.object({ chat_id: z.string().min(1), name: z.string().nullish() })).nullish() }),
})

const activations: Readonly<Record<number, Activation>> = {
  0: 'not-installed',
  1: 'stopped',
  2: 'ready',
  3: 'not-enabled',
  4: 'not-enabled',
  5: 'lapsed',
  6: 'lapsed',
}

/** Over the platform's API; everything that fails is a `MessengerError`. */
export function makeConsole({ call, client }: Connection): Console {
  return {
    async self() {
      const answer = await call((auth) => client.request({ method: 'GET', url: '/open-apis/bot/v3/info' }, auth))
      const { app_name, activate_status } = readAnswer(bot, answer, 'bot info').bot
      return { name: app_name, activation: activations[activate_status] ?? 'ready' }
    },
    async scopes() {
      const answer = await call((auth) => client.application.v6.scope.list({}, auth))
      const all = readAnswer(grants, answer, 'scopes').data.scopes ?? []
      return new Set(all.filter((one) => one.grant_status === 1).map((one) => one.scope_name))
    },
    async range() {
      const params = { user_id_type: 'open_id', department_id_type: 'open_department_id', page_size: 100 } as const
      const pages = await everyPage('directory range', range, (after) =>
        call((auth) => client.contact.v3.scope.list({ params: { ...params, ...after } }, auth)),
      )
      return {
        departments: pages.flatMap((page) => page.data.department_ids ?? []),
        people: pages.flatMap((page) => (page.data.user_ids ?? []) as OpenId[]),
      }
    },
    async groups() {
      const pages = await everyPage('groups', groups, (after) =>
        call((auth) => client.im.v1.chat.list({ params: { page_size: 100, ...after } }, auth)),
      )
      return pages.flatMap((page) =>
        (page.data.items ?? []).map((one) => ({ chat: one.chat_id as ChatId, name: one.name ?? '' })),
      )
    },
  }
}
