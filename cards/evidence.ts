import type { EvidenceKind } from '#src/domain/evidence.ts'
import { button, hint, picture, row } from './card.ts'
import type { Block } from './elements.ts'
import { evidenceButtons, sayPiece, sayPieces } from './evidence-words.ts'
import type { Press } from './press.ts'

/** A piece as cards show it. */
export type ShownPiece = { readonly kind: EvidenceKind; readonly name: string; readonly imageKey: string | null }

const mostPictures = 3
const mostNames = 5

/**
 * What lies with a requirement or an issue, as part of a card: how many, in private their names and up to three photos,
 * and a button that sends all of it to whoever presses (`show` null: without). A group sees numbers, and never a picture
 * or a name.
 */
export function evidenceParts(view: {
  readonly pieces: readonly ShownPiece[]
  readonly isPrivate: boolean
  readonly show: Press | null
}): Block[] {
  const { pieces, isPrivate, show } = view
  if (pieces.length === 0) return []
  const files = pieces.filter((piece) => piece.kind === 'file').map((piece) => sayPiece(piece, true))
  const more = files.length > mostNames ? '等' : ''
  const names = isPrivate && files.length > 0 ? `：${files.slice(0, mostNames).join('、')}${more}` : ''
  return [
    hint(`已收到佐证材料 ${sayPieces(pieces)}${names}`),
    ...(isPrivate ? pictures(pieces) : []),
    ...(show === null ? [] : [button(evidenceButtons.show, show, 'primary_text')]),
  ]
}

/** Up to three photos side by side; only for private cards. */
export function pictures(pieces: readonly ShownPiece[]): Block[] {
  const keys = pieces.flatMap((piece) => (piece.imageKey === null ? [] : [piece.imageKey])).slice(0, mostPictures)
  if (keys.length === 0) return []
  return [row(keys.map((key) => picture(key, '照片')))]
}
