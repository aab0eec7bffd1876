import { longestAbout, longestForm, type SessionGap } from '#src/domain/study-session.ts'

/** How a session is noted in words, wherever that is said. */
export const noteExample = '学习 记录 9月3日 集中学习 32人 校长解读标准'

export const studyButtons = {
  start: '在本群每天学一项',
  stop: '停止每天一项',
  openItem: '看完整要求',
  openSession: '记录一次学习',
  noteSession: '保存这次学习',
} as const

export const sessionLabels = { day: '日期', form: '形式', about: '内容', people: '人数' } as const

export const studySaid = {
  started: '好的，上学日16:00后在本群发一项，不用回复。',
  runsHere: '本群已经在每天学一项。',
  stopped: '已停止。再开始时接着往下学。',
  notRunning: '现在没有在每天学一项。',
  allSent: '各项都已发过。',
  ended: '活动已结束，不再每天发；学习还可以记录。',
  startInGroup: '请在要学习的群里 @我 发送「学习 开始」。',
  groupOfOther: '这个群在领导另一个整改活动，请换一个群。',
  notSentYet: '这一项还没有发到群里。',
  sentToday: '今天已经单独发给您了，请看与我的聊天。',
  noted: '这次学习已记下。',
  notedAlready: '这次学习已经记过了，没有重复记。',
  changedMeanwhile: '刚才有人记过学习。您填的还在下面，看看是不是同一次，不是就再保存一次。',
  withdrawn: (no: number) => `已撤下第${no}项。`,
  nothingToWithdraw: (no: number) => `没有第${no}项记录，发送「学习」看有哪些。`,
} as const

/** Why a session cannot be noted as it was given, and what to write. */
export const sessionGaps: Readonly<Record<SessionGap, string>> = {
  'day-unreadable': '日期没有看懂，请写成：9月3日，或 2026-09-03。',
  'day-ahead': '这一天还没有到，学习过以后再记；上一年的请连年份一起写。',
  'day-too-old': '日期早了两年以上，请核对。',
  'form-missing': `请写学习的形式，如：集中学习、专题讲座、宣传栏。用发话的方式可以写：${noteExample}`,
  'form-too-long': `「形式」请不超过${longestForm}个字。用发话的方式，请按「日期 形式 人数 内容」用空格分开，如：${noteExample}`,
  'about-missing': `请写学了什么，如：校长解读标准。用发话的方式可以写：${noteExample}`,
  'about-too-long': `「内容」请不超过${longestAbout}个字。`,
  'people-unreadable': '「人数」请写一个数字，如：32；没有统计就空着。',
}
