import type { MessengerError, TroubleKind } from '#src/ports.ts'

/** What went wrong outside, for the two who can do something about it. */
export type Explanation = {
  /** For the log: what to change, and where. */
  readonly operator: string
  /** For the coordinator: what it means and what to do. */
  readonly coordinator: string
}

const published = 'then publish a version of the app: nothing takes effect before'
const askAdmin = '请联系管理员'

/** By the platform's code, where it says more than the kind does (facts page, sections 3.1, 3.2, 3.6 and 6). */
const byCode: Readonly<Record<number, Explanation>> = {
  99991672: {
    operator: `A scope is missing: add it in the developer console under 权限管理, ${published}.`,
    coordinator: `机器人还缺少一项权限，${askAdmin}在飞书开发者后台「权限管理」里开通并发布新版本。`,
  },
  230027: {
    operator: `A scope for this call is missing: compare 权限管理 with the list in the manual, ${published}.`,
    coordinator: `机器人还缺少一项权限，${askAdmin}在飞书开发者后台「权限管理」里开通并发布新版本。`,
  },
  99991401: {
    operator: "The platform refuses this machine's address: add it in the developer console under 安全设置, IP 白名单.",
    coordinator: `机器人所在服务器的地址没有被允许，${askAdmin}在飞书开发者后台的「IP 白名单」里加上。`,
  },
  99991403: {
    operator: 'The monthly quota of API calls of the whole tenant is used up: raise it, or wait for the next month.',
    coordinator: `本月飞书接口的调用次数已经用完，消息会晚些发出；${askAdmin}提高额度。`,
  },
  230006: {
    operator: `The app has no bot: add it in the developer console under 添加应用能力, 机器人, ${published}.`,
    coordinator: `机器人能力还没有开启，${askAdmin}在飞书开发者后台「添加应用能力」里开启并发布新版本。`,
  },
  11205: {
    operator: `The app has no bot: add it in the developer console under 添加应用能力, 机器人, ${published}.`,
    coordinator: `机器人能力还没有开启，${askAdmin}在飞书开发者后台「添加应用能力」里开启并发布新版本。`,
  },
  10003: {
    operator: 'The platform does not take FEISHU_APP_ID and FEISHU_APP_SECRET: copy both again from 凭证与基础信息.',
    coordinator: `机器人的应用凭证不对，${askAdmin}核对 App ID 和 App Secret。`,
  },
  10014: {
    operator: 'FEISHU_APP_ID or FEISHU_APP_SECRET is wrong: copy both again from 凭证与基础信息 and restart.',
    coordinator: `机器人的应用凭证不对，${askAdmin}核对 App ID 和 App Secret。`,
  },
  10015: {
    operator: 'FEISHU_APP_SECRET is wrong, or was reset: copy it again from 凭证与基础信息 and restart.',
    coordinator: `机器人的应用凭证不对，${askAdmin}核对 App ID 和 App Secret。`,
  },
  40004: {
    operator: `A department is outside the app's directory range: widen 通讯录权限范围 in the console, ${published}.`,
    coordinator: `机器人看不到这个部门，${askAdmin}扩大应用的「通讯录权限范围」。`,
  },
  40014: {
    operator: `A department is outside the app's directory range: widen 通讯录权限范围 in the console, ${published}.`,
    coordinator: `机器人看不到这个部门，${askAdmin}扩大应用的「通讯录权限范围」。`,
  },
  41050: {
    operator: `A person is outside the app's directory range: widen 通讯录权限范围 in the console, ${published}.`,
    coordinator: `机器人看不到这位老师的信息，${askAdmin}扩大应用的「通讯录权限范围」。`,
  },
  230013: {
    operator: `The person is outside the app's 可用范围, or has left: widen it in 版本管理与发布, ${published}.`,
    coordinator: `这位老师不在机器人的可用范围内，或已离职；${askAdmin}扩大可用范围，或把条款改派给其他老师。`,
  },
  230029: {
    operator: 'The person has left the tenant: their share has to go to somebody else.',
    coordinator: '这位老师的飞书账号已离职，请把条款改派给其他老师。',
  },
  230053: {
    operator: 'The person has stopped the bot: only they can let it write again, in the chat with it.',
    coordinator: '这位老师停用了机器人的消息，请当面提醒其在飞书里重新开启，或把条款改派给其他老师。',
  },
  230002: {
    operator: 'The bot is not in this chat: add it in the settings of the group.',
    coordinator: '机器人不在这个群里，请在群设置里重新添加机器人。',
  },
  232011: {
    operator: 'The bot is not in this chat: add it in the settings of the group.',
    coordinator: '机器人不在这个群里，请在群设置里重新添加机器人。',
  },
  230018: {
    operator: 'The settings of the group do not let the bot write: the owner of the group can change that.',
    coordinator: '这个群不允许机器人发言，请群主在群设置里放开。',
  },
  230035: {
    operator: 'The bot may not write to this recipient: check the settings of the group and of the tenant.',
    coordinator: `机器人没有在这里发消息的权限，请群主检查群设置，或${askAdmin}。`,
  },
  232009: {
    operator: 'The chat has been dissolved: bind the campaign to another group by /setup there.',
    coordinator: '这个群已经解散，请把机器人加到新的领导小组群，并在那里发送「创建活动」。',
  },
  232006: {
    operator: 'The platform does not know this chat: bind the campaign to a group by /setup there.',
    coordinator: '找不到这个群，请把机器人加到领导小组群，并在那里发送「创建活动」。',
  },
  99992361: {
    operator: 'The open_id belongs to another app: was FEISHU_APP_ID changed over an existing database?',
    coordinator: `机器人换过应用，认不出原来的老师，${askAdmin}检查设置。`,
  },
}

const byKind: Readonly<Record<TroubleKind, Explanation>> = {
  again: {
    operator: 'The platform asks to come back later; it is tried again by itself.',
    coordinator: '飞书这会儿有些忙，稍后会自动重发，不用处理。',
  },
  unknown: {
    operator: 'No usable answer came from FEISHU_DOMAIN; it is tried again under the same key. Is the network up?',
    coordinator: `暂时没有连上飞书，稍后会自动重试；如果一直这样，${askAdmin}检查网络。`,
  },
  address: {
    operator: 'This recipient cannot be reached: see the code in the list of the platform.',
    coordinator: '这条消息没能送达，请核对收件的老师或群是否还在。',
  },
  content: {
    operator: 'The platform refused what was built: a bug or a rule it has changed; please report it with the code.',
    coordinator: `这条消息没能发出，内容都还在；${askAdmin}查看日志。`,
  },
  gone: {
    operator: 'The message was recalled, or is older than 14 days: a new one is needed.',
    coordinator: '原来的卡片已撤回或超过14天，请发送「填报」打开新的卡片。',
  },
  settings: {
    operator: 'A setting of the app stands in the way: check FEISHU_DOMAIN, the credentials and the developer console.',
    coordinator: `机器人的设置有一处需要调整，${askAdmin}查看日志。`,
  },
  duplicate: {
    operator: 'The platform says that this was sent before; nothing to do.',
    coordinator: '这条消息之前已经发出，不用处理。',
  },
}

/** What an error of the outside means, and what to do about it. Says nothing of who, what or which token. */
export function explain(error: Pick<MessengerError, 'code' | 'kind'>): Explanation {
  return (error.code === null ? undefined : byCode[error.code]) ?? byKind[error.kind]
}
