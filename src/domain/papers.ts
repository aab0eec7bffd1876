import type { Standing } from './issue.ts'

/** The papers of one data set (domain facts, sections 1.3 and 2.3), each by the name schools give it. */
export const paperNames = {
  summary: '整改工作总结',
  'self-rating': '自评表',
  division: '责任分工表',
  ledger: '整改台账',
  'self-check': '自查报告',
  plan: '整改方案',
  rectification: '整改报告',
} as const

export type PaperKind = keyof typeof paperNames

/** Those that are read from top to bottom, as Word files. */
export const reports = ['summary', 'self-check', 'plan', 'rectification'] as const
export type Report = (typeof reports)[number]

/** What `/summary` brings, in this order; any other is asked for by name. */
export const boundTogether: readonly PaperKind[] = ['summary', 'self-rating', 'division', 'ledger']

/** Shorter or longer words for the same. */
const otherNames: Readonly<Record<string, PaperKind>> = {
  总结: 'summary',
  分工表: 'division',
  台账: 'ledger',
  问题台账: 'ledger',
  问题整改台账: 'ledger',
}

/** `整改工作总结`, `台账`: the paper somebody names; null when it is none. */
export function readPaperKind(words: string): PaperKind | null {
  const word = words.normalize('NFKC').replaceAll(/\s+/gu, '')
  const named = Object.entries(paperNames).find(([, name]) => name === word)
  if (named !== undefined) return named[0] as PaperKind
  return Object.hasOwn(otherNames, word) ? (otherNames[word] ?? null) : null
}

const traceWords: readonly string[] = ['依据', '批注版', '出处']

/** Whether somebody asks for the summary with who stands behind each paragraph: 总结 依据. */
export function asksTrace(words: string): boolean {
  return traceWords.includes(words.normalize('NFKC').replaceAll(/\s+/gu, ''))
}

/** How headings are numbered: as schools do (一、 1. （1）, tasks running on), or as GB/T 9704 orders (一、 （一） 1.). */
export type Numbering = 'runs-on' | 'standard'

/** Of each answered requirement the revision that counts, of each issue how it stands: enough to say what changed since. */
export type SummarySays = {
  readonly answers: Readonly<Record<string, number>>
  readonly issues: Readonly<Record<string, Standing>>
  /** How the standard was studied, word for word; not there in versions from before that was kept. */
  readonly study?: string
}

export type SummaryChange = {
  /** Answered anew or for the first time. */
  readonly answers: number
  readonly opened: number
  readonly struckOff: number
  readonly reopened: number
  /** Section 一 says something else. */
  readonly study: boolean
}

/** What changed from one version to the next; null when the earlier one was made before versions were compared. */
export function changeSince(before: SummarySays | null, now: SummarySays): SummaryChange | null {
  if (before === null) return null
  const issues = Object.entries(now.issues).map(([no, standing]) => [before.issues[no], standing] as const)
  const isOpen = (standing: Standing) => standing !== 'struck-off' && standing !== 'none'
  return {
    answers: Object.entries(now.answers).filter(([no, revision]) => before.answers[no] !== revision).length,
    opened: issues.filter(([was, is]) => was === undefined && is !== 'none').length,
    struckOff: issues.filter(([was, is]) => was !== undefined && was !== 'struck-off' && is === 'struck-off').length,
    study: before.study !== undefined && before.study !== now.study,
    reopened: issues.filter(([was, is]) => was !== undefined && !isOpen(was) && isOpen(is)).length,
  }
}
