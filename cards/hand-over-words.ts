import { cut, longestLine, longestName } from './cut.ts'

/** Words of handing over that more than one card or letter uses. */
export const handOverLabels = { to: '交给', why: '原因', what: '移交内容' } as const

export const handOverButtons = {
  offer: '移交',
  give: '确认移交',
  settle: '确认交接',
  showIssues: '查看问题',
} as const

export const reasonWords = { away: '外出/请假', given: '工作调整' } as const
export const partWords = { all: '全部（填过的也一起）', open: '只移交未填的和问题' } as const

/** How many requirements and issues go together. */
export type ShareSize = { readonly requirements: number; readonly issues: number }

/** 条款3条、问题2个 · 条款3条 · 问题2个. */
export function saySize({ requirements, issues }: ShareSize): string {
  const parts = [
    ...(requirements > 0 || issues === 0 ? [`条款${requirements}条`] : []),
    ...(issues > 0 ? [`问题${issues}个`] : []),
  ]
  return parts.join('、')
}

/** The word by which somebody gives a share by words. */
export function byWords(from: string): string {
  return `也可以发送「移交 ${cut(from, longestName)} 接手老师」，写上接手老师的姓名。`
}

/** To whoever gave something up, or whose share somebody else gave away. */
export function givenAway(title: string, size: ShareSize, to: string): string {
  return `「${cut(title, longestLine)}」中您的${saySize(size)}已交给${cut(to, longestName)}，填过的内容都在。`
}

/** To the coordinator, about something they did not do themselves. */
export function handedOn(
  title: string,
  size: ShareSize,
  { from, to, away }: { readonly from: string; readonly to: string; readonly away: boolean },
): string {
  const why = away ? `（${reasonWords.away}）` : ''
  return `「${cut(title, longestLine)}」中${cut(from, longestName)}的${saySize(size)}已交给${cut(to, longestName)}${why}。`
}

/** On the form filled in from words: nothing has gone yet. */
export const handOverConfirm = '还没有移交。请核对后按「确认移交」，或把原话加上「确认」再发一次。'

/** The same to whoever gets no form. */
export function confirmHandOver(size: ShareSize): string {
  return `还没有移交。要交出${saySize(size)}，请把原话加上「确认」再发一次。`
}

/** To whoever gave it away just now. */
export function handOverDone(from: string | null, to: string, size: ShareSize): string {
  const whose = from === null ? '' : `${cut(from, longestName)}的`
  return `已把${whose}${saySize(size)}交给${cut(to, longestName)}，填过的内容都在。`
}

/** The same where others read it: without names. */
export function handOverDoneHere(size: ShareSize): string {
  return `已移交${saySize(size)}，正在通知接手的老师；填过的内容都在。`
}

/** Somebody the directory had removed is there again: nothing is moved without being asked. */
export function isBack(name: string): string {
  return `${cut(name, longestName)}已回到学校，没有交出去的条款和问题仍由本人负责。`
}

/** Why nothing was handed over, by reason; the reader has done nothing wrong. */
export const handOverRefusals = {
  'nothing-to-give': '目前没有可以移交的条款和问题。',
  'not-your-department': '请交给本部门的老师；要交给其他部门，请联系联络员。',
  'not-yours-to-give': '只能移交自己的任务；要调整其他老师的任务，请联系部门负责人或联络员。',
  'to-oneself': '请选择另一位老师来接手。',
  'to-missing': '请先选择交给哪位老师。',
  'nobody-in-department': '本部门没有其他老师，请联系联络员来调整。',
  'words-unclear': '没有看懂。可以这样写：移交 张老师 确认；移交 张老师 外出 确认；移交 王老师 张老师。',
} as const
export type HandOverRefusal = keyof typeof handOverRefusals
