import type { CheckLine, Cure } from '#src/domain/check-lines.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import { askingButton, button, type Card, card, hint, markdown, remark, row } from './card.ts'
import { cut, longestLine } from './cut.ts'
import type { Block, Button } from './elements.ts'
import { findingButtons, groupWords, sayLine, sayPeople, sayRemark } from './finding-words.ts'
import { md } from './markdown.ts'
import { traceButton } from './paper-words.ts'
import { studyButtons } from './study-words.ts'
import { buttons } from './words.ts'

/** What does not fit before the paper is signed; for whoever leads, in private alone: it quotes answers and names people. */
export type FindingsView = {
  readonly campaign: CampaignId
  readonly title: string
  /** From 0. */
  readonly page: number
  /** Of findings; one line may tell of several. */
  readonly found: number
  readonly lines: readonly CheckLine[]
  readonly closed: boolean
  /** Nothing has been said of the school yet, so less can be compared. */
  readonly noProfile: boolean
  readonly note: string | null
}

/** Two screens of a phone. */
const pageSize = 8
const longestSaid = 260

export function findingsCard(view: FindingsView): Card {
  const { found, lines, note } = view
  const pages = Math.max(1, Math.ceil(lines.length / pageSize))
  const page = Math.min(view.page, pages - 1)
  const shown = lines.slice(page * pageSize, (page + 1) * pageSize)
  return card(
    found === 0 ? '签字前体检：没有发现要核对的' : `签字前体检（${found}处）`,
    found === 0 ? 'green' : 'blue',
    [
      ...(note === null ? [] : [remark(note)]),
      markdown(intro(view)),
      ...shown.flatMap((line, at) => [
        ...(shown[at - 1]?.group === line.group ? [] : [markdown(md`**${groupWords[line.group]}**`)]),
        ...block(line, view, page),
      ]),
      ...turns(view, page, pages),
      ...words(shown),
      ...last(view),
    ],
    { subtitle: cut(view.title, longestLine) },
  )
}

function intro({ found, closed }: FindingsView) {
  if (found === 0) return md`各条填报之间没有看出不一致的地方。体检只是提醒，请以实际情况为准。`
  if (closed) return md`活动已结束，填报不能再改，这里可以确认属实、处理台账、记录学习；要改填报请联络员先延期。`
  return md`请看一看下面这些地方，改好或确认后就不再列出。体检只是提醒，请以实际情况为准。`
}

function block(line: CheckLine, view: FindingsView, page: number): Block[] {
  const presses = line.cures.map((cure) => press(cure, view, page))
  return [
    markdown(md`${cut(sayLine(line), longestSaid)}`),
    ...(line.remarks.length === 0 ? [] : [hint(line.remarks.map(sayRemark).join('；'))]),
    ...(presses.length === 0 ? [] : [row(presses)]),
  ]
}

function press(cure: Cure, { campaign }: FindingsView, page: number): Button {
  switch (cure.kind) {
    case 'confirm': {
      const { assignment, revision } = cure
      return button(findingButtons.confirm, { v: 1, do: 'confirm-claim', assignment, seen: revision, page })
    }
    case 'open':
      return button(findingButtons.open, { v: 1, do: 'open-assignment', assignment: cure.assignment })
    case 'ask':
      return button(`请${sayPeople(cure.people)}核对`, {
        v: 1,
        do: 'ask-to-mend',
        campaign,
        finding: cure.finding,
        page,
      })
    case 'return':
      return button(findingButtons.return, { v: 1, do: 'open-review', campaign, no: cure.no })
    case 'issue':
      return button(findingButtons.issue, { v: 1, do: 'open-issue', issue: cure.issue })
    case 'profile':
      return button(findingButtons.profile, { v: 1, do: 'show-profile', campaign })
    case 'session':
      return button(studyButtons.openSession, { v: 1, do: 'open-session', campaign })
    case 'walk':
      return button(findingButtons.walk, { v: 1, do: 'start-walk', campaign })
    case 'review':
      return button(findingButtons.review, { v: 1, do: 'start-review' })
    case 'remind': {
      const ask = { title: '催办', text: '给还没有填完的老师各发一条私信？' }
      return askingButton(findingButtons.remind, { v: 1, do: 'send-reminders', campaign }, ask)
    }
  }
}

function turns({ campaign }: FindingsView, page: number, pages: number): Block[] {
  if (pages === 1) return []
  const to = (text: string, at: number) => button(text, { v: 1, do: 'show-check', campaign, page: at })
  const moves = [
    ...(page > 0 ? [to(buttons.pageBack, page - 1)] : []),
    ...(page < pages - 1 ? [to(buttons.pageOn, page + 1)] : []),
  ]
  const next = page + 2 > pages ? 1 : page + 2
  return [row(moves), hint(`第${page + 1}页/共${pages}页，也可以发送「体检 第${next}页」。`)]
}

/** The same by words, for whoever sees no buttons. */
function words(lines: readonly CheckLine[]): Block[] {
  const has = (kind: Cure['kind']) => lines.some((line) => line.cures.some((cure) => cure.kind === kind))
  const ways = [
    ...(has('confirm') ? ['「体检 确认 17」'] : []),
    ...(has('ask') ? ['「体检 请核对 17」'] : []),
    ...(has('open') ? ['「填报 17」'] : []),
    ...(has('issue') ? ['「台账 3」'] : []),
  ]
  return ways.length === 0 ? [] : [hint(`也可以发送${ways.join('')}，数字换成那一条的编号。`)]
}

function last({ campaign, noProfile, closed }: FindingsView): Block[] {
  return [
    ...(noProfile && !closed ? [hint('还没有填学校概况；填上几个数，体检能核对得更全。')] : []),
    row([
      ...(closed ? [] : [button(findingButtons.profile, { v: 1, do: 'show-profile', campaign }, 'primary_text')]),
      button(traceButton, { v: 1, do: 'send-trace', campaign }, 'primary_text'),
    ]),
  ]
}
