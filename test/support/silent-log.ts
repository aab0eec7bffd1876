import type { Log } from '#src/log.ts'

/** A log that keeps what was said, for a test to look at. */
export function silentLog(): Log & { readonly said: readonly { level: string; about: unknown; text: unknown }[] } {
  const said: { level: string; about: unknown; text: unknown }[] = []
  const at =
    (level: string) =>
    (about: unknown, text?: unknown): void => {
      said.push({ level, about, text })
    }
  return { said, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), fatal: at('fatal') }
}
