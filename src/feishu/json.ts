const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Bytes as JSON, or undefined when they are none: invalid UTF-8, not JSON, or nested so deep that walking through it
 * ends the stack. NUL and halves of surrogate pairs are taken out of all strings, and keys with them dropped: Postgres
 * refuses both, and one event that can never be stored would come again for six hours.
 */
export function readJson(bytes: Uint8Array): unknown {
  try {
    const text = utf8.decode(bytes)
    if (isPlain(text)) return JSON.parse(text)
    return JSON.parse(text, (key, value: unknown) => {
      if (!isStorable(key)) return undefined
      return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value
    })
  } catch {
    return undefined
  }
}

/** More brackets than any press has: it may be deep. */
const manyBrackets = 200

/**
 * Whether nothing in a text that was valid UTF-8 needs care: what cannot be stored gets in by an escape alone, and depth by
 * brackets. So it is with nearly every event, and what was read need not be walked through.
 */
function isPlain(text: string): boolean {
  if (text.includes('\\u')) return false
  let brackets = 0
  for (let at = 0; at < text.length && brackets < manyBrackets; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x5b || code === 0x7b) brackets += 1
  }
  return brackets < manyBrackets
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}
