import type { AnswerGap } from '#src/domain/answer.ts'
import type { Day } from '#src/domain/day.ts'
import { type HeadsGap, mostDeputies } from '#src/domain/leading-group.ts'
import type { SummaryChange } from '#src/domain/papers.ts'
import type { Count } from '#src/domain/progress.ts'
import type { NoReminder } from '#src/domain/reminder.ts'
import { nameRequirement } from '#src/domain/requirement-name.ts'
import type { Gap, GapKind } from '#src/domain/summary-gaps.ts'
import { cut, longestName } from './cut.ts'

/**
 * All that staff read and that is not the text of one card alone: short, kind, and never an error's message. Labels are
 * those of the design ("The outside contract"), because other programs look for them.
 */
export const labels = {
  school: '学校名称',
  title: '活动名称',
  standard: '对照标准',
  inspectBy: '自查截止日期',
  coordinator: '联络员',
  head: '组长',
  deputies: '副组长',
  remindHour: '提醒时间',
  holidays: '放假时间',
  earlier: '沿用往年填报',
  review: '审核',
  numbering: '编号',
  spread: '责任人',
  rating: '自评',
  fact: '工作情况',
  shortcoming: '存在问题',
  measure: '整改措施',
  due: '整改时限',
  evidence: '佐证材料',
} as const

export const buttons = {
  openSetup: '开始设置',
  createCampaign: '创建活动',
  saveSettings: '保存设置',
  confirmDivision: '确认分工',
  pageBack: '上一页',
  pageOn: '下一页',
  startWalk: '开始填报',
  continueWalk: '继续填报',
  submitAnswer: '提交并继续',
  keepDraft: '暂存',
  goBack: '上一条',
  skip: '跳过',
  showMine: '查看我的任务',
  showProgress: '查看进度',
  showIssues: '查看台账',
  newIssue: '新增',
  previewReminders: '看会提醒谁',
  sendReminders: '确认催办',
  updateSummary: '更新总结',
} as const

/** Why an answer is not complete yet, and what to do. */
export const answerGaps: Readonly<Record<AnswerGap, string>> = {
  'rating-missing': '请先选择「自评」，已填的内容都还在。',
  'rating-unknown': '请在列表里重新选择「自评」。',
  'fact-missing': '请在「工作情况」里写一句实际做法。',
  'shortcoming-missing': '部分达到或未达到时，请在「存在问题」里写明还差什么。',
  'reason-missing': '选择不适用时，请在「工作情况」里写一句原因。',
  'due-past': '「整改时限」请选今天或以后的日期。',
  'too-long': '每一栏最多1000字，请精简后再提交。',
}

