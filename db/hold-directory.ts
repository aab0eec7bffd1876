import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { realpath, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Keeps a directory to this process for as long as it lives: two embedded databases on the same files destroy them. It
 * listens on a socket named after the directory, which dies with the process, however that ends; a number in a file
 * would outlive a SIGKILL. Throws when another process on this machine has it.
 */
export async function holdDirectory(directory: string): Promise<{ release(): Promise<void> }> {
  const name = createHash('sha256')
    .update(await realpath(directory))
    .digest('hex')
    .slice(0, 32)
  // Not in the directory itself: the name of a socket may have 107 bytes at most.
  const socket = join(tmpdir(), `duibiao-${name}.sock`)
  if (await isAlive(socket)) throw new Error('the directory belongs to another process')
  await rm(socket, { force: true })
  const server = createServer((visitor) => visitor.destroy())
  server.unref()
  server.listen(socket)
  await once(server, 'listening')
  return {
    release: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function isAlive(socket: string): Promise<boolean> {
  const caller = connect(socket)
  try {
    await once(caller, 'connect')
    return true
  } catch {
    return false
  } finally {
    caller.destroy()
  }
}
