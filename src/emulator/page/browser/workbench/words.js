const pairs = {
  title: { zh: '卡片工作台', en: 'Card workbench' },
  intro: {
    zh: '把卡片 JSON 写在这里，先看它在飞书里的样子，再发到真正的企业。',
    en: 'Write card JSON here and see how it will look before it meets a real tenant.',
  },
  example: { zh: '示例', en: 'Example' },
  own: { zh: '（自己写的）', en: '(your own)' },
  source: { zh: '卡片 JSON', en: 'Card JSON' },
  drawing: { zh: '显示效果', en: 'Drawing' },
  width: { zh: '宽度', en: 'Width' },
  phone: { zh: '手机', en: 'Phone' },
  desk: { zh: '电脑', en: 'Desktop' },
  theme: { zh: '外观', en: 'Appearance' },
  light: { zh: '浅色', en: 'Light' },
  dark: { zh: '深色', en: 'Dark' },
  language: { zh: '语言', en: 'Language' },
  answer: { zh: '按下之后', en: 'After a press' },
  back: { zh: '没有新卡片，恢复原值', en: 'No new card: the values snap back' },
  waits: { zh: '一直等待', en: 'Keep waiting' },
  expired: { zh: '已过期', en: 'Expired' },
  verdict: { zh: '平台的检查', en: 'What the platform says' },
  taken: { zh: '平台会接受这张卡片。', en: 'The platform would take this card.' },
  refused: { zh: '平台会拒绝这张卡片：', en: 'The platform would refuse this card:' },
  notChecked: { zh: '现在检查不了，请稍后再试。', en: 'It cannot be checked now, please try again.' },
  notJson: { zh: '这不是 JSON：', en: 'This is not JSON: ' },
  sent: { zh: '会发送的内容', en: 'What would be sent' },
  nothing: { zh: '还没有按过。', en: 'Nothing was pressed yet.' },
}

/** @typedef {{ readonly [Name in keyof typeof pairs]: string }} Words */

const entries = Object.entries(pairs)
const zh = /** @type {Words} */ (Object.fromEntries(entries.map(([name, pair]) => [name, pair.zh])))
const en = /** @type {Words} */ (Object.fromEntries(entries.map(([name, pair]) => [name, pair.en])))

/** What the workbench says, in each language. */
export const workbenchWords = { zh_cn: zh, en_us: en }
