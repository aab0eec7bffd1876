import type { RequirementNo } from './ids.ts'

/** Shorter ones (有制度，有记录) are rightly alike. In characters without signs and spaces. */
export const shortestSame = 12

/** The same fact under several requirements, told once for all of them, in the order of the first. */
export function sameTexts(
  facts: readonly { readonly no: RequirementNo; readonly text: string }[],
): { readonly nos: readonly RequirementNo[]; readonly text: string }[] {
  const alike = Map.groupBy(facts, (one) => bare(one.text))
  return [...alike].flatMap(([words, of]) => {
    const nos = [...new Set(of.map((one) => one.no))]
    return [...words].length < shortestSame || nos.length < 2 ? [] : [{ nos, text: of[0]?.text ?? '' }]
  })
}

function bare(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s\p{P}\p{S}]/gu, '')
}
