import type { ReviewCount, ReviewMode } from '#src/domain/review.ts'

/** Who looks at answers, as the settings offer it and as people write it. */
export const reviewModes: Readonly<Record<ReviewMode, string>> = {
  none: '不审核',
  head: '部门负责人',
  coordinator: '联络员',
}

export const reviewLabels = { reason: '退回原因' } as const

export const reviewButtons = {
  start: '开始审核',
  goOn: '逐条审核',
  accept: '通过',
  giveBack: '退回',
  skip: '跳过',
  list: '全部通过',
} as const

/** Toasts and one-line answers of a review. */
export const reviewSaid = {
  accepted: '已通过。',
  returned: '已退回，会告诉填报的老师。',
  skipped: '已跳过，稍后再看。',
  nothingWaits: '现在没有等您审核的内容。',
  changed: '这一条有了变化，请看最新的内容。',
  decided: '这一条已经审核过了。',
  reasonMissing: '退回时请在「退回原因」里写一句，老师好知道改什么。',
  reasonTooLong: '「退回原因」最多500字，请精简。',
  notYours: '这一条不由您审核。',
  membersUnread: '请先发送「审核」，再继续。',
  unclear: '没有看懂。可以发送「审核 通过」「审核 退回 原因」「审核 跳过」「审核 全部通过」。',
  openFirst: '请先发送「审核」打开一条，再说怎么处理。',
  listFirst: '请先发送「审核 全部通过」看清单，再确认。',
} as const

/** On the form of the settings. */
export const reviewHint =
  '「审核」设好后，提交的内容（已提交的也算）先等审核；改回不审核，待审核的都照提交的算，已通过的也可以再修改。'

/** To a respondent: somebody has looked, and it stands. */
export const acceptedNote = '这一条已审核通过，不用再改；确实需要更正，请联系负责审核的老师退回。'

/** Why an answer came back, on top of its card. `by`: on private cards only. */
export function sayReturned(reason: string | null, by: string | null): string {
  if (reason === null) return '问题已销号，请重新自评。'
  return by === null ? `退回原因：${reason}` : `退回原因（${by}）：${reason}`
}

/** 待审核 5 · 退回待改 2: beside the two numbers, never among them. */
export function sayReviewCount({ waiting, returned }: ReviewCount): string {
  return `待审核 ${waiting} · 退回待改 ${returned}`
}

/** What came of accepting a whole list. */
export function sayAccepted(accepted: number, left: number): string {
  const done = accepted === 0 ? '没有通过新的内容。' : `已通过${accepted}条。`
  return left === 0 ? done : `${done}另有${left}条有了变化，没有一起通过。`
}