/** Why something was not done, by reason; the reader has done nothing wrong. */
export const refusals = {
  'old-card': '这张卡片已更新，请以最新的一张为准。',
  closed: '活动已结束，不能再修改。需要更正请联系联络员。',
  'not-assigned': '这一条已调整给其他老师，不用再填了。',
  'nothing-assigned': '目前没有分给您的条款，暂时不用填报。',
  'no-campaign': '这里还没有进行中的整改活动。',
  'not-divided': '分工还没有确认，请稍后再来。',
  'check-unclear': '没有看懂。可以发送「体检」，或「体检 确认 17」「体检 请核对 17」「体检 第2页」。',
  'profile-unclear': '没有看懂。可以发送「学校概况」，换行后一行写一项，如「寄宿学生：没有」。',
  'study-unclear':
    '没有看懂。可以发送「学习」，或「学习 开始」「学习 停止」「学习 （7）」「学习 记录 9月3日 集中学习 32人 校长解读标准」「学习 撤下 2」。',
  'paper-unknown':
    '没有这种文稿。可以写「总结 自评表」，或责任分工表、整改台账、整改工作总结、依据、佐证目录、佐证包。',
  'template-unclear': '没有看懂。可以发送「总结 模板 自评表」，或责任分工表、整改台账，看现在有哪些栏目、怎么改。',
  'leaders-only': '这一步请领导小组成员来操作。',
  'coordinator-only': '这一步请联络员来操作。',
  'group-only': '请把我加到领导小组的群里，在群里发送「创建活动」。',
  'group-taken': '这个群已有进行中的活动，可以发送「创建活动」修改设置。',
  'school-missing': '请填写学校名称。',
  'title-missing': '请填写活动名称。',
  'standard-unknown': '请选择对照标准。',
  'inspect-by-missing': '请选择自查截止日期。',
  'inspect-by-past': '自查截止日期请选今天或以后的日期。',
  'inspect-by-too-far': '自查截止日期请选两年以内的日期。',
  'no-right-to-set-up': '活动设置请联络员来修改。',
  'person-unknown': '没有找到这位老师，请核对姓名（同名请 @ 本人）。',
  'reassign-unclear':
    '没有看懂。可以这样写：分工 （5） 张老师；分工 均衡编班 张老师；分工 王老师 张老师；分工 教务处=教学处。',
  'directory-unread': '暂时读不到通讯录，请管理员检查应用的通讯录权限后再试。',
  'school-not-found':
    '通讯录里没有这个名称的学校。请按通讯录里的名称填写学校名称：联络员在领导小组群里 @我 发送「创建活动 学校名称：…」。',
  'not-of-school':
    '领导小组里还没有通讯录中这所学校的老师。请由本校老师担任联络员；学校名称有误时，请联络员在群里 @我 发送「创建活动 学校名称：…」。',
  'coordinator-unknown': '请从本群成员里选择联络员。',
  'review-unknown': '「审核」请写：不审核、部门负责人或联络员。',
  'earlier-unknown': '「沿用往年填报」请写本校往年活动的名称（填报过、由您牵头的），或写：不沿用。',
  'earlier-of-other': '要沿用的往年填报是另一所学校的，请核对学校名称，或选「不沿用」。',
  'numbering-unknown': '「编号」请写：按学校习惯，或按公文标准。',
  'holidays-unreadable': '放假时间没有看懂，请写成：2027-01-18 至 2027-02-28。',
  'too-long': '内容有些长，请精简后再保存。',
  'department-missing': '还有一组没有选部门，请选好后再确认分工。',
  'department-unknown': '没有找到这个部门，请核对名称。',
  'department-empty': '这个部门还没有成员，请选择其他部门。',
  'no-departments': '还没有看到部门和成员，请管理员检查通讯录权限。',
  'requirement-unknown': '没有找到这一条，请发送「我的任务」查看。',
  'nobody-to-remind': '现在没有要发的提醒。',
  'only-text': '请发送文字、图片或文件。',
} as const
export type Refusal = keyof typeof refusals

/** Why nobody was made head of the leading group, or deputy. */
export function sayHeadsGap(gap: HeadsGap): string {
  switch (gap.why) {
    case 'not-a-member':
      return gap.who === null
        ? '组长、副组长请从本群成员里选择。'
        : `本群成员里没有「${cut(gap.who, longestName)}」，组长、副组长请写本群成员的姓名，几个人用顿号隔开。`
    case 'name-twice':
      return `本群不止一位「${cut(gap.who ?? '', longestName)}」，请在「活动设置」的卡片里选，或 @ 本人。`
    case 'both':
      return `${cut(gap.who, longestName)}不能既是组长又是副组长，请改一处再保存。`
    case 'too-many':
      return `副组长最多${mostDeputies}位。`
  }
}

/** Why somebody on the list of those who owe something is not reminded. */
export const noReminderWords: Readonly<Record<NoReminder, string>> = {
  closed: '活动已结束',
  'nothing-open': '已填完',
  'no-school-day': '今天休息',
  'outside-hours': '现在是休息时间',
  'assigned-today': '今天刚分到任务',
  'reminded-today': '今天已提醒',
  'all-said': '已提醒过，并已请负责人协助',
  'no-slot': '还没到提醒时间',
  'slot-served': '最近已提醒',
  left: '已离开学校，请交给其他老师',
  'nobody-to-tell': '已提醒两次，不再打扰',
}

