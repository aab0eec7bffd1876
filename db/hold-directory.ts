import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { realpath, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Keeps a directory to this process for as long as it lives: two embedded databases on the same files destroy them. It
 * listens on a socket named after the directory, which dies with the process, however that ends; a number in a file
 * would outlive a SIGKILL. Throws when another process on this machine has it. Two machines, or two containers with
 * networks of their own, do not see each other (docs/operating.md).
 */
export async function holdDirectory(directory: string): Promise<{ release(): Promise<void> }> {
  const name = `duibiao-${createHash('sha256')
    .update(await realpath(directory))
    .digest('hex')
    .slice(0, 32)}`
  // On Linux a name that is no file: the kernel gives it to one process and takes it back by itself.
  const server = process.platform === 'linux' ? await listen(`\0${name}`) : await listenOnFile(join(tmpdir(), name))
  return { release: () => new Promise((resolve) => server.close(() => resolve())) }
}

async function listen(address: string): Promise<Server> {
  const server = createServer((visitor) => visitor.destroy()).unref()
  server.listen(address)
  await once(server, 'listening')
  return server
}

/** A socket's file outlives a process that was killed; nobody answers there then. */
async function listenOnFile(path: string): Promise<Server> {
  const caller = connect(path)
  const answered = await once(caller, 'connect').then(
    () => true,
    () => false,
  )
  caller.destroy()
  if (!answered) await rm(path, { force: true })
  return listen(path)
}
