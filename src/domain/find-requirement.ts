import type { DivisionLine } from './division-lines.ts'
import type { RequirementNow } from './division-sheet.ts'

type Found =
  | { readonly kind: 'found'; readonly requirement: RequirementNow }
  | {
      readonly kind: 'trouble'
      readonly why:
        | 'requirement-missing'
        | 'requirement-unknown'
        | 'requirement-ambiguous'
        | 'number-unknown'
        | 'number-contradicts'
      readonly column: 'title' | 'no' | 'row'
      readonly text: string
    }

/** A catalogue made ready for looking up: a table may have thousands of lines. */
export type RequirementIndex = {
  readonly byNumber: ReadonlyMap<number, RequirementNow>
  /** By title and by text, each as `bare` and as `unnumbered` leave it. */
  readonly byWords: ReadonlyMap<string, readonly RequirementNow[]>
}

/** A cell holds no more of a text than this. */
const longestText = 1_000

export function indexRequirements(requirements: readonly RequirementNow[]): RequirementIndex {
  const byWords = new Map<string, RequirementNow[]>()
  for (const one of requirements) {
    const words = [one.title, one.text.slice(0, longestText)].flatMap((text) => [bare(text), unnumbered(text)])
    for (const word of new Set(words)) byWords.set(word, [...(byWords.get(word) ?? []), one])
  }
  return { byNumber: new Map(requirements.map((one) => [one.no, one])), byWords }
}

/**
 * The requirement a line is about: by its title, its text, or a number written in place of it; else by the number in a
 * column of its own; else, where a line says neither, by what stands under 序号.
 */
export function findRequirement(line: DivisionLine, index: RequirementIndex): Found {
  const { title, no, index: counted } = line
  const byNumber = (text: string, column: 'title' | 'no' | 'row'): Found => {
    const requirement = numbered(index, text)
    return requirement === undefined
      ? { kind: 'trouble', why: 'number-unknown', column, text }
      : { kind: 'found', requirement }
  }
  if (title === '' || readNumber(title) !== null) {
    if (title !== '') return byNumber(title, 'title')
    if (no !== '') return byNumber(no, 'no')
    return counted === ''
      ? { kind: 'trouble', why: 'requirement-missing', column: 'title', text: '' }
      : byNumber(counted, 'row')
  }
  const [only, ...more] = titled(line, index)
  if (only === undefined) return { kind: 'trouble', why: 'requirement-unknown', column: 'title', text: title }
  if (more.length > 0) {
    const meant = [only, ...more].find((one) => one.no === readNumber(no))
    if (meant !== undefined) return { kind: 'found', requirement: meant }
    return { kind: 'trouble', why: 'requirement-ambiguous', column: 'title', text: title }
  }
  if (no !== '' && readNumber(no) !== only.no) {
    const why = numbered(index, no) === undefined ? 'number-unknown' : 'number-contradicts'
    return { kind: 'trouble', why, column: 'no', text: no }
  }
  return { kind: 'found', requirement: only }
}

/** Those of this title; of several those of the line's task. */
function titled({ title, task }: DivisionLine, { byWords }: RequirementIndex): readonly RequirementNow[] {
  for (const wanted of [bare(title), unnumbered(title)]) {
    const same = wanted === '' ? [] : (byWords.get(wanted) ?? [])
    const ofTask = same.filter((one) => one.taskTitle !== null && unnumbered(one.taskTitle) === unnumbered(task))
    if (same.length > 0) return same.length > 1 && ofTask.length > 0 ? ofTask : same
  }
  return []
}

function numbered({ byNumber }: RequirementIndex, text: string): RequirementNow | undefined {
  const no = readNumber(text)
  return no === null ? undefined : byNumber.get(no)
}

/** 17 · 第17条 · （17） · 17.0, as a formula may leave it. */
function readNumber(text: string): number | null {
  const said = /^(?:第(\d{1,3})条|\((\d{1,3})\)|(\d{1,3})(?:\.0+)?[.、]?)$/.exec(
    text.normalize('NFKC').replaceAll(/\s/g, ''),
  )
  return said === null ? null : Number(said[1] ?? said[2] ?? said[3])
}

/** Without what differs between two people who copy one title: spaces, widths, punctuation. */
function bare(text: string): string {
  return text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** 17. 均衡编班 is 均衡编班. */
function unnumbered(text: string): string {
  const plain = text.normalize('NFKC').trim()
  return bare(plain.replace(/^(?:第?\d{1,3}[条.、:\s]|\(\d{1,3}\))\s*/, ''))
}