/** Toasts and one-line answers. */
export const said = {
  draftKept: '已暂存，随时可以回来继续。',
  submitted: '已提交。',
  changed: '已更新。',
  campaignCreated: '活动已创建。',
  settingsSaved: '设置已保存。',
  divisionConfirmed: '分工已确认，正在通知各位老师。',
  divisionStands: '分工已经确认，不用再点。',
  remindersSent: '提醒已发出。',
  remindersLater: (when: string) => `现在是休息时间，提醒将在${when}发出。`,
  summaryUnchanged: (version: number) => `第${version}版之后没有变化，仍以第${version}版为准。`,
  summaryStarted: '正在汇总，完成后会发到领导小组群里。',
  factTaken: '已记入「工作情况」，提交前还可以修改。',
  courtesy: '这句没有记入。工作情况直接写一句就行，想看能做什么请发送「帮助」。',
  renewed: '上一张卡片快到期了，这是新的一张，填过的内容都在。',
  linkTaken: '链接已记入「佐证材料」，提交前还可以修改。',
  wordsTaken: '已记下，回复「提交」就提交这一条。',
  dueUnreadable: '已记下，只是「整改时限」没有看懂，请写成：整改时限：2026-12-01。',
  nothingOpen: '您的条款都已填报，想修改请发送「我的任务」。',
  firstAlready: '已经是第一条了。',
  onlyOneLeft: '只剩这一条了。',
  privately: '已单独发给您，请看与我的聊天。',
  reassigned: (requirements: number, issues: number) =>
    `已调整 ${requirements}条${issues === 0 ? '' : `、问题${issues}个`}，正在通知新的责任人；填过的内容都还在。`,
} as const

/** To somebody who presses the card of another person's walk. */
export function notYours(owner: string): string {
  return `这是${owner}的填报卡片，请发送「填报」打开您自己的。`
}

/** 还有3天 · 今天截止 · 已过截止日期. */
export function sayDaysLeft(days: number): string {
  if (days > 0) return `还有${days}天`
  return days === 0 ? '今天截止' : '已过截止日期'
}

/** The two numbers, each with its word and never mixed: 已填报 45/92 · 已达到 30. */
export function sayCount(of: Count): string {
  return `${sayAnswered(of)} · ${sayMet(of)}`
}

export function sayAnswered(of: Count): string {
  return `已填报 ${of.answered}/${of.total}`
}

export function sayMet(of: Count): string {
  return `已达到 ${of.met}`
}

/** 张三、李四 等12人: the first names of a list and how many there are when some are left out. */
export function sayNames(names: readonly string[], most: number): string {
  const first = names.slice(0, most).map((name) => cut(name, longestName))
  return names.length > most ? `${first.join('、')} 等${names.length}人` : first.join('、')
}

/** To the coordinator, when the plan of a year's days off is not known to this release. */
export function unknownYear(year: number): string {
  return `${year}年的放假和调休安排还没有收录，那一年的提醒暂按周一至周五计算。学校放假的日子可以发送「创建活动」在设置里补充。`
}

/** To who pressed, when the database is in trouble and it is certain that the press had no effect. */
export const nothingChanged = '出了点问题，内容没有改动，请再试一次'

/** Nobody knows whether it arrived, and a second one might be one too many. */
export const outcomeUnknown = '不确定这条消息是否送达，请当面确认一下。'

/** To the leading group, when somebody has left and no coordinator is there to hear it: departments and numbers. */
export function personLeft(
  name: string,
  title: string,
  parts: readonly { readonly name: string; readonly requirements: number; readonly issues: number }[],
): string {
  const what = parts.map((one) => {
    const issues = one.issues === 0 ? '' : `问题${one.issues}个`
    const requirements = one.requirements === 0 ? '' : `条款${one.requirements}条`
    return `${cut(one.name, longestName)}${[requirements, issues].filter((each) => each !== '').join('、')}`
  })
  return `${name}已离开学校，「${title}」中${what.join('，')}要请老师接手。请发送「移交 ${name} 接手老师」，写上接手老师的姓名；填过的内容都在。`
}

/** On the form of the division: departments that are no longer in the directory, and what lies in them. */
export function departmentsGone(names: readonly string[], requirements: number): string {
  const which = names.map((name) => `「${cut(name, longestName)}」`)
  const shown = which.length > 3 ? `${which.slice(0, 3).join('')}等${which.length}个部门` : which.join('')
  return `通讯录里已没有${shown}，其中的${requirements}条请看看由哪个部门负责，再确认分工；填过的内容都还在。`
}

