import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds of CPU that processes have used so far: of one, or of a PostgreSQL server with all it began. */
export type Work = { readonly own: number; readonly database: number }

/** Ticks of the kernel a second, on every Linux since 2.6. */
const ticksPerSecond = 100

/** Read from /proc; null where there is none. */
export function workOf(pid: number, postgres: number | null): Work | null {
  try {
    const own = read(pid).ticks
    const database = postgres === null ? 0 : below(postgres)
    return { own: ms(own), database: ms(database) }
  } catch {
    return null
  }
}

function below(postgres: number): number {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const found = all.flatMap((name) => {
    try {
      return [{ pid: Number(name), ...read(Number(name)) }]
    } catch {
      // It ended meanwhile.
      return []
    }
  })
  const ours = found.filter((one) => one.pid === postgres || one.parent === postgres)
  // A connection that has ended is among what the first process has seen end: left out, the sum would fall.
  return ours.reduce((sum, one) => sum + one.ticks + one.ended, 0)
}

/** `ended`: the ticks of all it began and has seen end. */
function read(pid: number): { readonly parent: number; readonly ticks: number; readonly ended: number } {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // After the name, which may hold anything, in brackets.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const at = (no: number) => Number(fields[no])
  return { parent: at(1), ticks: at(11) + at(12), ended: at(13) + at(14) }
}

const ms = (ticks: number) => (ticks * 1_000) / ticksPerSecond
