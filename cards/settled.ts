import { type Card, card, markdown } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import { type ShareSize, saySize } from './hand-over-words.ts'
import { joined, md } from './markdown.ts'

/** What somebody carried is in other hands. */
export type SettledView = {
  readonly title: string
  /** Whose it was. */
  readonly name: string
  /** Empty: nobody wrote down who took over what; it is in other hands all the same. */
  readonly heirs: readonly { readonly name: string; readonly size: ShareSize }[]
}

const mostShown = 15

export function settledCard({ title, name, heirs }: SettledView): Card {
  const rest = heirs.length > mostShown ? [md`等${heirs.length}人`] : []
  return card(
    '已交接',
    'green',
    [
      markdown(
        joined([
          heirs.length === 0
            ? md`${cut(name, longestName)}的条款和问题都已有老师接手。`
            : md`${cut(name, longestName)}的条款和问题已交接，填过的内容都在：`,
          ...heirs.slice(0, mostShown).map((one) => md`${cut(one.name, longestName)}：${saySize(one.size)}`),
          ...rest,
        ]),
      ),
    ],
    { subtitle: cut(title, longestLine) },
  )
}
