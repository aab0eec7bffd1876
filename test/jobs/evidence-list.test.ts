import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { EvidenceId } from '#src/domain/ids.ts'
import { packFiles } from '#src/files/pack.ts'
import { readEvidenceList } from '#src/jobs/evidence-list.ts'
import type { FileStore, Paper } from '#src/ports.ts'
import { openTestFiles, type TestFiles } from '#test/support/files.ts'
import { openDivided } from '#test/support/first-school.ts'
import { keepFile } from '#test/support/keep-file.ts'
import { readSheet } from '#test/support/read-sheet.ts'
import { bytesOf, readBack } from '#test/support/read-zip.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { docx, pdf } from '#test/support/sent-files.ts'

let world: Recorder
let files: TestFiles
beforeAll(async () => {
  world = await openDivided()
  await world.keep()
})
beforeEach(async () => {
  await world.rewind()
  files = await openTestFiles()
  return () => files[Symbol.asyncDispose]()
})
afterAll(() => world[Symbol.asyncDispose]())

type ListPaper = Extract<Paper, { kind: 'evidence-list' }>
async function ordered(words: string): Promise<ListPaper> {
  const letters = await world.say('zhao', words)
  return letters.map((one) => one.content).find((one) => one.kind === 'evidence-list') ?? expect.fail('nothing follows')
}

const read = (paper: ListPaper, store: FileStore = files.store) =>
  readEvidenceList({ db: world.database.db, files: store, pack: packFiles }, paper)

async function opened(paper: ListPaper, store?: FileStore) {
  const { name, file } = await read(paper, store)
  if (file instanceof Uint8Array) throw new Error('not a pack')
  const bytes = await bytesOf(file)
  expect(bytes.length).toBe(file.bytes)
  const [index, ...others] = await readBack(bytes)
  return { name, index: await readSheet(index?.content ?? Buffer.of()), others, first: index?.name }
}

const another = Buffer.concat([pdf, Buffer.from('2')])

test('the pack is a zip with the index in it, and every file whole under its number', async () => {
  await keepFile(world, files, 'lin', 17, '方案.pdf', pdf)
  await keepFile(world, files, 'lin', 18, '制度: 一/二.docx', docx())
  const { name, first, index, others } = await opened(await ordered('总结 佐证包'))
  expect(name).toBe('第一小学对照整改年活动佐证包.zip')
  expect(first).toBe('第一小学对照整改年活动佐证目录.xlsx')
  expect(others.map((one) => [one.name, one.content, one.utf8])).toEqual([
    ['2.4 提升学生道德品质/2.4-001 方案.pdf', pdf, true],
    [expect.stringMatching(/^2\.5 .+\/2\.5-001 制度 一二\.docx$/), docx(), true],
  ])
  expect(index.slice(2)).toEqual([
    ['编号', '条款', '名称', '类型', '存放地点或文件', '责任部门', '日期', '说明'],
    [
      '2.4-001',
      expect.stringContaining('（4）'),
      '方案',
      '文件',
      others[0]?.name,
      '教务处',
      new Date('2026-09-07'),
      null,
    ],
    [
      '2.5-001',
      expect.stringContaining('（5）'),
      '制度: 一/二',
      '文件',
      others[1]?.name,
      '教务处',
      new Date('2026-09-07'),
      null,
    ],
  ])
})

test('the store is asked for one file after the other, and never for all of one', async () => {
  for (const [at, name] of ['甲.pdf', '乙.pdf', '丙.pdf'].entries()) {
    await keepFile(world, files, 'lin', 17, name, Buffer.concat([pdf, Buffer.from(`${at}`)]))
  }
  const steps: string[] = []
  const watched: FileStore = {
    ...files.store,
    read: () => expect.fail('a whole file was read'),
    async open(sha256) {
      const flow = await files.store.open(sha256)
      if (flow === null) return null
      return {
        ...flow,
        read() {
          steps.push('open')
          return closing(flow.read())
        },
      }
    },
  }
  async function* closing(reading: AsyncIterable<Uint8Array>) {
    yield* reading
    steps.push('close')
  }
  const { others } = await opened(await ordered('总结 佐证包'), watched)
  expect(others).toHaveLength(3)
  expect(steps).toEqual(['open', 'close', 'open', 'close', 'open', 'close'])
})

