import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { evidenceButtons, evidenceSaid } from '#cards/evidence-words.ts'
import { reviewButtons, reviewSaid } from '#cards/review-words.ts'
import { buttons, refusals, said } from '#cards/words.ts'

/** Everything that could say something to staff, but the words themselves. */
const program = ['cards', 'src']
  .flatMap((folder) => globSync(`${folder}/**/*.ts`, { exclude: ['src/emulator'] }))
  .filter((path) => path !== 'cards/words.ts')
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n')

// A sentence nobody can ever read is a rule nobody keeps.
test.each([
  ...Object.keys(refusals).map((key) => ['refusals', key] as const),
  ...Object.keys(said).map((key) => ['said', key] as const),
  ...Object.keys(buttons).map((key) => ['buttons', key] as const),
  ...Object.keys(evidenceSaid).map((key) => ['evidenceSaid', key] as const),
  ...Object.keys(evidenceButtons).map((key) => ['evidenceButtons', key] as const),
  ...Object.keys(reviewSaid).map((key) => ['reviewSaid', key] as const),
  ...Object.keys(reviewButtons).map((key) => ['reviewButtons', key] as const),
])('%s: %s is said somewhere', (table, key) => {
  const byName = new RegExp(`\\b${table}\\.${key}\\b`).test(program)
  expect(byName || (table === 'refusals' && program.includes(`'${key}'`))).toBe(true)
})
