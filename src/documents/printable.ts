/** Office refuses a file that holds any other character than these of XML 1.0, and with it the whole paper. */
export function printable(text: string): string {
  return text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
}
