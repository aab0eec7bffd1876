import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { realpath, rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A directory that is this process's alone. */
export type Hold = {
  /** Hears of another process of this machine that calls; unheard, it is shown the door. */
  onCall(answer: (caller: Socket) => void): void
  release(): Promise<void>
}

/**
 * Keeps a directory to this process for as long as it lives: two embedded databases on the same files destroy them. It
 * listens on a socket named after the directory, which dies with the process, however that ends; a number in a file
 * would outlive a SIGKILL. Throws when another process on this machine has it. Two machines, or two containers with
 * networks of their own, do not see each other (docs/operating.md).
 */
export async function holdDirectory(directory: string): Promise<Hold> {
  const address = await addressOf(directory)
  const server = onLinux ? await listen(address) : await listenOnFile(address)
  let answer = (caller: Socket): void => void caller.destroy()
  server.on('connection', (caller) => answer(caller))
  return {
    onCall(told) {
      answer = told
    },
    release: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Calls whoever holds a directory; null when nobody on this machine does. */
export async function callHolder(directory: string): Promise<Socket | null> {
  const caller = connect(await addressOf(directory))
  try {
    await once(caller, 'connect')
    return caller
  } catch {
    return null
  }
}

const onLinux = process.platform === 'linux'

/** On Linux a name that is no file: the kernel gives it to one process and takes it back by itself. */
async function addressOf(directory: string): Promise<string> {
  const name = `duibiao-${createHash('sha256')
    .update(await realpath(directory))
    .digest('hex')
    .slice(0, 32)}`
  return onLinux ? `\0${name}` : join(tmpdir(), name)
}

async function listen(address: string): Promise<Server> {
  const server = createServer().unref()
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
