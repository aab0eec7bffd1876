import type { CampaignId } from '#src/domain/ids.ts'
import { button, type Card, card, hint, markdown } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import type { Block } from './elements.ts'
import { joined, type Markup, md } from './markdown.ts'
import { buttons, refusals } from './words.ts'

/** Who would get what, shown before anything is sent. */
export type RemindPreviewView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly private: readonly { readonly name: string; readonly open: number }[]
  readonly heads: readonly { readonly name: string; readonly department: string; readonly people: number }[]
  readonly skipped: readonly { readonly name: string; readonly why: string }[]
  /** When they are sent, as said to people: 现在, 11月30日（周一）16:00. */
  readonly when: string
}

const mostShown = 15

/** Nothing goes out before 确认催办, and it decides again who still owes something when it is pressed. */
export function remindPreviewCard(view: RemindPreviewView): Card {
  const none = view.private.length + view.heads.length === 0
  const name = (text: string) => cut(text, longestName)
  return card(
    '催办预览',
    'wathet',
    [
      ...(none
        ? [markdown(md`${refusals['nobody-to-remind']}`)]
        : [markdown(md`发送时间：${cut(view.when, longestLine)}`)]),
      ...section(
        '私信提醒',
        view.private.map((one) => md`${name(one.name)} · ${one.open}条`),
      ),
      ...section(
        '汇总给负责人',
        view.heads.map((one) => md`${name(one.name)}（${name(one.department)}） · ${one.people}人`),
      ),
      ...section(
        '这次不发',
        view.skipped.map((one) => md`${name(one.name)}：${cut(one.why, longestLine)}`),
      ),
      ...(none
        ? []
        : [
            button(buttons.sendReminders, { v: 1, do: 'send-reminders', campaign: view.campaign }, 'primary_filled'),
            hint('都是私信，不在群里点名。发送前会再核对一次，刚填完的老师不会收到。'),
          ]),
    ],
    { subtitle: cut(view.title, longestLine) },
  )
}

function section(title: string, lines: readonly Markup[]): Block[] {
  if (lines.length === 0) return []
  const rest = lines.length > mostShown ? [md`等${lines.length}人`] : []
  return [markdown(joined([md`**${title}（${lines.length}人）**`, ...lines.slice(0, mostShown), ...rest]))]
}
