import type { DivisionTrouble } from '#src/domain/division-sheet.ts'
import type { PersonId, PlanId } from '#src/domain/ids.ts'
import { type NamedRequirement, nameRequirement } from '#src/domain/requirement-name.ts'
import { button, type Card, card, form, hint, markdown, remark, row, submit } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import type { Root } from './elements.ts'
import { heirSelect } from './heir-select.ts'
import { importButtons, listNames, sayOtherSheets, sayTrouble } from './import-words.ts'
import { joined, type Markup, md } from './markdown.ts'

/** What a table of the division would change. Only ever shown to whoever sent it, in private: it names people. */
export type ImportDivisionView = {
  /** Null when there is nothing to confirm. */
  readonly plan: { readonly id: PlanId; readonly seen: number } | null
  readonly title: string
  readonly changes: readonly ImportedChange[]
  readonly troubles: readonly DivisionTrouble[]
  readonly toPick: readonly {
    readonly name: string
    readonly requirements: number
    readonly people: readonly { readonly id: PersonId; readonly department: string }[]
  }[]
  readonly same: number
  readonly absent: number
  /** Requirements that would have nobody: then nothing can be confirmed. */
  readonly unheld: number
  /** Columns and sheets that are not read; columns whose merged cells hold for every line. */
  readonly ignored: readonly string[]
  readonly others: readonly string[]
  readonly merged: readonly string[]
  readonly note: string | null
}
type ImportedChange = NamedRequirement & {
  /** Null: nobody has it yet. */
  readonly from: Named | null
  readonly to: Named
}
type Named = { readonly department: string; readonly person: string }

/** The control in which one of several people of one name is picked, by their place among those to be picked. */
export function pickControl(at: number): string {
  return `pick_${at}`
}

const mostChanges = 10
const mostTroubles = 10
/** More names than this that several people have, no school has. */
const mostPicks = 8
const mostOptions = 10

/** Counts, the first changes, and all that was not understood with its row and head; nothing changes before 确认导入. */
export function importDivisionCard(view: ImportDivisionView): Card {
  const { changes, troubles, note } = view
  const alike = [...Map.groupBy(troubles, ({ kind, head, text }) => JSON.stringify([kind, head, text])).values()]
  const counts = [
    md`**将调整${changes.length}条**`,
    ...(troubles.length === 0 ? [] : [md`没有看懂${troubles.length}处`]),
    ...(view.same === 0 ? [] : [md`不用改${view.same}条`]),
    ...(view.absent === 0 ? [] : [md`表里没有${view.absent}条，保持不变`]),
  ]
  return card(
    '责任分工表 · 导入前请核对',
    changes.length === 0 ? 'wathet' : 'blue',
    [
      ...(note === null ? [] : [remark(note)]),
      markdown(joined(counts)),
      ...section('要调整的', changes.map(sayChange), mostChanges),
      ...section(
        '没有看懂，这些条款保持不变',
        alike.flatMap((same) => (same[0] === undefined ? [] : [md`${sayTrouble(same[0], rowsOf(same))}`])),
        mostTroubles,
        alike.slice(mostTroubles).flat().length,
      ),
      ...settle(view),
      ...remarks(view).map(hint),
    ],
    { subtitle: cut(view.title, longestLine) },
  )
}

function sayChange(change: ImportedChange): Markup {
  const { from, to } = change
  return md`${cut(nameRequirement(change), longestLine)}：${from === null ? '' : `${sayNamed(from)} → `}${sayNamed(to)}`
}

function sayNamed({ department, person }: Named): string {
  return `${cut(department, longestName)} ${cut(person, longestName)}`
}

function rowsOf(troubles: readonly DivisionTrouble[]): number[] {
  return [...new Set(troubles.map(({ row }) => row))]
}

function section(title: string, lines: readonly Markup[], most: number, hidden = lines.length - most): Root[] {
  if (lines.length === 0) return []
  const rest = hidden > 0 ? [md`……还有${hidden}处`] : []
  return [markdown(joined([md`**${title}**`, ...lines.slice(0, most), ...rest]))]
}

/** Whom to pick of several, and the two buttons. Whoever is not picked stays out of it. */
function settle({ plan, toPick, unheld }: ImportDivisionView): Root[] {
  if (plan === null || unheld > 0) return []
  const confirm = { v: 1, do: 'confirm-import', purpose: 'division', plan: plan.id, seen: plan.seen } as const
  const cancel = { v: 1, do: 'cancel-import', purpose: 'division', plan: plan.id } as const
  if (toPick.length === 0) {
    return [row([button(importButtons.confirm, confirm, 'primary_filled'), button(importButtons.cancel, cancel)])]
  }
  return [
    form('import', [
      ...toPick.slice(0, mostPicks).flatMap(({ name, requirements, people }, at) =>
        heirSelect({
          name: pickControl(at),
          label: `有几位${cut(name, longestName)}，这${requirements}条是哪一位`,
          people: people.map((one) => ({ id: one.id, name: `${one.department} ${name}` })),
          chosen: null,
          most: mostOptions,
        }),
      ),
      row([submit(importButtons.confirm, confirm, 'primary_filled'), submit(importButtons.cancel, cancel)]),
    ]),
    hint('没有选的保持不变；也可以在表里写成「姓名（部门）」再发一次。'),
  ]
}

function remarks({ unheld, ignored, others, merged, plan }: ImportDivisionView): string[] {
  return [
    ...(unheld > 0 ? [`还有${unheld}条没有责任人，请在表里补齐再发，或先发送「分工」分到部门。`] : []),
    ...(merged.length === 0 ? [] : [`合并的${listNames(merged)}按每一行都相同来读。`]),
    ...(ignored.length === 0 ? [] : [`${listNames(ignored)}不导入。`]),
    ...sayOtherSheets(others),
    ...(plan !== null && unheld === 0 ? ['确认以前什么都不会改；填过的内容都在，新的责任人会各收到一条私信。'] : []),
  ]
}
