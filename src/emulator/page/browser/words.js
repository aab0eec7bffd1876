/** @typedef {'zh_cn' | 'en_us'} Language */

/** Everything the page itself says, in both of its languages. What people and bots write stays as it is. */
const pairs = {
  title: { zh: '对标 · 聊天', en: 'Duibiao · Chat' },
  skipToChat: { zh: '跳到输入框', en: 'Skip to the message box' },
  close: { zh: '关闭', en: 'Close' },
  back: { zh: '返回', en: 'Back' },
  loading: { zh: '正在打开…', en: 'Opening…' },
  serverGone: { zh: '连接断开了，正在重新连接…', en: 'The connection is lost; trying again…' },
  nobodyYet: { zh: '这里还没有人。', en: 'There is nobody here yet.' },
  nobodyYetHint: { zh: '有了人员和群聊，这里会自动显示。', en: 'People and chats show up here once they are added.' },
  notFound: {
    zh: '地址里的人找不到了，换成了另一位。',
    en: 'The person in this address is not here; this is somebody else.',
  },

  chats: { zh: '聊天', en: 'Chats' },
  noChats: { zh: '还没有聊天', en: 'No chats yet' },
  pickChat: { zh: '从左边选一个聊天', en: 'Pick a chat on the left' },
  noMessages: { zh: '还没有消息', en: 'No messages yet' },
  unread: { zh: (/** @type {number} */ n) => `${n} 条未读`, en: (/** @type {number} */ n) => `${n} unread` },
  members: { zh: (/** @type {number} */ n) => `${n} 人`, en: (/** @type {number} */ n) => `${n} people` },
  bot: { zh: '机器人', en: 'Bot' },
  today: { zh: '今天', en: 'Today' },
  yesterday: { zh: '昨天', en: 'Yesterday' },
  older: { zh: '更早的消息', en: 'Earlier messages' },
  messagesOf: {
    zh: (/** @type {string} */ name) => `${name}的消息`,
    en: (/** @type {string} */ name) => `Messages of ${name}`,
  },
  fresh: {
    zh: (/** @type {number} */ n) => `${n} 条新消息`,
    en: (/** @type {number} */ n) => (n === 1 ? '1 new message' : `${n} new messages`),
  },
  toNewest: { zh: '回到最新消息', en: 'To the newest messages' },
  edited: { zh: '已编辑', en: 'edited' },
  recalled: {
    zh: (/** @type {string} */ name) => `${name}撤回了一条消息`,
    en: (/** @type {string} */ name) => `${name} recalled a message`,
  },
  recalledOwn: { zh: '你撤回了一条消息', en: 'You recalled a message' },
  gone: { zh: '消息已撤回', en: 'This message was recalled' },
  reply: { zh: '回复', en: 'Reply' },
  replyInThread: { zh: '在话题中回复', en: 'Reply in thread' },
  recall: { zh: '撤回', en: 'Recall' },
  replies: {
    zh: (/** @type {number} */ n) => `${n} 条回复`,
    en: (/** @type {number} */ n) => (n === 1 ? '1 reply' : `${n} replies`),
  },
  thread: { zh: '话题', en: 'Thread' },
  closeThread: { zh: '关闭话题', en: 'Close the thread' },
  picture: { zh: '图片', en: 'Picture' },
  openPicture: { zh: '查看图片', en: 'View the picture' },
  card: { zh: '[卡片]', en: '[Card]' },
  sticker: { zh: '[表情]', en: '[Sticker]' },
  download: { zh: '下载', en: 'Download' },
  took: { zh: (/** @type {number} */ ms) => `用时 ${ms} 毫秒`, en: (/** @type {number} */ ms) => `took ${ms} ms` },

  dissolved: { zh: '群已解散，不能再发消息', en: 'This group was dissolved; nothing can be sent' },
  'not-a-member': { zh: '你不在这个聊天里', en: 'You are not in this chat' },
  resigned: { zh: '这位同事已离职，不能再发消息', en: 'This colleague has left; nothing can be sent' },
  writeTo: {
    zh: (/** @type {string} */ name) => `发给 ${name}`,
    en: (/** @type {string} */ name) => `Message ${name}`,
  },
  writeInThread: { zh: '回复话题', en: 'Reply in the thread' },
  send: { zh: '发送', en: 'Send' },
  sending: {
    zh: (/** @type {number} */ n, /** @type {number} */ of) => `正在发送 ${n}/${of}…`,
    en: (/** @type {number} */ n, /** @type {number} */ of) => `Sending ${n} of ${of}…`,
  },
  mention: { zh: '@ 提到某人', en: 'Mention somebody' },
  mentionList: { zh: '可以提到的人', en: 'People to mention' },
  everybody: { zh: '所有人', en: 'everybody' },
  everybodyHint: { zh: '通知群里每个人', en: 'everybody in the group' },
  attach: { zh: '添加照片或文件', en: 'Add photos or files' },
  attachHint: { zh: '照片不超过 10 MB，文件不超过 100 MB', en: 'photos up to 10 MB, files up to 100 MB' },
  attached: { zh: '待发送的文件', en: 'Files to be sent' },
  detach: {
    zh: (/** @type {string} */ name) => `不发送 ${name}`,
    en: (/** @type {string} */ name) => `Do not send ${name}`,
  },
  dropHere: { zh: '松开，放进输入框', en: 'Let go to add them to the message' },
  photoTooBig: {
    zh: (/** @type {string} */ name) => `照片“${name}”超过 10 MB，没有添加`,
    en: (/** @type {string} */ name) => `The photo “${name}” is larger than 10 MB and was not added`,
  },
  fileTooBig: {
    zh: (/** @type {string} */ name) => `文件“${name}”超过 100 MB，没有添加`,
    en: (/** @type {string} */ name) => `The file “${name}” is larger than 100 MB and was not added`,
  },
  fileEmpty: {
    zh: (/** @type {string} */ name) => `“${name}”是空的，没有添加`,
    en: (/** @type {string} */ name) => `“${name}” is empty and was not added`,
  },
  willMention: { zh: '会提醒', en: 'Will notify' },
  unclear: {
    zh: (/** @type {string} */ name) => `有几位“${name}”，请输入 @ 从列表里选`,
    en: (/** @type {string} */ name) => `Several people are called “${name}”: type @ and pick one`,
  },
  mentionBot: { zh: '在群里，机器人只看得到 @ 它的消息', en: 'In a group the bot sees only what mentions it' },
  filesInGroup: {
    zh: '群里的文件机器人看不到，请在私聊里发给它',
    en: 'The bot does not see files in a group: send them in the private chat',
  },
  replyingTo: {
    zh: (/** @type {string} */ name) => `回复 ${name}`,
    en: (/** @type {string} */ name) => `Reply to ${name}`,
  },
  noReply: { zh: '取消回复', en: 'Do not reply' },
  sendKeys: { zh: 'Enter 发送，Shift+Enter 换行', en: 'Enter sends, Shift+Enter makes a new line' },

  iAm: { zh: '我是', en: 'I am' },
  switchPerson: { zh: '换一个人', en: 'Be somebody else' },
  findPerson: { zh: '搜索姓名、职务或部门', en: 'Search by name, title or department' },
  people: { zh: '人员', en: 'People' },
  nobodyFound: { zh: '没有找到', en: 'Nobody found' },
  noDepartment: { zh: '未分部门', en: 'Without department' },
  heads: { zh: '负责人', en: 'Head' },
  hasLeft: { zh: '已离职', en: 'has left' },

  clock: { zh: '时间', en: 'Clock' },
  moveClock: { zh: '让时间往后走', en: 'Move the clock forward' },
  moveClockHint: { zh: '中间该发生的提醒和汇总都会发生。', en: 'Everything that is due on the way happens.' },
  inAnHour: { zh: '一小时后', en: 'In an hour' },
  todayAt: { zh: (/** @type {string} */ at) => `今天 ${at}`, en: (/** @type {string} */ at) => `Today ${at}` },
  tomorrowAt: { zh: (/** @type {string} */ at) => `明天 ${at}`, en: (/** @type {string} */ at) => `Tomorrow ${at}` },
  nextMonday: {
    zh: (/** @type {string} */ at) => `下周一 ${at}`,
    en: (/** @type {string} */ at) => `Next Monday ${at}`,
  },
  chooseTime: { zh: '选一个时间', en: 'Choose a time' },
  goThere: { zh: '前往', en: 'Go' },
  onlyForward: { zh: '时间只能往后走，请选晚于现在的时间', en: 'The clock only goes forward: choose a time after now' },
  passing: { zh: '时间正在过去…', en: 'Time is passing…' },
  arrived: { zh: (/** @type {string} */ at) => `现在是 ${at}`, en: (/** @type {string} */ at) => `It is ${at} now` },

  settings: { zh: '语言和外观', en: 'Language and looks' },
  language: { zh: '语言', en: 'Language' },
  theme: { zh: '外观', en: 'Looks' },
  light: { zh: '浅色', en: 'Light' },
  dark: { zh: '深色', en: 'Dark' },
  system: { zh: '跟随系统', en: 'As the system' },

  tips: { zh: '可以试试', en: 'Things to try' },
  tipsHint: {
    zh: '选一项，就会换成那位老师、打开对应的聊天，照着说明做就行。',
    en: 'Pick one: you become that person in the right chat. Then do what it says.',
  },

  wire: { zh: '接口往来', en: 'The wire' },
  wireHint: {
    zh: '机器人和平台之间的每一次请求，最新的在最上面。',
    en: 'Every request between the bot and the platform, the newest on top.',
  },
  wireEmpty: { zh: '还没有往来', en: 'Nothing yet' },
  wireKind: { zh: '只看', en: 'Show' },
  all: { zh: '全部', en: 'All' },
  api: { zh: '接口调用', en: 'API calls' },
  event: { zh: '事件', en: 'Events' },
  callback: { zh: '卡片回调', en: 'Callbacks' },
  challenge: { zh: '地址校验', en: 'Challenges' },
  ok: { zh: '成功', en: 'ok' },
  failed: { zh: '失败', en: 'failed' },
  attempt: { zh: (/** @type {number} */ n) => `第 ${n} 次`, en: (/** @type {number} */ n) => `attempt ${n}` },
  request: { zh: '请求', en: 'Request' },
  answer: { zh: '响应', en: 'Answer' },
  payload: { zh: '内容', en: 'Payload' },
  ms: { zh: (/** @type {number} */ n) => `${n} 毫秒`, en: (/** @type {number} */ n) => `${n} ms` },

  platformError: {
    zh: (/** @type {number} */ code) => `出错了，请稍后重试 code: ${code}`,
    en: (/** @type {number} */ code) => `Something went wrong, please try again later. code: ${code}`,
  },
  stale: { zh: '卡片已更新，请再看一眼', en: 'The card has changed: please look again' },
  notPressed: {
    zh: '没有点成，请看看程序是否还在运行',
    en: 'The press did not go through: see whether the program is still running',
  },
  notSent: {
    zh: (/** @type {string} */ why) => (why === '' ? '没有发出去，请看看程序是否还在运行' : `没有发出去：${why}`),
    en: (/** @type {string} */ why) =>
      why === '' ? 'Not sent: see whether the program is still running' : `Not sent: ${why}`,
  },
  notDone: {
    zh: (/** @type {string} */ why) => (why === '' ? '没有成功，请看看程序是否还在运行' : `没有成功：${why}`),
    en: (/** @type {string} */ why) =>
      why === '' ? 'It did not work: see whether the program is still running' : `It did not work: ${why}`,
  },
}

/** @typedef {{ readonly [K in keyof typeof pairs]: (typeof pairs)[K]['zh'] }} Words */

/**
 * @param {'zh' | 'en'} key
 * @returns {Words}
 */
function dictionary(key) {
  return /** @type {Words} */ (Object.fromEntries(Object.entries(pairs).map(([name, pair]) => [name, pair[key]])))
}

/** @type {Readonly<Record<Language, Words>>} */
const dictionaries = { zh_cn: dictionary('zh'), en_us: dictionary('en') }

/**
 * The words of the page in a language.
 * @param {Language} language
 */
export function wordsIn(language) {
  return dictionaries[language]
}

/**
 * One of two sentences, by the language.
 * @param {{ readonly zh: string, readonly en: string }} pair
 * @param {Language} language
 */
export function said(pair, language) {
  return language === 'zh_cn' ? pair.zh : pair.en
}
