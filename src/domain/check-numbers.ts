import type { Finding, StatedNumber } from './check-findings.ts'
import { measuredBy } from './check-profile.ts'
import type { RequirementNo } from './ids.ts'
import { type Measure, type Measured, measures, readMeasured } from './measured.ts'
import type { SchoolProfile } from './school-profile.ts'

type Text = { readonly no: RequirementNo; readonly text: string }
type Placed = Measured & { readonly no: RequirementNo }

/**
 * Numbers that do not agree: with the profile, where it states one; else between answers (10个班 here, 十二个教学班 there).
 * Only what measures the same is compared.
 */
export function numberFindings(texts: readonly Text[], profile: SchoolProfile): Finding[] {
  const stated = texts.flatMap(({ no, text }) => readMeasured(text).map((one): Placed => ({ ...one, no })))
  return measures.flatMap((measure) => {
    const of = once(stated.filter((one) => one.measure === measure))
    const field = measuredBy[measure]
    const known = field === undefined ? null : profile[field]
    return typeof known === 'number' && known > 0 ? withProfile(measure, of, known) : amongThemselves(measure, of)
  })
}

/** One answer that states two numbers of a thing tells of its parts (专职保安3名，兼职保安1名), so it is left out. */
function once(stated: readonly Placed[]): Placed[] {
  const byAnswer = Map.groupBy(stated, (one) => one.no)
  return [...byAnswer.values()].flatMap((of) => (of.every((one) => one.value === of[0]?.value) ? of : []))
}

function withProfile(measure: Measure, stated: readonly Placed[], profile: number): Finding[] {
  const wrong = Map.groupBy(
    stated.filter((one) => one.value !== profile),
    (one) => one.no,
  )
  return [...wrong].map(([no, of]) => ({
    id: `number-of-profile.${measure}.${no}`,
    group: 'numbers',
    nos: [no],
    ask: [no],
    issue: null,
    about: { kind: 'number-of-profile', measure, profile, said: of[0]?.said ?? '' },
  }))
}

function amongThemselves(measure: Measure, stated: readonly Placed[]): Finding[] {
  const values = [...Map.groupBy(stated, (one) => one.value)].map(
    ([value, of]): StatedNumber => ({ value, said: of[0]?.said ?? '', nos: [...new Set(of.map((one) => one.no))] }),
  )
  if (values.length < 2) return []
  const nos = [...new Set(stated.map((one) => one.no))]
  // Whoever says what most others say too is not asked; without a majority everybody is.
  const most = Math.max(...values.map((one) => one.nos.length))
  const usual = values.filter((one) => one.nos.length === most)
  const odd = usual.length > 1 ? values : values.filter((one) => one !== usual[0])
  return [
    {
      id: `numbers-differ.${measure}`,
      group: 'numbers',
      nos,
      ask: [...new Set(odd.flatMap((one) => one.nos))],
      issue: null,
      about: { kind: 'numbers-differ', measure, stated: values },
    },
  ]
}
