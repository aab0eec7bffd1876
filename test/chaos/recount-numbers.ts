import { sql } from 'kysely'
import type { Tx } from '#db/tx.ts'
import { readNumbers, recount } from '../model/recount.ts'
import type { Lines } from './lines.ts'
import { here, type School } from './schools.ts'
import type { ChaosTown } from './town.ts'

/** Asks for the progress in each leading group; answers whether the answers came. */
export async function askProgress(town: ChaosTown, schools: readonly School[]): Promise<boolean> {
  for (const school of schools) await here(school).say('/progress')
  return town.settle(60_000)
}

/** What `/progress` said in each leading group, held against the database's own count. */
export async function recountProgress(
  town: ChaosTown,
  schools: readonly School[],
  read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  lines: Lines,
): Promise<void> {
  const today = new Date(town.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  for (const school of schools) {
    const card = here(school)
      .cards()
      .findLast((one) => one.text.includes('已填报'))
    const seen = readNumbers((card?.text ?? '').replace(/已填报\n/, '已填报 ').replace(/已达到\n/, '已达到 '))
    const counted = await read(async (tx) => {
      const { rows } = await sql<{ id: number }>`select id from campaign where school = ${school.name}`.execute(tx)
      return recount(tx, rows[0]?.id ?? 0, today)
    })
    const said = ({ two, issues }: { two: string; issues: string }) => `${two} ${issues}`
    lines.equal(`/progress of ${school.name}`, said(seen), said(counted))
  }
}
