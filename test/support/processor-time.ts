/** What something costs the processor, in ms: what else runs on the machine does not count. */
export function processorTime(run: () => void): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** What is repeated to see whether work grows faster than a text: every kind of sign that is looked for, and pairs. */
export const pumps: readonly string[] = [
  ...[' ', '\n', '0', 'a', '的', '一', '，', '。', '、', '.', '(', '（', ':', '：', '-', '·', '/', '，。', '\u200b'],
  ...['0.', '1、', ' 的', '。 ', ' \n', '\t ', '第1条', 'a=', '年1', '时限：', '退回', '条款 ', '@_user_1'],
]

/**
 * Whether eight times the text takes much more than eight times the work, and long enough to matter. `work` does it for a
 * text of so many characters.
 */
export function growsTooFast(work: (length: number) => void, short: number): boolean {
  const long = processorTime(() => work(short * 8))
  return (
    long > 40 &&
    long >
      24 *
        Math.max(
          processorTime(() => work(short)),
          0.5,
        )
  )
}
