import { readFile } from 'node:fs/promises'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** What axe-core finds on a page as it stands, a line for each: the rule, where, and what is wrong there. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(source)
  const results = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as AxeResults
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  )
}
