/**
 * Labelled text, `自评：已达到`, as full text mode takes it: one label a line (a value runs on until the next label at a
 * line's start), or several on a line with a space or ； between. Null when it does not begin with one of the labels, so
 * that nothing said before a label is lost. A label twice at a line's start: its values are joined by a line break.
 */
export function readLabelled<Label extends string>(text: string, labels: readonly Label[]): Map<Label, string> | null {
  const { before, values } = splitLabelled(text, labels)
  return values.size === 0 || before !== '' ? null : values
}

/** The same, and what stands before the first label; all of it where there is none. */
export function splitLabelled<Label extends string>(
  text: string,
  labels: readonly Label[],
): { readonly before: string; readonly values: Map<Label, string> } {
  const found = findLabels(text, labels)
  const values = new Map<Label, string>()
  for (const [index, { label, to }] of found.entries()) {
    const next = found[index + 1]
    const piece = text.slice(to, next?.from).trim()
    const value = next === undefined || next.startsLine ? piece : piece.replace(/[；;]$/, '')
    const earlier = values.get(label)
    values.set(label, earlier === undefined ? value : `${earlier}\n${value}`)
  }
  return { before: text.slice(0, found[0]?.from).trim(), values }
}

function findLabels<Label extends string>(text: string, labels: readonly Label[]) {
  const all = labels.flatMap((label) =>
    // The labels are our own words and hold nothing a pattern would read otherwise.
    [...text.matchAll(new RegExp(`(?<=^|[\\s；;])${label}\\s*[：:﹕]`, 'gu'))].map((match) => ({
      label,
      from: match.index,
      to: match.index + match[0].length,
      startsLine: startsLine(text, match.index),
    })),
  )
  // Inside a line it is a label only if it has no line of its own: a fact may quote the word.
  const own = new Set(all.filter((one) => one.startsLine).map((one) => one.label))
  return all.filter((one) => one.startsLine || !own.has(one.label)).toSorted((a, b) => a.from - b.from)
}

/** Back over spaces only: what was looked at for one label is never looked at for the next, however many there are. */
function startsLine(text: string, index: number): boolean {
  let at = index - 1
  while (at >= 0 && text[at] !== '\n' && text[at]?.trim() === '') at -= 1
  return at < 0 || text[at] === '\n'
}
