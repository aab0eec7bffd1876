import type { Answer, Call, Endpoint } from './endpoint.ts'
import { PlatformError } from './error.ts'

export const bot: readonly Endpoint[] = [
  { method: 'get', path: '/open-apis/bot/v3/info', scopes: [], run: info },
  {
    method: 'get',
    path: '/open-apis/event/v1/outbound_ip',
    scopes: ['event:ip_list'],
    run: () => ({ data: { ip_list: ['127.0.0.1'], has_more: false } }),
  },
]

/** An old page: the result stands under `bot`, not under `data`. */
function info({ app }: Call): Answer {
  if (!app.botAbility) throw new PlatformError(11205, 'app do not have bot', 200)
  return {
    whole: {
      code: 0,
      msg: 'ok',
      bot: {
        activate_status: app.published ? 2 : 0,
        app_name: app.botName,
        avatar_url: '',
        ip_white_list: [],
        open_id: app.botOpenId,
      },
    },
  }
}
