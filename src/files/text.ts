/** A letter cut in two where we stop looking is no fault of the text. */
const most = 4 * 1024 * 1024

/** Whether bytes are a text as school computers write it: UTF-8 or GB 18030 (what Excel saves as CSV), nothing unprintable. */
export function isText(bytes: Uint8Array): boolean {
  return ['utf-8', 'gb18030'].some((encoding) => {
    try {
      const decoder = new TextDecoder(encoding, { fatal: true })
      const text = decoder.decode(bytes.subarray(0, most), { stream: bytes.length > most })
      return !/[^\P{Cc}\t\n\f\r]/u.test(text)
    } catch {
      return false
    }
  })
}
