/** Why nothing was backed up, restored or moved, as one sentence that says what to do. */
export class BackupError extends Error {}
/** Somebody else has the directory: what is in it, or comes into it meanwhile, is theirs. */
export class InUseError extends BackupError {}

/** The system's code of an error, for the end of a sentence. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
}
