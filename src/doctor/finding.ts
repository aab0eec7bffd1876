import { MessengerError } from '#src/ports.ts'
import { explain } from '../feishu/explain.ts'

/** What is said in both languages an operator may ask for. */
export type Words = { readonly zh: string; readonly en: string }

/** What is looked at, in this order. */
export const subjects = {
  node: { zh: 'Node', en: 'Node' },
  settings: { zh: '设置', en: 'Settings' },
  disk: { zh: '磁盘', en: 'Disk' },
  zone: { zh: '时区', en: 'Time zone' },
  platform: { zh: '飞书', en: 'Platform' },
  clock: { zh: '时钟', en: 'Clock' },
  credentials: { zh: '应用凭证', en: 'Credentials' },
  bot: { zh: '机器人', en: 'Bot' },
  scopes: { zh: '权限', en: 'Scopes' },
  range: { zh: '通讯录范围', en: 'Directory range' },
  port: { zh: '端口', en: 'Port' },
  database: { zh: '数据库', en: 'Database' },
  callback: { zh: '卡片点击', en: 'Presses' },
  events: { zh: '收消息', en: 'Messages' },
} as const satisfies Readonly<Record<string, Words>>
export type Subject = keyof typeof subjects

/** `look`: it works, but somebody should know. `skipped`: something before it has to be put right first. */
export type Mark = 'fine' | 'look' | 'wrong' | 'skipped'

/** One line: what was found, and what to do about it. Never holds a secret. */
export type Finding = {
  readonly about: Subject
  readonly mark: Mark
  readonly says: Words
  readonly todo?: Words
}

export function fine(about: Subject, says: Words): Finding {
  return { about, mark: 'fine', says }
}

export function look(about: Subject, says: Words, todo: Words): Finding {
  return { about, mark: 'look', says, todo }
}

export function wrong(about: Subject, says: Words, todo: Words): Finding {
  return { about, mark: 'wrong', says, todo }
}

export function skipped(about: Subject, says: Words): Finding {
  return { about, mark: 'skipped', says }
}

const publish = '然后在「版本管理与发布」创建新版本并发布'
const byCode: Readonly<Record<number, string>> = {
  10003: '到开发者后台「凭证与基础信息」重新复制 App ID 和 App Secret',
  10014: '到开发者后台「凭证与基础信息」重新复制 App ID 和 App Secret，再重启机器人',
  10015: '到开发者后台「凭证与基础信息」重新复制 App Secret，再重启机器人',
  11205: `到开发者后台「添加应用能力」添加机器人，${publish}`,
  230006: `到开发者后台「添加应用能力」添加机器人，${publish}`,
  230013: `这位老师不在应用的「可用范围」里：在「版本管理与发布」里扩大，${publish}`,
  230002: '机器人不在这个群里：在群设置里添加',
  230053: '这位老师停用了机器人的消息：请本人在与机器人的聊天里重新开启',
  40004: `在「权限管理」里扩大「通讯录权限范围」，${publish}`,
  99991401: '在开发者后台「安全设置」的「IP 白名单」里加上这台机器的出口地址',
  99991403: '本月接口调用次数已用完：提高额度，或等到下月',
  99991672: `到开发者后台「权限管理」开通，${publish}`,
}
const byKind: Partial<Readonly<Record<MessengerError['kind'], string>>> = {
  again: '平台要求稍后再试：过一分钟再运行一次',
  unknown: '没有得到可用的回答：检查网络，以及 FEISHU_DOMAIN 是否就是飞书的地址',
  address: '平台说送不到：核对这个人或群',
  settings: '检查开发者后台里的设置和 FEISHU_DOMAIN',
}

/** What to do about a failure of the outside, with the platform's code where there is one. Bugs are thrown on. */
export function sayTrouble(error: unknown): { readonly code: string; readonly todo: Words } {
  if (!(error instanceof MessengerError)) throw error
  const zh = (error.code === null ? undefined : byCode[error.code]) ?? byKind[error.kind] ?? '请把这个代码告诉开发者'
  const { operator } = explain(error)
  return { code: error.code === null ? '' : ` (${error.code})`, todo: { zh, en: operator.replace(/\.$/, '') } }
}
