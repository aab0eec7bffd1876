import { ServerError } from './api.js'

/** @import { Language } from './words.js' */

/**
 * What the platform's client or the server refuses, in words for school staff. What is not listed is shown as it came: better
 * an English sentence than none.
 * @type {readonly (readonly [RegExp, string])[]}
 */
const chinese = [
  [/^required: (.*)$/s, '请填写“$1”'],
  [/no more than (\d+) characters can be typed$/, '最多只能输入 $1 个字'],
  [/this input has one line$/, '这里只能写一行'],
  [/^(.*) is no date or time of this control$/, '“$1”不是这里能用的日期或时间'],
  [/there is no option (.*)$/, '没有“$1”这个选项'],
  [/^(?:.*: )?\S+ cannot be chosen$/, '不能选这个人'],
  [/^the (?:control|field .*) is disabled$/, '这里现在不能用'],
  [/^the card has no (?:button|control)|^the form has no field|^several controls/, '卡片上找不到这一项，请再看一眼'],
  [/^cards are alive for 14 days$/, '这张卡片已超过 14 天，不能再点了'],
  [/does not see this message$|^the message is not a card/, '这条消息已经看不到了'],
  [/^the dialog was cancelled$/, '已取消'],
  [/is not in the chat/, '你不在这个聊天里'],
  [/cannot find the bot (.*)$/, '现在找不到机器人“$1”：没有发布，或者你不在可用范围内'],
  [/has no input box/, '机器人没有开通接收私聊消息的权限'],
  [/^234010 /, '文件是空的'],
  [/^234006 |^the body is too long$/, '文件太大了'],
  [/^234011 /, '认不出这张图片的格式'],
  [/^234039 /, '图片的长或宽太大了'],
  [/^the clock only goes forward$/, '时间只能往后走'],
  [/^the clock is being moved already$/, '时间正在过去，请稍等'],
  [/^more than a year at once/, '一次最多走一年'],
  [/^this clock cannot be moved/, '这里的时间不能调'],
  [/^the demonstration is being stopped$/, '演示程序正在停止'],
]

/**
 * Why something was refused, in the reader's language.
 * @param {string} why as the server says it
 * @param {Language} language
 */
export function refusal(why, language) {
  const known = language === 'zh_cn' ? chinese.find(([pattern]) => pattern.test(why)) : undefined
  if (known === undefined) return why
  const [pattern, sentence] = known
  return sentence.replaceAll('$1', pattern.exec(why)?.[1] ?? '')
}

/**
 * What an error of the api has to say; '' when the server was not there.
 * @param {unknown} error
 * @param {Language} language
 */
export function reasonOf(error, language) {
  if (!(error instanceof ServerError)) throw error
  return refusal(error.message, language)
}