/** Under a text that is ours, in short (decision 0014); that of a standard of one's own is the original. */
export const condensedText = '内容为概括，以文件原文为准'

/** A department the directory shows without a name. */
export const unnamedDepartment = '未命名部门'

/** To somebody who took over what others have answered: nothing is asked of them. */
export function takenOverAnswered(title: string, requirements: number): string {
  return `「${title}」有${requirements}条由您接手，均已填报，暂时不用再填。想查看或修改请发送「我的任务」。`
}

/** To somebody whose words were none of ours. */
/** To somebody who still owes something and writes before opening it: it would be said for nothing. */
export const openFirst = (requirements: number) =>
  `这句没有记下。您还有${requirements}条待填，请先发送「填报」打开，再写内容。`
export const unknownWords = '没有听懂。发送「填报」开始填写，「进度」看进展，「帮助」看全部用法。'
/** To a file or picture outside a walk. */
export const fileOutsideWalk = '收到。要把它作为佐证材料，请先发送「填报」打开那一条，再发过来。'

export const gapWords: Readonly<Record<GapKind, string>> = {
  'study-missing': '还没有记录',
  unassigned: '还没有分工',
  unanswered: '还没有填报',
  'met-without-fact': '缺工作情况',
  'reason-missing': '缺不适用的原因',
  'shortcoming-missing': '缺存在问题',
  'measure-missing': '缺整改措施',
  'due-missing': '缺整改时限',
  'due-past': '整改时限已过',
  'due-on-day-off': '整改时限不是上学日',
  'owner-missing': '缺责任人',
  returned: '退回待改',
  'awaiting-review': '待审核',
}

/**
 * （7）艺术师资、教室与器材：缺整改措施（总务处）; of an issue from outside 台账编号3：…. The department, never the person: it
 * stands before everybody.
 */
export function sayGap({ kind, at, issue, department }: Gap): string {
  const whose = department === null ? '' : `（${department}）`
  const ofSchool = issue === null ? '学习宣传' : `台账编号${issue}`
  const where = at === null ? ofSchool : nameRequirement({ ...at, taskNo: at.task?.no ?? null })
  return `${where}：${gapWords[kind]}${whose}`
}

/** What a new version has that the one before had not, by the two numbers. */
export function summaryChanges(
  before: { readonly version: number; readonly answered: number; readonly met: number },
  now: Count,
  since: SummaryChange | null,
): string {
  const step = (from: number, to: number) => (from === to ? '没有变化' : `${from} → ${to}`)
  const numbers = `已填报${step(before.answered, now.answered)}，已达到${step(before.met, now.met)}`
  return `与第${before.version}版相比：${[numbers, ...(since === null ? [] : sayChange(since))].join('；')}。`
}

function sayChange({ answers, opened, struckOff, reopened, study }: SummaryChange): string[] {
  const parts: readonly (readonly [number, string])[] = [
    [answers, `${answers}条填报有变化`],
    [opened, `新增问题${opened}个`],
    [struckOff, `销号${struckOff}个`],
    [reopened, `重新打开${reopened}个`],
  ]
  return [...parts.flatMap(([number, words]) => (number === 0 ? [] : [words])), ...(study ? ['学习宣传有变化'] : [])]
}

/** To the coordinator, on the closing date. `example` is a day that could be written. */
export function campaignClosed(title: string, example: Day): string {
  return `「${title}」自查已到截止日期，总结正在发到领导小组群。需要延期补填，请在领导小组群里 @我 发送「创建活动 自查截止日期：${example}」。`
}

/** To the leading group, when the coordinator has left the school. */
export function coordinatorLeft(name: string, title: string): string {
  return `「${title}」的联络员${name}已离开学校。请领导小组的一位成员在本群 @我 发送「创建活动」，在设置里选新的联络员。`
}

/** To somebody who was made coordinator by another. */
export function nowCoordinator(title: string): string {
  return `您是「${title}」的联络员：分工、催办、总结都由您来操作，发送「帮助」看用法。`
}

/** To the coordinator, when the bot was taken out of the leading group. */
export function botRemoved(title: string): string {
  return `我被移出了「${title}」的领导小组群，进度和总结发不到群里了。请在群设置里重新添加机器人。`
}
