import { createHash } from 'node:crypto'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { migrations } from '#db/migrate.ts'
import { BackupError, codeOf } from './backup-error.ts'
import { anyManifest, filePath, type Manifest, manifestName, manifestSchema, tablePath } from './manifest.ts'

/** A backup whose every byte has been looked at. */
export type Backup = AsyncDisposable & {
  readonly manifest: Manifest
  /** Of a table, in batches. */
  rows(table: string): AsyncIterable<readonly string[]>
  /** All photos and files, one after the other. */
  files(): AsyncIterable<{ readonly sha256: string; readonly bytes: Buffer }>
}

/** Many times what a county's is. */
const mostManifestBytes = 64 * 1024 * 1024
/** A photo or file is 30 MB at most, a paper's row twice its bytes. */
const mostLineBytes = 128 * 1024 * 1024
/** Text of tables packs twenty times; only what was made to harm packs more than two hundred. */
const mostRatio = 200
const smallBytes = 100 * 1024 * 1024
const batchBytes = 1_000_000

/**
 * Opens a backup and reads all of it once, holding next to nothing: whether it is one, of which release, whole, and as it
 * was written. Throws BackupError with a sentence when not.
 */
export async function openBackup(path: string): Promise<Backup> {
  const zip = await openZip(path)
  try {
    const entries = await list(zip, path)
    const manifest = await readManifest(zip, entries, path)
    await verify(zip, entries, manifest, path)
    return {
      manifest,
      rows: (table) => linesOf(zip, entries.get(tablePath(table))),
      files: () => filesOf(zip, entries, manifest),
      async [Symbol.asyncDispose]() {
        zip.close()
      },
    }
  } catch (error) {
    zip.close()
    if (error instanceof BackupError) throw error
    throw new BackupError(`${path} is damaged, or no backup: take another one.`)
  }
}

async function openZip(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true })
  } catch (error) {
    const code = codeOf(error)
    throw new BackupError(
      code === 'unknown'
        ? `${path} was cut off, or is no backup: take another one.`
        : `${path} cannot be read (${code}): is that where the backup is?`,
    )
  }
}

/** By name; a name that stands twice is no backup's, and neither is what would fill the disk. */
async function list(zip: ZipFile, path: string): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>()
  let [packed, unpacked] = [0, 0]
  for await (const entry of zip.eachEntry()) {
    packed += entry.compressedSize
    unpacked += entry.uncompressedSize
    const swells = unpacked > smallBytes && unpacked > mostRatio * packed
    if (entries.has(entry.fileName) || swells) throw new BackupError(`${path} is no backup of this bot.`)
    entries.set(entry.fileName, entry)
  }
  return entries
}

async function readManifest(zip: ZipFile, entries: ReadonlyMap<string, Entry>, path: string): Promise<Manifest> {
  const entry = entries.get(manifestName)
  if (entry === undefined || entry.uncompressedSize > mostManifestBytes) {
    throw new BackupError(`${path} is no backup of this bot.`)
  }
  const said: unknown = JSON.parse((await bytesOf(zip, entry)).toString())
  const known = anyManifest.safeParse(said)
  if (!known.success) throw new BackupError(`${path} is no backup of this bot.`)
  const { v, release } = known.data
  if (v === 1) {
    const manifest: Manifest = manifestSchema.parse(said)
    if (Object.hasOwn(migrations, manifest.step)) return manifest
  }
  throw new BackupError(`${path} was made by release ${release}, which is newer than this one: update first.`)
}

async function verify(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
  { tables, parts, files }: Manifest,
  path: string,
): Promise<void> {
  const damaged = new BackupError(`${path} is damaged: what is in it is not what was put there. Take another one.`)
  const names = new Set([manifestName, ...tables.map(({ name }) => tablePath(name)), ...files.lost.map(filePath)])
  const kept = [...entries.keys()].filter((name) => !names.has(name))
  if (kept.length !== files.count) throw damaged
  for (const { name } of tables) {
    const [entry, part] = [entries.get(tablePath(name)), parts[name]]
    if (entry === undefined || part === undefined || entry.uncompressedSize !== part.bytes) throw damaged
    if ((await digestOf(zip, entry)) !== part.sha256) throw damaged
  }
  for (const name of kept) {
    const entry = entries.get(name)
    if (entry === undefined || entry.uncompressedSize > mostLineBytes) throw damaged
    if (filePath(await digestOf(zip, entry)) !== name) throw damaged
  }
}

async function* filesOf(zip: ZipFile, entries: ReadonlyMap<string, Entry>, { files }: Manifest) {
  for (const [name, entry] of entries) {
    const sha256 = name.slice(filePath('').length)
    if (name !== filePath(sha256) || files.lost.includes(sha256)) continue
    yield { sha256, bytes: await bytesOf(zip, entry) }
  }
}

async function* linesOf(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<readonly string[]> {
  if (entry === undefined) return
  let rest: Buffer[] = []
  let held = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    held += chunk.length
    rest.push(chunk)
    if (held < batchBytes || !chunk.includes('\n')) {
      if (held > mostLineBytes) throw new BackupError('A row of the backup is too long to be one.')
      continue
    }
    const all = Buffer.concat(rest)
    const end = all.lastIndexOf('\n')
    yield all.toString('utf8', 0, end).split('\n')
    rest = [all.subarray(end + 1)]
    held = all.length - end - 1
  }
  const last = Buffer.concat(rest).toString()
  if (last !== '') yield last.trimEnd().split('\n')
}

async function digestOf(zip: ZipFile, entry: Entry): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of await zip.openReadStreamPromise(entry)) hash.update(chunk)
  return hash.digest('hex')
}

/** No more than the entry declares: yauzl ends the stream with an error as soon as more comes. */
async function bytesOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
