/** Why nothing was backed up, restored or moved, as one sentence that says what to do. */
export class BackupError extends Error {}

/** The system's code of an error, for the end of a sentence. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
}
