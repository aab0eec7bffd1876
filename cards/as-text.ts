import { connectionTestWord } from '#src/domain/connection-test.ts'
import { choiceNames, exportNames } from '#src/domain/evidence-guard.ts'
import type { FilePurpose } from '#src/domain/incoming-file.ts'
import type { Card } from './card.ts'
import type { Chooser, Control, Form, FormPart, ManySelect, Root, Table } from './elements.ts'
import { plainOf } from './markdown.ts'
import type { Press } from './press.ts'
import { noteExample } from './study-words.ts'

/** The command under which a file of each purpose is settled by words. */
const importWord: Readonly<Record<FilePurpose, string>> = {
  division: '分工',
  standard: '创建活动',
  template: '总结 模板',
}

type Part = Root | FormPart
type Choice = Exclude<Control, { readonly tag: 'input' }> | Chooser

/** More options than this are not read out: the departments of a large school stand in the card's own list. */
const mostOptions = 12

/**
 * A card as words, with how to do by words what its buttons do (design, principle 6): for clients before 7.20, and when
 * the platform refuses the card. Nothing a reader needs is left out; a chart is, as its numbers also stand beside it.
 */
export function asText({ header, body }: Card): string {
  const tags = (header.text_tag_list ?? []).map((tag) => `［${tag.text.content}］`)
  const head = [`【${header.title.content}】${tags.join('')}`, ...(header.subtitle ? [header.subtitle.content] : [])]
  const opens = body.elements.some((part) => part.tag === 'button' && part.behaviors[0].value.do === 'open-assignment')
  const jump = opens ? ['要从某项任务开始：发送「填报 （任务号）」，如「填报 （5）」。'] : []
  const lists = body.elements.some((part) => part.tag === 'button' && part.behaviors[0].value.do === 'open-issue')
  const number = lists ? ['要打开某一项：发送「台账」和它的编号，如「台账 3」。'] : []
  return once([...head, ...listed(body.elements), ...jump, ...number])
    .filter((line) => line !== '')
    .join('\n')
}

/** Options that the line before has read out already are not read out again. */
function once(lines: readonly string[]): string[] {
  const options = lines.map((line) => /（可选：.*）$/.exec(line)?.[0] ?? '')
  return lines.map((line, at) => {
    const said = options[at] ?? ''
    return said !== '' && said === options[at - 1] ? line.slice(0, -said.length) : line
  })
}

function listed(parts: readonly Part[]): string[] {
  return parts.flatMap((part, at) => (isLabel(part, parts[at + 1]) ? [] : lines(part, parts[at - 1])))
}

/** A line that only names the choice after it is read out together with it. */
function isLabel(part: Part, next: Part | undefined): boolean {
  return part.tag === 'div' && next !== undefined && isChoice(next)
}

function isChoice(part: Part): part is Choice {
  return ['select_static', 'multi_select_static', 'date_picker', 'select_person', 'multi_select_person'].includes(
    part.tag,
  )
}

function lines(part: Part, before: Part | undefined): string[] {
  switch (part.tag) {
    case 'markdown':
      return [plainOf(part.content)]
    case 'div':
      return [part.text.content]
    case 'button':
      return byWords(part.text.content, part.behaviors[0].value)
    case 'input':
      return [`${part.label.content}：${part.default_value ?? ''}`]
    case 'select_static':
    case 'multi_select_static':
    case 'date_picker':
    case 'select_person':
    case 'multi_select_person':
      return [`${before?.tag === 'div' ? before.text.content : ''}：${chosen(part)}`]
    case 'column_set':
      return part.columns.map((column) => listed(column.elements).join(' '))
    case 'collapsible_panel':
      return [`【${part.header.title.content}】`, ...listed(part.elements)]
    case 'form':
      return [...listed(part.elements), ...howToFill(part)]
    case 'table':
      return rows(part)
    // A picture's line says what it is; it is sent by 查看佐证.
    case 'chart':
    case 'img':
      return []
  }
}

function chosen(choice: Choice): string {
  if (choice.tag === 'date_picker') return choice.initial_date ?? '（写成 2026-11-30）'
  if (choice.tag === 'select_person' || choice.tag === 'multi_select_person') return '（可在卡片里更换）'
  if (choice.tag === 'multi_select_static') return chosenOf(choice)
  const now = choice.options.find((option) => option.value === choice.initial_option)?.text.content ?? ''
  if (choice.options.length > mostOptions) return now
  return `${now}（可选：${choice.options.map((option) => option.text.content).join('、')}）`
}

function chosenOf({ options, selected_values: chosen }: ManySelect): string {
  return options
    .filter((option) => chosen.includes(option.value))
    .map((option) => option.text.content)
    .join('、')
}

function rows({ columns, rows }: Table): string[] {
  const titles = columns.map((column) => column.display_name).join(' | ')
  return [titles, ...rows.map((row) => columns.map((column) => row[column.name] ?? '').join(' | '))]
}

