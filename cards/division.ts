import type { CampaignId, DepartmentId } from '#src/domain/ids.ts'
import { button, type Card, card, form, hint, markdown, panel, remark, row, select, submit } from './card.ts'
import { countElements, mostBytes, mostElements, sizeOf } from './check.ts'
import { cut, longestLine, longestName } from './cut.ts'
import type { FormPart, Root } from './elements.ts'
import { importButtons } from './import-words.ts'
import { joined, type Markup, md } from './markdown.ts'
import { buttons, labels, refusals, sayNames } from './words.ts'

/** Which department takes what: the departments there are, and the catalogue's suggested ones to be mapped onto them. */
export type DivisionView = {
  readonly campaign: CampaignId
  readonly school: string
  readonly title: string
  readonly seen: number
  readonly departments: readonly {
    readonly id: DepartmentId
    readonly name: string
    readonly heads: readonly string[]
    readonly members: number
  }[]
  readonly groups: readonly {
    /** Stable and ASCII, the name of its control: g0. */
    readonly key: string
    /** The catalogue's word: 教务处. */
    readonly suggested: string
    readonly requirements: number
    readonly chosen: DepartmentId | null
  }[]
  readonly spread: 'members' | 'head'
  /** From 0. */
  readonly page: number
  readonly refused: string | null
}

/** The name of the control that says how a department's share is spread; those of the groups are their keys. */
export const spreadControl = 'spread'

const heading = '责任分工'
/** An option counts as an element, so with more departments than this not even one select fits on a card. */
const mostOffered = 150
/** The folded list of departments gives way to the form, which has to be whole. */
const mostListBytes = 5000

/** The form of flow 2. Long ones come in pages; the choices of a page travel with 上一页, 下一页 and 确认分工 alike. */
export function divisionCard(view: DivisionView): Card {
  if (staffed(view).length === 0) {
    return card(heading, 'blue', [markdown(md`${refusals['no-departments']}`)], { subtitle: view.title })
  }
  const pages = divisionPages(view)
  const page = Math.min(view.page, pages.length - 1)
  return card(heading, 'blue', drawn(view, pages[page] ?? [], page, pages.length), { subtitle: view.title })
}

/**
 * The groups of each page, as many on one as the platform lets stand there (200 elements, 30 KB): all eleven of a school
 * with a few departments, one of a school with 150. At least one page, at least one group on each when there are any.
 */
export function divisionPages(view: DivisionView): DivisionView['groups'][] {
  // Page numbers of three digits and the widest title: no page is larger around its selects than this.
  const frame = card(heading, 'blue', drawn(view, [], 100, 102), { subtitle: '责'.repeat(longestLine) })
  const room = { elements: mostElements - countElements(frame), bytes: mostBytes - sizeOf(frame) }
  const pages: DivisionView['groups'][number][][] = [[]]
  let left = { ...room }
  for (const group of view.groups) {
    const part = choice(view, group)
    const cost = { elements: countElements(part), bytes: sizeOf(part) }
    const here = pages.at(-1)
    const fits = cost.elements <= left.elements && cost.bytes <= left.bytes
    if (here !== undefined && (fits || here.length === 0)) here.push(group)
    else {
      pages.push([group])
      left = { ...room }
    }
    left = { elements: left.elements - cost.elements, bytes: left.bytes - cost.bytes }
  }
  return pages
}

function drawn(view: DivisionView, groups: DivisionView['groups'], page: number, pages: number): Root[] {
  const { campaign, seen, refused, spread } = view
  const turn = (text: string, to: number) => submit(text, { v: 1, do: 'show-division', campaign, page: to, seen })
  const confirm = submit(
    buttons.confirmDivision,
    { v: 1, do: 'confirm-division', campaign, page, seen },
    'primary_filled',
  )
  const moves = [
    ...(page > 0 ? [turn(buttons.pageBack, page - 1)] : []),
    ...(page < pages - 1 ? [turn(buttons.pageOn, page + 1)] : []),
  ]
  return [
    ...(refused === null ? [] : [remark(refused)]),
    markdown(md`标准里常见的这些部门，在本校由谁负责？一个部门可以负责几项。`),
    listed(view),
    form('division', [
      ...groups.flatMap((group) => choice(view, group)),
      ...select({
        name: spreadControl,
        label: labels.spread,
        options: [
          { value: 'members', text: '平均分给部门成员' },
          { value: 'head', text: '都由部门负责人填报' },
        ],
        chosen: spread,
      }),
      row([confirm, ...moves]),
    ]),
    button(importButtons.importDivision, { v: 1, do: 'import-division', campaign }, 'primary_text'),
    ...(pages > 1 ? [hint(`第${page + 1}页/共${pages}页。翻页会记住已选的；「确认分工」确认所有页。`)] : []),
    ...(staffed(view).length > mostOffered
      ? [hint(`部门较多，列表里只有前${mostOffered}个。其他部门请发送文字，如：分工 德育处=学生发展中心`)]
      : []),
  ]
}

function choice(view: DivisionView, group: DivisionView['groups'][number]): FormPart[] {
  const all = staffed(view)
  const chosen = all.find((department) => department.id === group.chosen) ?? null
  const first = all.slice(0, mostOffered)
  const offered = chosen === null || first.includes(chosen) ? first : [...first, chosen]
  const label = `${cut(group.suggested, longestName)}（${group.requirements}条）`
  return select({
    name: group.key,
    label,
    placeholder: `${label}由哪个部门负责`,
    options: offered.map(({ id, name }) => ({ value: String(id), text: cut(name, longestName) })),
    chosen: chosen === null ? null : String(chosen.id),
  })
}

/** Only who is there can be given something. */
function staffed(view: DivisionView): DivisionView['departments'] {
  return view.departments.filter((department) => department.members > 0)
}

function listed({ departments }: DivisionView): Root & FormPart {
  const lines: Markup[] = []
  let bytes = 0
  for (const { name, heads, members } of departments) {
    const head = heads.length === 0 ? '未设负责人' : sayNames(heads, 2)
    const line = md`${cut(name, longestName)} · ${members}人 · ${head}`
    bytes += sizeOf(line.markup)
    if (bytes > mostListBytes) break
    lines.push(line)
  }
  const more = departments.length - lines.length
  const rest = more === 0 ? [] : [md`还有${more}个部门`]
  return panel(`本校部门（${departments.length}个）`, [markdown(joined([...lines, ...rest]))])
}
