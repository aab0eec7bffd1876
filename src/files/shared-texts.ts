import { readMarkup } from './markup.ts'
import { storable } from './storable.ts'

/** Excel's own limit of what stands in one cell; what is longer was made by something else. */
export const longestCell = 32_767

/**
 * The texts of a workbook that its cells name by their place; those of a cell in several formats are put together, how
 * something is pronounced is left out. Null: the part cannot be read. Without the part there are none.
 */
export function readSharedTexts(part: Uint8Array | null): string[] | null {
  if (part === null) return []
  const texts: string[] = []
  let now: string[] | null = null
  let isText = false
  let isSpoken = false
  const isRead = readMarkup(part, {
    open: (name) => {
      if (name === 'si') now = []
      if (name === 'rPh') isSpoken = true
      if (name === 't') isText = !isSpoken
    },
    close: (name) => {
      if (name === 't') isText = false
      if (name === 'rPh') isSpoken = false
      if (name !== 'si') return
      texts.push(cleanText((now ?? []).join('')))
      now = null
    },
    text: (text) => {
      if (isText) now?.push(text)
    },
  })
  return isRead ? texts : null
}

/** Signs that XML cannot hold are written _x000D_; spaces around are nobody's meaning. */
export function cleanText(text: string): string {
  const written = text
    .slice(0, longestCell)
    .replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return storable(written).trim()
}