test('what was withdrawn after it was asked for, and what the store has lost, is named in the index and not fatal', async () => {
  const gone = await keepFile(world, files, 'lin', 17, '撤下.pdf', pdf)
  const lost = await keepFile(world, files, 'lin', 17, '丢失.pdf', another)
  await keepFile(world, files, 'lin', 18, '还在.docx', docx())
  const paper = await ordered('总结 佐证包')
  await world.press('lin', { v: 1, do: 'withdraw-evidence', evidence: gone })
  const sha256 = await shaOf(lost)
  await rm(join(files.directory, sha256.slice(0, 2), sha256.slice(2)))
  const { index, others } = await opened(paper)
  expect(others.map((one) => one.content)).toEqual([docx()])
  expect(index.slice(3).map((row) => [row[0], row[4], row[7]])).toEqual([
    ['2.4-001', '撤下.pdf', '已撤下，没有放入'],
    ['2.4-002', '丢失.pdf', '文件读不出来，没有放入'],
    ['2.5-001', others[0]?.name, null],
  ])
})

test('what somebody did not look at is not in it: a piece that came after they asked', async () => {
  await keepFile(world, files, 'lin', 17, '方案.pdf', pdf)
  const paper = await ordered('总结 佐证包')
  await keepFile(world, files, 'lin', 17, '后来.pdf', another)
  const { index, others } = await opened(paper)
  expect(others).toHaveLength(1)
  expect(index.slice(3)).toHaveLength(1)
})

test('in volumes each has the whole index, which says in which volume a file is', async () => {
  await keepFile(world, files, 'lin', 17, '甲.pdf', Buffer.concat([pdf, Buffer.alloc(20_000_000, 'a')]))
  await keepFile(world, files, 'lin', 17, '乙.pdf', Buffer.concat([pdf, Buffer.alloc(20_000_000, 'b')]))
  const paper = await ordered('总结 佐证包')
  const both = [await opened(paper), await opened({ ...paper, volume: 2 })]
  expect(both.map((one) => one.name)).toEqual([
    '第一小学对照整改年活动佐证包（第1卷，共2卷）.zip',
    '第一小学对照整改年活动佐证包（第2卷，共2卷）.zip',
  ])
  expect(both.map((one) => one.others.map(({ name }) => name.split('/')[1]))).toEqual([
    ['2.4-001 甲.pdf'],
    ['2.4-002 乙.pdf'],
  ])
  expect(both[0]?.index).toEqual(both[1]?.index)
  expect(both[0]?.index.slice(3).map((row) => row[7])).toEqual(['第1卷', '第2卷'])
})

test('the index alone is a table', async () => {
  await keepFile(world, files, 'lin', 17, '方案.pdf', pdf)
  const { name, file } = await read(await ordered('总结 佐证目录'))
  if (!(file instanceof Uint8Array)) throw new Error('not a table')
  expect(name).toBe('第一小学对照整改年活动佐证目录.xlsx')
  const rows = await readSheet(Buffer.from(file))
  expect(rows.slice(0, 2).map(([first]) => first)).toEqual([
    '对照整改年活动佐证材料目录',
    '第一小学　　共1件，其中照片和文件1件（截至2026年9月7日）',
  ])
  expect(rows[3]?.[4]).toBe('方案.pdf')
})

async function shaOf(id: EvidenceId): Promise<string> {
  const row = await world.database.db
    .transaction()
    .execute((tx) => tx.selectFrom('evidence').select('sha256').where('id', '=', id).executeTakeFirstOrThrow())
  return row.sha256 ?? expect.fail('nothing is kept')
}
