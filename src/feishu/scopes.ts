/** A permission of the console (权限管理), and what is not done without it. */
export type Scope = {
  readonly scope: string
  /** Broader ones that do as well (pages of the calls). */
  readonly or: readonly string[]
  /** What it is for, in both languages of whoever runs the bot. */
  readonly for: { readonly zh: string; readonly en: string }
}

const wholeDirectory = ['contact:contact:readonly', 'contact:contact:readonly_as_app', 'contact:contact:access_as_app']

/** Those without which something of the bot does not work; README and docs/platform-notes.md list the same. */
export const neededScopes: readonly Scope[] = [
  {
    scope: 'im:message:send_as_bot',
    or: ['im:message', 'im:message:send'],
    for: { zh: '发消息和卡片', en: 'sending messages and cards' },
  },
  {
    scope: 'im:message.p2p_msg:readonly',
    or: ['im:message.p2p_msg', 'im:message'],
    for: { zh: '收私聊消息', en: 'hearing people in private' },
  },
  {
    scope: 'im:message.group_at_msg:readonly',
    or: ['im:message.group_at_msg', 'im:message'],
    for: { zh: '收群里@它的消息', en: 'hearing mentions in groups' },
  },
  {
    scope: 'im:chat:readonly',
    or: ['im:chat'],
    for: { zh: '知道群和领导小组成员', en: 'groups and their members' },
  },
  { scope: 'im:resource', or: [], for: { zh: '发总结文件和照片', en: "the summary's file, photos on cards" } },
  {
    scope: 'im:message:readonly',
    or: ['im:message'],
    for: { zh: '收照片和文件作佐证', en: 'photos and files sent as evidence' },
  },
  {
    scope: 'contact:contact.base:readonly',
    or: wholeDirectory,
    for: { zh: '读通讯录', en: 'the directory' },
  },
  { scope: 'contact:user.base:readonly', or: wholeDirectory, for: { zh: '老师的姓名', en: 'names of people' } },
  {
    scope: 'contact:department.base:readonly',
    or: wholeDirectory,
    for: { zh: '部门的名称', en: 'names of departments' },
  },
  {
    scope: 'contact:department.organize:readonly',
    or: wholeDirectory,
    for: { zh: '部门的成员和负责人', en: 'members and heads of departments' },
  },
]
