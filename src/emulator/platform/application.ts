import type { Answer, Call, Endpoint } from './endpoint.ts'
import { endpoints } from './endpoints.ts'

export const application: readonly Endpoint[] = [
  { method: 'get', path: '/open-apis/application/v6/scopes', scopes: [], run: scopes },
]

/** Scopes that let something in or show a field, without a call that asks for them. */
const beyondCalls = [
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'im:message.group_msg',
  'im:chat.members:bot_access',
  'contact:department.base:readonly',
  'contact:user.base:readonly',
  'contact:user.department:readonly',
  'contact:user.employee:readonly',
  'contact:user.employee_id:readonly',
]

/**
 * What was applied for and whether the tenant has granted it (1) or not (2), from the page 查询租户授权状态. How an
 * application shows that no published version has brought to the tenant yet is not said: here as not granted.
 */
function scopes({ app }: Call): Answer {
  const everything = [...new Set([...endpoints.flatMap((each) => each.scopes), ...beyondCalls])]
  const applied = app.scopes === 'all' ? everything : [...app.scopes]
  const status = app.published ? 1 : 2
  return { data: { scopes: applied.map((scope_name) => ({ scope_name, grant_status: status })) } }
}
