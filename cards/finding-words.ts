import type { CheckGroup, Finding, StatedNumber } from '#src/domain/check-findings.ts'
import type { CheckLine, CheckRemark, LineAbout, Place } from '#src/domain/check-lines.ts'
import { sayDate } from '#src/domain/day.ts'
import type { Measure } from '#src/domain/measured.ts'
import { type Amount, type PresentField, profileLabels, sayAmount } from '#src/domain/school-profile.ts'
import { cut, longestName } from './cut.ts'
import { sayLooksLike } from './evidence-words.ts'
import { gapWords } from './words.ts'

export const groupWords: Readonly<Record<CheckGroup, string>> = {
  open: '还没有完成',
  unsaid: '缺内容',
  private: '像有个人信息，文稿里不要写',
  profile: '和学校概况不一致',
  numbers: '数字不一致',
  claims: '说法没有余地，请核对属实',
  same: '几条写了同一段话',
  names: '出现别的校名',
  issues: '问题和整改',
  dates: '时限不在上学日',
}

export const findingButtons = {
  confirm: '确认属实',
  open: '去修改',
  return: '审核这一条',
  issue: '打开这一项',
  profile: '学校概况',
  remind: '催办',
  walk: '继续填报',
  review: '去审核',
  show: '体检',
} as const

export const findingSaid = {
  confirmed: '已确认属实；内容改动后会再请核对。',
  nothingToConfirm: '这一条现在没有要确认的说法。',
  nobodyToAsk: '这一条现在不用请人核对。',
  asked: (people: readonly string[]) => `已请${sayPeople(people)}核对。`,
} as const

const measureWords: Readonly<Record<Measure, string>> = {
  classes: '班级数',
  students: '学生数',
  staff: '教职工数',
  teachers: '专任教师数',
  boarders: '寄宿学生数',
  rooms: '教室数',
  books: '图书册数',
  'books-each': '生均图书',
  guards: '保安人数',
  'training-funds': '教师培训经费的比例',
}

/** Quotations on the card are short: the answers themselves are opened where they can be changed. */
const longestQuotation = 30
const longestTitle = 20
const mostPlaces = 6
const mostNumbers = 4
const mostDepartments = 6
const mostPeople = 2

const headMissing =
  '领导小组没有写组长，总结里只按姓名排列成员。请联络员在领导小组群里 @我 发送「创建活动 组长：姓名」，在「活动设置」里选也可以'

/** What one line says. Plain text: the card escapes it. */
export function sayLine({ about }: Pick<CheckLine, 'about'>): string {
  switch (about.kind) {
    case 'pending':
      return sayPending(about)
    case 'study':
      return '学习宣传还没有记录，总结的这一节现在是“未填报”'
    case 'head':
      return headMissing
    case 'gaps':
      return `${sayPlace(about.at)}：${about.gaps.map((gap) => gapWords[gap]).join('、')}`
    case 'issue':
      return `台账编号${about.issue.no}「${short(about.issue.problem)}」：${about.findings.map(sayOfIssue).join('、')}`
    case 'finding':
      return sayFinding(about.finding, about.places)
  }
}

/** The same to somebody who sees it alone: what it is about stands before it. */
export function sayAbout(finding: Finding, places: readonly Place[]): string {
  return `${groupWords[finding.group]}：${sayFinding(finding, places)}`
}

/** One finding of an answer, with the requirements it is about. */
function sayFinding({ about }: Finding, places: readonly Place[]): string {
  const where = sayPlaces(places)
  switch (about.kind) {
    case 'gap':
      return `${where}：${gapWords[about.gap]}`
    case 'head-missing':
      return headMissing
    case 'claim':
    case 'other-school':
      return `${where}：${about.words.slice(0, 2).map(quoted).join('、')}`
    case 'private':
      return `${where}：${sayLooksLike(about.marks)}`
    case 'same-text':
      return `${where}：${quoted(about.text)}`
    case 'numbers-differ':
      return `${measureWords[about.measure]}：${sayStated(about.stated)}`
    case 'number-of-profile':
      return `${where}：${quoted(about.said)}，学校概况是${about.profile}`
    case 'against-profile': {
      const reason = about.said === '' ? '' : `（${quoted(about.said)}）`
      const said = about.notApplicable ? `不适用${reason}` : quoted(about.said)
      return `${where}：${said}，学校概况写${sayField(about.field, about.profile)}`
    }
  }
}

export function sayRemark(remark: CheckRemark): string {
  if (remark.kind === 'asked') return `${sayDate(remark.on)}已请${sayPeople(remark.people)}核对`
  const nos = `编号${remark.nos.slice(0, mostPlaces).join('、')}`
  return remark.kind === 'accepted' ? `${nos}已审核通过，要改先请审核的老师退回` : `${nos}的责任人已离开学校，请先移交`
}

/** 林老师 · 林老师、李老师等3位老师. */
export function sayPeople(people: readonly string[]): string {
  const first = people.slice(0, mostPeople).map((name) => cut(name, longestName))
  return people.length > mostPeople ? `${first.join('、')}等${people.length}位老师` : first.join('、')
}

/** To the leading group and to the coordinator: how many, and where they are shown. */
export function sayFound(found: number): string {
  return `签字前体检：${found}处需要核对（含上面列出的缺漏），联络员和领导小组成员可以发送「体检」逐处处理，只有自己看得到。`
}

export function sayFoundAtEnd(found: number): string {
  return found === 0 ? '' : `签字前体检发现${found}处需要核对，请发送「体检」查看。`
}

function sayPending({ gap, departments }: Extract<LineAbout, { kind: 'pending' }>): string {
  const count = departments.reduce((sum, one) => sum + one.count, 0)
  const shown = departments
    .slice(0, mostDepartments)
    .map(({ name, count: some }) => `${cut(name, longestName)}${some}条`)
  const rest = departments.length > mostDepartments ? `等${departments.length}个部门` : ''
  return `${count}条${gapWords[gap]}：${shown.join('、')}${rest}`
}

function sayOfIssue({ about }: Finding): string {
  if (about.kind === 'gap') return gapWords[about.gap]
  if (about.kind === 'private') return sayLooksLike(about.marks)
  return about.kind === 'other-school' ? about.words.slice(0, 2).map(quoted).join('、') : ''
}

function sayPlaces(places: readonly Place[]): string {
  const shown = places.slice(0, mostPlaces).map(sayPlace).join('、')
  return places.length > mostPlaces ? `${shown}等${places.length}条` : shown
}

/** The number is the bot's own, by which words name a requirement (填报 17); papers never print it. */
function sayPlace({ no, title }: Place): string {
  return `「${cut(title, longestTitle)}」（编号${no}）`
}

function sayStated(stated: readonly StatedNumber[]): string {
  const shown = stated
    .slice(0, mostNumbers)
    .map(({ said, nos }) => `${quoted(said)}（编号${nos.slice(0, mostPlaces).join('、')}）`)
  return shown.join('，')
}

function sayField(field: PresentField, amount: Amount): string {
  const said = sayAmount(amount)
  return typeof amount === 'number' && amount > 0
    ? `的${profileLabels[field]}是${said}`
    : `${said}${profileLabels[field]}`
}

function short(text: string): string {
  return cut(text.replaceAll(/\s+/gu, ' '), longestQuotation)
}

function quoted(text: string): string {
  return `“${short(text)}”`
}
