/** @import { Env } from './env.js' */

/** What the page itself says on a card, beside what the card says. */
const pairs = {
  expired: { zh: '卡片已过期', en: 'This card has expired' },
  unsupported: {
    zh: '请升级至最新版本客户端，以查看内容',
    en: 'Please update to the latest version of the app to view this content',
  },
  notDrawn: { zh: '卡片加载失败', en: 'The card could not be loaded' },
  oldSchema: {
    zh: '这里只显示 2.0 结构的卡片，这张卡片的正文没有显示。',
    en: 'Only cards of schema 2.0 are drawn here; the body of this one is not shown.',
  },
  required: { zh: '此项必填', en: 'This field is required' },
  tooLong: {
    zh: (/** @type {number} */ most) => `最多 ${most} 个字`,
    en: (/** @type {number} */ most) => `At most ${most} characters`,
  },
  unfinished: { zh: '日期或时间没有填完整', en: 'The date or time is not complete' },
  choose: { zh: '请选择', en: 'Please choose' },
  more: { zh: '更多', en: 'More' },
  goOn: { zh: '确定', en: 'OK' },
  cancel: { zh: '取消', en: 'Cancel' },
  close: { zh: '关闭', en: 'Close' },
  everyone: { zh: '所有人', en: 'all' },
  unknownPerson: { zh: '未知用户', en: 'Unknown user' },
  chart: { zh: '图表', en: 'Chart' },
  chartFailed: { zh: '图表加载失败', en: 'The chart could not be loaded' },
  table: { zh: '表格', en: 'Table' },
  previous: { zh: '上一页', en: 'Previous page' },
  next: { zh: '下一页', en: 'Next page' },
  openLink: { zh: '打开链接', en: 'Open the link' },
  picture: { zh: '图片', en: 'Picture' },
  pictureFailed: { zh: '图片加载失败', en: 'The picture could not be loaded' },
  enlarge: { zh: '查看大图', en: 'Enlarge' },
}

/** @typedef {{ readonly [Name in keyof typeof pairs]: (typeof pairs)[Name]['zh'] }} Words */

const entries = Object.entries(pairs)
const zh = /** @type {Words} */ (Object.fromEntries(entries.map(([name, pair]) => [name, pair.zh])))
const en = /** @type {Words} */ (Object.fromEntries(entries.map(([name, pair]) => [name, pair.en])))

/**
 * @param {Env['language']} language
 * @returns {Words}
 */
export function wordsOf(language) {
  return language === 'zh_cn' ? zh : en
}