/** What to write for a button: a command, or a word of the walk. */
function byWords(text: string, press: Press): string[] {
  switch (press.do) {
    case 'open-setup':
      return ['要开始，请发送「创建活动」。']
    case 'start-walk':
      return [`${text}：发送「填报」。`]
    case 'submit-answer':
      return ['填好后发送「提交」。']
    case 'keep-draft':
      return ['也可以发送「暂存」「上一条」「跳过」。']
    case 'confirm-earlier':
      return ['没有变化的，发送「仍然如此」就提交。']
    case 'take-over-earlier':
      return ['有些变化的，发送「填入修改」，再改。']
    case 'show-mine':
      return press.page === 0 ? ['发送「我的任务」查看。'] : []
    case 'show-progress':
      return ['发送「进度」查看。']
    case 'open-assignment':
    case 'open-issue':
      return [text]
    // Its pages and parts are said by the ledger itself.
    case 'show-issues':
      return press.page === 0 && press.department === 0 && press.standing === 'all' ? ['发送「台账」查看。'] : []
    case 'join-issue':
      return [text]
    // The card of an issue names its words with its number in one line.
    case 'open-issue-form':
    case 'save-issue':
    case 'add-issue':
    case 'report-issue':
    case 'ask-strike-off':
    case 'strike-off':
    case 'return-issue':
    case 'withdraw-issue':
    case 'reopen-issue':
    case 'part-issue':
      return []
    case 'new-issue':
      return ['要新增一项，请发送「台账 新增」。']
    // Said already, or by the form itself; pages are for hands only, words reach every group at once.
    case 'go-back':
    case 'skip':
    case 'create-campaign':
    case 'save-settings':
    case 'show-division':
    case 'settle-departure':
      return []
    case 'confirm-division':
      return ['要确认，请发送「分工 确认」。']
    case 'preview-reminders':
      return [`${text}：发送「催办」。`]
    case 'send-reminders':
      return ['要发出，请发送「催办 确认」。']
    case 'offer-share':
      return ['要交给其他老师，请发送「移交」。']
    case 'give-share':
      return [
        '要移交，请发送「移交 张老师 确认」；外出时发送「移交 张老师 外出 确认」，只交未填的发送「移交 张老师 未填 确认」。',
      ]
    case 'compile-summary':
      return [`${text}：发送「总结」。`]
    case 'send-trace':
      return [`${text}：发送「总结 依据」。`]
    case 'export-evidence': {
      const choice = press.marked === 'ask' ? '' : ` ${choiceNames[press.marked]}`
      return [`${text}：发送「总结 ${exportNames[press.what]}${choice}」。`]
    }
    case 'show-check':
      return press.page === 0 ? ['发送「体检」查看。'] : []
    case 'show-profile':
      return ['要填学校概况，请发送「学校概况」。']
    case 'open-session':
      return [`${text}：发送「学习 记录」。`]
    case 'start-study':
      return ['要每天学一项，请在那个群里 @我 发送「学习 开始」。']
    case 'stop-study':
      return ['要停止，请发送「学习 停止」。']
    case 'open-study-item':
      return [`${text}：发送「学习 （${press.item}）」。`]
    // What to send stands in one line of the card, and in the form.
    case 'note-session':
    case 'confirm-claim':
    case 'ask-to-mend':
    case 'save-profile':
      return []
    case 'open-review':
      return [`${text}：发送「审核 ${press.no}」。`]
    case 'start-review':
      return [`${text}：发送「审核」。`]
    case 'accept-answer':
      return ['同意，请发送「审核 通过」。']
    case 'return-answer':
      return ['要退回，请发送「审核 退回 原因」。']
    case 'skip-review':
      return ['先不看这一条，请发送「审核 跳过」。']
    case 'list-review':
      return press.page === 0 ? ['看全部等审核的：发送「审核 全部通过」。'] : []
    case 'accept-all':
      return [`${text}：发送「审核 全部通过 确认」。`]
    case 'show-evidence':
      return ['要看材料，打开这一条后发送「查看佐证」。']
    case 'show-issue-evidence':
      return ['要看证明材料，请发送「台账」、问题的编号和「查看佐证」，如「台账 3 查看佐证」。']
    case 'save-evidence-uses':
      return ['要换到别的条款，或用于几条，请发送如「佐证 17、18」；要撤下一件，请发送如「撤下 1」。']
    // Said once for all of them, by the button above or in a line of the card.
    case 'withdraw-evidence':
      return []
    case 'test-connection':
      return [`要试一下，请发送「${connectionTestWord} ${press.code}」。`]
    case 'import-division':
      return ['要用表格调整分工，请发送「分工 导入」。']
    case 'confirm-import':
      return [`要导入，请发送「${importWord[press.purpose]} 确认导入」。`]
    case 'cancel-import':
      return [`不导入，请发送「${importWord[press.purpose]} 取消导入」。`]
  }
}

function howToFill(form: Form): string[] {
  switch (form.name) {
    case 'setup':
      return ['请发送「/创建活动」，换行后一行写一项，如「学校名称：第二实验小学」。']
    case 'evidence-uses':
    case 'import':
    case 'import-standard':
    case 'issue':
    case 'issue-fields':
      return []
    case 'review':
      return []
    case 'profile':
      return ['请发送「学校概况」，换行后一行写一项，如「寄宿学生：没有」。']
    case 'session':
      return [`请发送如「${noteExample}」，没有统计人数的不写人数。`]
    case 'division':
      return ['要换部门，请发送如「分工 德育处=学生发展中心」。']
    case 'departed':
    case 'give':
      return []
    default:
      return ['直接发送一句话，就记入「工作情况」；其他各栏一行写一项，如「自评：已达到」。']
  }
}
