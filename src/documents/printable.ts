/** Signs that turn the direction of what follows, to the end of the paragraph: one in a name mirrors a whole section. */
const turning = /[\u202a-\u202e\u2066-\u2069]/gu

/** Office refuses a file that holds any other character than these of XML 1.0, and with it the whole paper. */
export function printable(text: string): string {
  return text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').replaceAll(turning, '')
}
