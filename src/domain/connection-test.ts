/** What is asked of whoever helps to try the line between the platform and the bot, with six digits behind it. */
export const connectionTestWord = '连接测试'

const asked = new RegExp(`^\\s*/?${connectionTestWord}\\s*(\\d{6})\\s*[。.!！]?\\s*$`, 'u')

/** The code in 连接测试 482913, as the doctor's card asks people to write it; null when it says anything else. */
export function readConnectionTest(text: string): string | null {
  return text.length > 40 ? null : (asked.exec(text.normalize('NFKC'))?.[1] ?? null)
}
