/** A path as it can be pasted behind a command: in quotes when a shell would read more into it, such as two words. */
export function quoted(path: string): string {
  return /^[\p{L}\p{N}_@%+=:,./-]+$/u.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}
