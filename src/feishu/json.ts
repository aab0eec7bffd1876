const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Bytes as JSON, or undefined when they are none: invalid UTF-8, not JSON, or nested so deep that walking through it
 * ends the stack. NUL and halves of surrogate pairs are taken out of all strings, and keys with them dropped: Postgres
 * refuses both, and one event that can never be stored would come again for six hours.
 */
export function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes), (key, value: unknown) => {
      if (!isStorable(key)) return undefined
      return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value
    })
  } catch {
    return undefined
  }
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}
