import type { Story } from '../story.ts'

/** Hours at which the schedule looks at the clock: before, in and after school. */
const hours = ['07', '09', '12', '15', '16', '17', '18', '20']

/** Lets the days go by from the town's time until `until`, both by the school's clock. */
export async function passUntil({ town, stage }: Story, until: string): Promise<void> {
  const from = new Date(town.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 16)
  for (let day = from.slice(0, 10); day <= until.slice(0, 10); day = dayAfter(day)) {
    for (const hour of hours) {
      const at = `${day}T${hour}:00`
      if (at > from && at < until) await town.goTo(`${at}+08:00`)
    }
  }
  await town.goTo(`${until}+08:00`)
  stage.aside(`time passes until ${until.replace('T', ' ')}`)
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
