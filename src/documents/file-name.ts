import { type PaperKind, paperNames } from '#src/domain/papers.ts'
import { activityOf } from '#src/domain/summary.ts'
import { safeName } from './safe-name.ts'

/** Systems count bytes: 255 of them, of which Chinese takes three a character and what follows the names some 60. */
const longestNames = 180

type Of = { readonly school: string; readonly title: string }

/** `第一小学对照整改年活动整改工作总结（第2版）.docx`: safe on every system, short enough, and known by its last words. */
export function paperFileName(of: Of & { readonly version: number }, kind: PaperKind, ending: 'docx' | 'xlsx'): string {
  return fileName(of, `${paperNames[kind]}（第${of.version}版）.${ending}`)
}

/** `第一小学对照整改年活动整改工作总结（第2版·内部批注，不外报）.docx`: nobody takes it for the paper itself. */
export function traceFileName(of: Of & { readonly version: number }): string {
  return fileName(of, `${paperNames.summary}（第${of.version}版·内部批注，不外报）.docx`, longestNames - 20)
}

/** `第一小学对照整改年活动佐证目录.xlsx`. */
export function evidenceIndexName(of: Of): string {
  return fileName(of, '佐证目录.xlsx')
}

/** `第一小学对照整改年活动佐证包（第1卷，共2卷）.zip`; one that is alone needs no number. */
export function evidenceVolumeName(of: Of, volume: number, volumes: number): string {
  return fileName(of, volumes === 1 ? '佐证包.zip' : `佐证包（第${volume}卷，共${volumes}卷）.zip`)
}

function fileName({ school, title }: Of, last: string, most = longestNames): string {
  return `${safeName(`${school}${activityOf(title)}`, most)}${last}`
}
