import { type Numbering, paperNames } from '#src/domain/papers.ts'

/** How the headings of the papers are numbered, as the settings offer it and as people write it. */
export const numberings: Readonly<Record<Numbering, { readonly word: string; readonly like: string }>> = {
  'runs-on': { word: '按学校习惯', like: '一、1.（1）' },
  standard: { word: '按公文标准', like: '一、（一）1.' },
}

/** What comes with 总结 依据. `fresh`: the version was made for it; `stale`: there is something newer to be made. */
export function traceComing(version: number, { fresh, stale }: { fresh: boolean; stale: boolean }): string {
  const what = `${paperNames.summary}（第${version}版）的批注版马上发来：正文相同，每段的批注写明由谁、何时填报。只供校内核对，不外报。`
  if (fresh) return `${what}这一版刚刚汇总，发送「总结」才会发到领导小组群。`
  return stale ? `${what}这一版之后又有变化，要最新的请先发送「总结」。` : what
}

export function coverNoteTitle(version: number): string {
  return `${paperNames.summary}（第${version}版）还缺什么`
}

export const traceButton = '查看依据'
