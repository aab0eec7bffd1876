import type { Count } from '#src/domain/progress.ts'
import type { ReviewCount } from '#src/domain/review.ts'
import { columns, hint, markdown, table } from './card.ts'
import { cut, longestName } from './cut.ts'
import type { Block, Div, Table } from './elements.ts'
import { md } from './markdown.ts'
import { sayReviewCount } from './review-words.ts'

type Named = { readonly name: string; readonly count: Count }

/** A table of more rows leaves no room for the rest of its card. */
const mostRows = 100

/** The two numbers side by side, each under its own word, so that nobody takes one for the other. */
export function twoNumbers(of: Count): Block {
  return columns([
    [markdown(md`已填报`, 'notation'), markdown(md`**${of.answered}** / ${of.total} 条`, 'heading')],
    [markdown(md`已达到`, 'notation'), markdown(md`**${of.met}** 条`, 'heading')],
  ])
}

/** Beside the two numbers, never among them. */
export function reviewNumbers(review: ReviewCount | null): Block[] {
  return review === null ? [] : [markdown(md`${sayReviewCount(review)}`, 'notation')]
}

/** Departments and their numbers in the order given: never sorted by how far somebody is (design, principle 2). */
export function departmentNumbers(departments: readonly Named[]): (Table | Div)[] {
  if (departments.length === 0) return []
  const whole = table(
    [
      { name: 'department', display_name: '部门', data_type: 'text' },
      { name: 'answered', display_name: '已填报', data_type: 'text' },
      { name: 'met', display_name: '已达到', data_type: 'number' },
    ],
    departments.slice(0, mostRows).map(({ name, count }) => ({
      department: cut(name, longestName),
      answered: `${count.answered}/${count.total}`,
      met: count.met,
    })),
  )
  const more = departments.length - mostRows
  return more > 0 ? [whole, hint(`还有${more}个部门，发送「进度 部门名称」可以单独查看。`)] : [whole]
}
