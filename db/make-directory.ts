import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a directory and those above it. Node's own recursive way asks for ever where a directory is there but nothing can
 * be made in it, as under /proc. Nobody else may enter what is made: the embedded database gives its files to everybody
 * (0666), whatever the umask. Throws the system's error.
 */
export async function makeDirectory(path: string): Promise<void> {
  try {
    await makeOne(path)
  } catch (error) {
    const up = dirname(path)
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || up === path) throw error
    await makeDirectory(up)
    await makeOne(path)
  }
}

async function makeOne(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    // A path that is there already may be a link, or an empty place somebody else made a moment ago.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
