import type { EvidenceKind, EvidenceRefusal } from '#src/domain/evidence.ts'
import type { AssignmentId, EvidenceId, TrayId } from '#src/domain/ids.ts'
import type { PrivateMark } from '#src/domain/looks-private.ts'
import { button, type Card, card, div, form, hint, manySelect, remark, row, submit } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import type { Root } from './elements.ts'
import { pictures } from './evidence.ts'
import {
  evidenceButtons,
  evidenceLabels,
  evidenceRefusalWords,
  kindWords,
  looksPrivate,
  sayLooksLike,
  sayPiece,
  sayPieces,
} from './evidence-words.ts'
import { buttons } from './words.ts'

/** What somebody sent in one go, and what it is for. */
export type EvidenceTrayView = {
  readonly tray: TrayId
  readonly seen: number
  /** （7）艺术教室 of a requirement, 台账3 of an issue. */
  readonly landing: string
  readonly pieces: readonly {
    readonly id: EvidenceId
    readonly kind: EvidenceKind
    readonly name: string
    readonly imageKey: string | null
    readonly state: 'arriving' | 'kept' | 'refused' | 'withdrawn'
    readonly why: EvidenceRefusal | null
    /** What it looks as if it held, by its name or inside. */
    readonly marks: readonly PrivateMark[]
  }[]
  /** What it may be used for, and is; null: of an issue, or nothing was kept. */
  readonly uses: {
    readonly options: readonly { readonly assignment: AssignmentId; readonly text: string }[]
    readonly chosen: readonly AssignmentId[]
  } | null
  /** Where the walk goes on; null: nothing to go on with. */
  readonly goOn: AssignmentId | null
  /** Whose it is, before a group; null in private. There no picture is shown, no thumbnail, no name of a file. */
  readonly owner: string | null
  readonly note: string | null
}

type Piece = EvidenceTrayView['pieces'][number]

const longestOption = 30
/** Three elements each, of the 200 a card may have. */
const mostListed = 40

/** The one card about everything sent together: what was kept, what was not and why, and what it is evidence of. */
export function evidenceTrayCard(view: EvidenceTrayView): Card {
  const { pieces, owner, note } = view
  const kept = pieces.filter((piece) => piece.state === 'kept')
  const title = kept.length === 0 ? '佐证材料' : `已收到佐证材料 ${sayPieces(kept)}`
  return card(
    title,
    kept.length === 0 ? 'grey' : 'turquoise',
    [
      ...(note === null ? [] : [remark(note)]),
      div(lines(pieces, owner === null).join('\n')),
      ...(owner === null ? pictures(kept) : []),
      ...(owner === null && kept.some((piece) => piece.marks.length > 0) ? [hint(looksPrivate)] : []),
      ...uses(view),
      ...withdrawing(view),
      // Pressed, it takes the place of the walk's card: what is half typed there and not sent would be gone.
      ...(view.goOn === null
        ? []
        : [
            hint('原来的填报卡片可以接着填；不在眼前时再点这里。'),
            button(buttons.continueWalk, { v: 1, do: 'open-assignment', assignment: view.goOn }),
          ]),
      ...(owner === null ? [] : [hint(`由${cut(owner, longestName)}发来；照片和文件不会出现在群里。`)]),
    ],
    { subtitle: cut(view.landing, longestLine) },
  )
}

/** Ten photos in a row are one line: 1–10. 照片. */
function lines(pieces: readonly Piece[], isPrivate: boolean): string[] {
  const said = pieces.map((piece) => sayLine(piece, isPrivate))
  return said.flatMap((line, at) => {
    if (line === said[at - 1]) return []
    const next = said.findIndex((other, later) => later > at && other !== line)
    const last = next === -1 ? said.length : next
    return [`${at + 1 === last ? last : `${at + 1}–${last}`}. ${line}`]
  })
}

function sayLine(piece: Piece, isPrivate: boolean): string {
  const what = sayPiece(piece, isPrivate)
  switch (piece.state) {
    case 'kept':
      return isPrivate && piece.marks.length > 0 ? `${what}（${sayLooksLike(piece.marks)}）` : what
    case 'arriving':
      return `${what}（正在接收）`
    case 'withdrawn':
      return `${what}（已撤下）`
    case 'refused':
      return `${what}：${evidenceRefusalWords[piece.why ?? 'download-broken']}`
  }
}

function uses({ tray, seen, uses }: EvidenceTrayView): Root[] {
  if (uses === null || uses.options.length === 0) return []
  const options = uses.options.map(({ assignment, text }) => ({
    value: String(assignment),
    text: cut(text, longestOption),
  }))
  return [
    form('evidence-uses', [
      ...manySelect({ name: 'uses', label: evidenceLabels.uses, options, chosen: uses.chosen.map(String) }),
      submit(evidenceButtons.saveUses, { v: 1, do: 'save-evidence-uses', tray, seen }, 'primary_filled'),
    ]),
  ]
}

function withdrawing({ pieces, uses }: EvidenceTrayView): Root[] {
  const takeBack = pieces.flatMap((piece, at) =>
    piece.state === 'kept'
      ? [
          button(
            evidenceButtons.withdraw(at + 1),
            { v: 1, do: 'withdraw-evidence', evidence: piece.id },
            'primary_text',
          ),
        ]
      : [],
  )
  if (takeBack.length === 0) return []
  return [row(takeBack), ...(uses === null ? [hint('也可以发送如「撤下 1」。')] : [])]
}

/** Everything that lies with one requirement, for whoever may take it back. */
export function evidenceListCard(view: {
  readonly assignment: AssignmentId
  readonly landing: string
  readonly pieces: readonly { readonly id: EvidenceId; readonly kind: EvidenceKind; readonly name: string }[]
  /** Whether it is the reader's own to answer. */
  readonly goOn: boolean
  readonly note: string | null
}): Card {
  const { assignment, pieces, goOn, note } = view
  const listed = pieces.slice(0, mostListed)
  const takeBack = listed.map(({ id }, at) =>
    button(
      evidenceButtons.withdraw(at + 1),
      { v: 1, do: 'withdraw-evidence', evidence: id, assignment },
      'primary_text',
    ),
  )
  const lines = listed.map((piece, at) => `${at + 1}. ${sayPiece(piece, true)}`).join('\n')
  const more = pieces.length > mostListed ? [hint(`还有${pieces.length - mostListed}件，撤下前面的才能看到。`)] : []
  return card(
    `佐证材料 ${sayPieces(pieces)}`.trimEnd(),
    'turquoise',
    [
      ...(note === null ? [] : [remark(note)]),
      div(lines === '' ? `没有${kindWords.photo}和${kindWords.file}了。` : lines),
      ...more,
      ...(takeBack.length === 0 ? [] : [row(takeBack), hint('也可以发送如「撤下材料 1」。')]),
      ...(goOn ? [button(buttons.continueWalk, { v: 1, do: 'open-assignment', assignment })] : []),
    ],
    { subtitle: cut(view.landing, longestLine) },
  )
}
