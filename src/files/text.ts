/** A letter cut in two where we stop looking is no fault of the text. */
const most = 4 * 1024 * 1024

/** Whether bytes are a text as school computers write it, with nothing unprintable. */
export function isText(bytes: Uint8Array): boolean {
  return encodingsOf(bytes).some((encoding) => {
    try {
      const decoder = new TextDecoder(encoding, { fatal: true })
      const text = decoder.decode(bytes.subarray(0, most), { stream: bytes.length > most })
      // Word saves the end of a line within a paragraph as a vertical tab.
      return !/[^\P{Cc}\t\n\v\f\r]/u.test(text)
    } catch {
      return false
    }
  })
}

/** The words of a text; null: it is none. */
export function decodeText(bytes: Uint8Array): string | null {
  for (const encoding of encodingsOf(bytes)) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {}
  }
  return null
}

/** UTF-16 where its mark begins the file (「Unicode」 in Notepad); else UTF-8, else GB 18030 (what Excel saves as CSV). */
function encodingsOf([first, second]: Uint8Array): readonly string[] {
  if (first === 0xff && second === 0xfe) return ['utf-16le']
  if (first === 0xfe && second === 0xff) return ['utf-16be']
  return ['utf-8', 'gb18030']
}
