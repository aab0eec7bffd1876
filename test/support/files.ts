import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFileStore } from '#src/files/store.ts'
import type { FileStore, NotKeptError } from '#src/ports.ts'

/** A file store of one's own in a directory of its own, gone again at the end. */
export type TestFiles = AsyncDisposable & {
  readonly store: FileStore
  readonly directory: string
  /** What is kept, as bytes. */
  kept(): Promise<Buffer[]>
  /** Everything that lies there half written. */
  drafts(): Promise<string[]>
  /** From now on keeping anything fails like this; null: it works again. */
  fail(error: NotKeptError | null): void
}

export async function openTestFiles(): Promise<TestFiles> {
  const directory = await mkdtemp(join(tmpdir(), 'duibiao-files-'))
  const store = await openFileStore(directory)
  let failure: NotKeptError | null = null
  const drafts = () => readdir(join(directory, 'drafts'))
  return {
    store: {
      async keep(bytes) {
        if (failure !== null) throw failure
        return store.keep(bytes)
      },
      read: store.read,
      open: store.open,
    },
    directory,
    async kept() {
      const all = await readdir(directory, { recursive: true, withFileTypes: true })
      const files = all.filter((one) => one.isFile() && !one.parentPath.endsWith('drafts'))
      return Promise.all(files.map((one) => readFile(join(one.parentPath, one.name))))
    },
    drafts,
    fail(error) {
      failure = error
    },
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true }),
  }
}
