import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { connect } from '#db/connect.ts'
import { makeDirectory } from '#db/make-directory.ts'
import { migrate } from '#db/migrate.ts'
import { makeBackup } from '#src/backup/make-backup.ts'
import { openBackup } from '#src/backup/read-backup.ts'
import { restore } from '#src/backup/restore.ts'
import { type Places, readPlaces } from '#src/config.ts'
import { openFileStore } from '#src/files/store.ts'
import { onServer, urlOf } from '#test/support/server.ts'
import { silentLog } from '#test/support/silent-log.ts'

// What a backup takes, of a school and of ten times as much: `npm run bench:backup`, on DATABASE_URL when that is set.
// Each step is a process of its own, so that its peak of memory is its own too.
const server = process.env.DATABASE_URL ?? ''
const [step, ...given] = process.argv.slice(2)
if (step === undefined) await compare()
else await runStep(step, given)

/** A school of some years: 5,000 messages, 500 long rows, 100 papers of 60 KB, 20 photos of 1 MB. */
async function lay(places: Places, times: number): Promise<void> {
  const connection = await connect(places.database)
  await migrate(connection.db)
  const { db } = connection
  await makeDirectory(resolve(places.files))
  const store = await openFileStore(places.files)
  await sql`insert into person (open_id, name) values ('ou_a', '林老师')`.execute(db)
  await sql`insert into chat (id, name) values ('oc_a', '领导小组')`.execute(db)
  await sql`
    insert into campaign (leading_chat, school, title, standard_id, standard_title, standard_document, ratings, coordinator,
      inspect_by, status, division, divided_on, created_at)
    values ('oc_a', '第二小学', '整改年', 's', '标准', '文件', '[]', 1, '2026-11-30', 'open', '{}', '2026-11-01', now())`.execute(
    db,
  )
  await sql`
    insert into audit (at, campaign, person, did, about)
    select now(), 1, 1, 'submit-answer', jsonb_build_object('fact', repeat('每学期体检一次。', 60), 'no', n)
    from generate_series(1, ${500 * times}::integer) n`.execute(db)
  await sql`
    insert into delivery (key, campaign, person, target, state, queued_at, done_at, message)
    select 'letter:' || n, 1, 1, '{"to":"person","person":"ou_a"}', 'sent', now(), now(), md5(n::text)
    from generate_series(1, ${5_000 * times}::integer) n`.execute(db)
  await sql`
    insert into summary (campaign, version, made_on, total, answered, met, gaps, state)
    select 1, n, '2026-11-30', 92, 92, 90, '[]', n from generate_series(1, ${25 * times}::integer) n`.execute(db)
  for (let version = 1; version <= 25 * times; version++) {
    const papers = ['summary', 'division', 'self-rating', 'ledger'].map(
      (kind) => sql`(1, ${version}::integer, ${kind}, 'x', ${randomBytes(60_000)}::bytea)`,
    )
    await sql`insert into summary_paper (campaign, version, kind, file_name, file)
      select one.* from (values ${sql.join(papers)}) as one (a, b, c, d, e)`.execute(db)
  }
  for (let photo = 0; photo < 20 * times; photo++) {
    const sha256 = await store.keep(randomBytes(1_000_000))
    await sql`insert into stored_file (sha256, kind, ending, bytes, kept_at) values (${sha256}, 'photo', 'jpg', 1000000, now())`.execute(
      db,
    )
  }
  await connection.close()
}

async function runStep(name: string, [from = '', to = '', file = '', times = '1']: readonly string[]): Promise<void> {
  const placesOf = (root: string) => {
    const [directory = '', url] = root.split(' ')
    return readPlaces({ DATA_DIR: directory, ...(url === undefined ? {} : { DATABASE_URL: url }) })
  }
  const began = performance.now()
  if (name === 'lay') await lay(placesOf(from), Number(times))
  if (name === 'idle') await (await connect(placesOf(from).database)).db.selectFrom('person').select('id').execute()
  if (name === 'backup') await makeBackup(file, placesOf(from), new Date())
  if (name === 'restore') {
    await using backup = await openBackup(file)
    await restore(backup, placesOf(to), silentLog())
  }
  const { maxRSS } = process.resourceUsage()
  process.send?.({ seconds: (performance.now() - began) / 1_000, peak: maxRSS / 1_024 })
  process.disconnect?.()
  process.exit(0)
}

type Taken = { readonly seconds: number; readonly peak: number }

async function take(words: readonly string[]): Promise<Taken> {
  const child = fork(fileURLToPath(import.meta.url), words)
  const exit = once(child, 'exit')
  const tooEarly = exit.then(() => Promise.reject(new Error(`${words[0]} did not end well`)))
  const [taken] = await Promise.race([once(child, 'message'), tooEarly])
  tooEarly.catch(() => {})
  // A directory is held until its process is gone.
  await exit
  return taken as Taken
}

async function compare(): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'duibiao-bench-'))
  const names: string[] = []
  const place = async (name: string) => {
    if (server === '') return join(root, name)
    const database = `duibiao_bench_${randomBytes(6).toString('hex')}`
    names.push(database)
    await onServer(server, `create database ${database}`)
    return `${join(root, name)} ${urlOf(server, database)}`
  }
  const write = (line: string) => void process.stdout.write(`${line}\n`)
  write(server === '' ? 'embedded' : 'on a server')
  for (const times of [1, 10]) {
    const [from, to, file] = [await place(`from${times}`), await place(`to${times}`), join(root, `${times}.zip`)]
    await take(['lay', from, to, file, String(times)])
    const idle = await take(['idle', from])
    const [made, restored] = [await take(['backup', from, to, file]), await take(['restore', from, to, file])]
    const told = ({ seconds, peak }: Taken) =>
      `${seconds.toFixed(1)} s, ${Math.round(peak)} MB at its peak (${(peak / idle.peak).toFixed(2)} times one that only opens the database)`
    write(`${times} × a school: ${((await stat(file)).size / 1e6).toFixed(0)} MB`)
    write(`  backup:  ${told(made)}`)
    write(`  restore: ${told(restored)}`)
  }
  for (const name of names) await onServer(server, `drop database ${name} with (force)`)
  await rm(root, { recursive: true })
}
