import type { LedgerFilter } from './issue.ts'

/** What follows 台账: which department by its name ('' for all), which standing, which page, from 0. */
export type LedgerWords = { readonly department: string; readonly standing: LedgerFilter; readonly page: number }

/** The words of cards/issue-words.ts, as people write them back, and a few shorter ones. */
const filters: Readonly<Record<string, LedgerFilter>> = {
  全部: 'all',
  整改中: 'in-hand',
  '7天内到期': 'due-soon',
  即将到期: 'due-soon',
  已过时限: 'overdue',
  过时限: 'overdue',
  逾期: 'overdue',
  待上级解决: 'waiting-for-above',
  提请上级解决: 'waiting-for-above',
  待复查: 'awaiting',
  已销号: 'struck-off',
  不作为问题: 'none',
  已并入: 'none',
}
const pageWord = /^第(\d{1,3})页$/
/** As departments of schools are called, perhaps with a campus behind it: 教务处(东校区). */
const departmentEnding = /(?:处|室|组|办|部|会|科|队|中心|支部|年级|团委|委员会|院|园|馆|食堂)(?:\([^()]{1,8}\))?$/u
const departmentWord = /^[\p{L}\p{N}()·]{1,16}$/u

/** `教务处 待上级解决 第2页`, in any order; null when it says more than one department, or two of anything else. */
export function readLedgerWords(rest: string): LedgerWords | null {
  const words = rest
    .normalize('NFKC')
    .split(/[\s,、]+/u)
    .filter((word) => word !== '')
  if (words.length > 3) return null
  const pages = words.flatMap((word) => pageWord.exec(word)?.[1] ?? [])
  const standings = words.flatMap((word) => (Object.hasOwn(filters, word) ? (filters[word] ?? []) : []))
  const names = words.filter((word) => !pageWord.test(word) && !Object.hasOwn(filters, word))
  if (pages.length > 1 || standings.length > 1 || names.length > 1) return null
  const [department = ''] = names
  if (department !== '' && !departmentWord.test(department)) return null
  return { department, standing: standings[0] ?? 'all', page: Math.max(0, Number(pages[0] ?? 1) - 1) }
}

/** Whether a name by itself, without a slash before it, is likely one of a department: 台账 齐全 and 进度 正常 are facts. */
export function isLikelyDepartment(name: string): boolean {
  return departmentEnding.test(name.normalize('NFKC'))
}
