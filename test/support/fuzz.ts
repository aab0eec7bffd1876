import fc from 'fast-check'

/**
 * The same cases in every ordinary run, so that a red test stays red. `npm run fuzz` sets both: another seed, and so many
 * times the usual number of cases.
 */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_130)
const factor = Number(process.env.FUZZ_RUNS ?? 1)

fc.configureGlobal({ seed })

/** How many cases a property is held to, given how many it usually is. */
export function runs(usual: number): { readonly numRuns: number } {
  return { numRuns: Math.max(1, Math.round(usual * factor)) }
}
