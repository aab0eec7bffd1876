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

/**
 * The requirement a line is about: by its title, its text, or a number written in place of it; else by the number in a
 * column of its own; else, where a line says neither, by what stands under 序号.
 */
export function findRequirement(line: DivisionLine, requirements: readonly RequirementNow[]): Found {
  const { title, no, index } = line
  const byNumber = (text: string, column: 'title' | 'no' | 'row'): Found => {
    const requirement = requirements.find((one) => one.no === readNumber(text))
    return requirement === undefined
      ? { kind: 'trouble', why: 'number-unknown', column, text }
      : { kind: 'found', requirement }
  }
  if (title === '' || readNumber(title) !== null) {
    if (title !== '') return byNumber(title, 'title')
    if (no !== '') return byNumber(no, 'no')
    return index === ''
      ? { kind: 'trouble', why: 'requirement-missing', column: 'title', text: '' }
      : byNumber(index, 'row')
  }
  const [only, ...more] = titled(line, requirements)
  if (only === undefined) return { kind: 'trouble', why: 'requirement-unknown', column: 'title', text: title }
  if (more.length > 0) {
    const numbered = [only, ...more].find((one) => one.no === readNumber(no))
    if (numbered !== undefined) return { kind: 'found', requirement: numbered }
    return { kind: 'trouble', why: 'requirement-ambiguous', column: 'title', text: title }
  }
  if (no !== '' && readNumber(no) !== only.no) {
    const exists = requirements.some((one) => one.no === readNumber(no))
    return { kind: 'trouble', why: exists ? 'number-contradicts' : 'number-unknown', column: 'no', text: no }
  }
  return { kind: 'found', requirement: only }
}

/** Those of this title; of several those of the line's task. */
function titled({ title, task }: DivisionLine, requirements: readonly RequirementNow[]): RequirementNow[] {
  for (const plain of [bare, unnumbered]) {
    const wanted = plain(title)
    if (wanted === '') continue
    const same = requirements.filter((one) => plain(one.title) === wanted || plain(one.text).slice(0, 1_000) === wanted)
    const ofTask = same.filter((one) => unnumbered(one.taskTitle) === unnumbered(task))
    if (same.length > 0) return same.length > 1 && ofTask.length > 0 ? ofTask : same
  }
  return []
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
