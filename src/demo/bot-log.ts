import { appendFileSync } from 'node:fs'
import type { DestinationStream } from 'pino'

/** Appends the lines of a log to a file. One that cannot be written is lost: on a full disk the bot has most to say. */
export function logTo(file: string): DestinationStream {
  return {
    write(line) {
      try {
        appendFileSync(file, line)
      } catch {
        // Whoever logs cannot help it, and that the disk is full is said when the platform is saved.
      }
    },
  }
}
