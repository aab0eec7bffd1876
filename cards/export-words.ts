import { choiceNames, type ExportKind, exportNames, type Flagged } from '#src/domain/evidence-guard.ts'
import { sayLooksLike } from './evidence-words.ts'

/** Words of cards about evidence that is taken along: the index and the pack. */
export const exportButtons = {
  pack: `导出${exportNames.pack}`,
  show: choiceNames.show,
  with: choiceNames.with,
  without: choiceNames.without,
} as const

export const exportSaid = {
  noneFlagged: '没有发现像身份证号或电话号码的内容；照片、PDF等程序看不到里面，请人工看一遍。',
  noFile: '像个人信息的文字写在「佐证材料」一栏或文件名里，请向这位老师核对。',
  nothing: '还没有佐证材料可以导出。老师们填报时写的存放地点、发来的照片和文件，都会列在目录里。',
} as const

/** 文件里像有身份证号、电话号码；写出的文字里像有电话号码. */
export function sayMarks({ words, inside }: Pick<Flagged, 'words' | 'inside'>): string {
  const parts = [
    ...(inside.length === 0 ? [] : [`文件里${sayLooksLike(inside)}`]),
    ...(words.length === 0 ? [] : [`写出的文字里${sayLooksLike(words)}`]),
  ]
  return parts.join('；')
}

/** Where the files are, in the order in which they will come. */
export function sayComing(what: ExportKind, volumes: number, alone: number): string {
  if (what === 'index') return '目录是Excel文件，马上发来。'
  if (volumes + alone === 0) return '还没有照片和文件，只发目录。'
  const packs = volumes === 0 ? '目录' : volumes === 1 ? '压缩包' : `压缩包（共${volumes}卷，每卷都有目录）`
  const large = alone === 0 ? '' : `；另有${alone}个文件较大，单独发送`
  return `${packs}马上发来${large}。`
}
