import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeName } from '#src/documents/safe-name.ts'
import { withoutFlagged } from '#src/domain/evidence-guard.ts'
import { evidenceIndex } from '#src/domain/evidence-index.ts'
import { type EvidenceList, packVolumes, placings } from '#src/domain/evidence-pack.ts'
import { indexTable } from '#src/domain/evidence-table.ts'
import { day, facts, no, piece, placed } from '#test/support/index-facts.ts'

const safe = (name: string) => safeName(name, 120)
const entries = evidenceIndex(facts)
const list: EvidenceList = { school: '第一小学', title: '对照整改年活动', madeOn: day, what: 'pack', entries }
const paths = (of: ReturnType<typeof packVolumes>) => of.volumes.map((one) => one.map((file) => file.path))

describe('volumes', () => {
  test('folders by task, names by code, an ending once', () => {
    expect(paths(packVolumes(entries, safe))).toEqual([
      [
        '1.1 任务1/1.1-002 名册4.pdf',
        '1.1 任务1/1.1-003 名册1.pdf',
        '2.4 任务4/2.4-002 名册2.pdf',
        '台账问题/台账-001 照片.jpg',
      ],
    ])
  })

  test('as many as fit, in their order; one that no volume takes goes alone', () => {
    const sizes = [6, 4, 1, 30, 2].map((bytes, at) => piece(at, { requirements: [no(1)], bytes }))
    const { volumes, alone } = packVolumes(evidenceIndex({ ...facts, pieces: sizes }), safe, 10)
    expect(volumes.map((one) => one.map(({ file }) => file.bytes))).toEqual([
      [6, 4],
      [1, 2],
    ])
    expect(alone.map(({ file }) => file.bytes)).toEqual([30])
    expect(packVolumes([], safe)).toEqual({ volumes: [], alone: [] })
  })

  test('whatever things are called, no two paths meet and every one is a path on Windows', () => {
    const word = fc.string({ unit: 'binary', maxLength: 60 })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), word, (names, title) => {
        const task = { ...placed(1, 1, 1), task: { no: 1 as never, title } }
        const pieces = names.map((name, at) => piece(at, { name, requirements: [no(1)] }))
        const made = evidenceIndex({
          issues: [],
          pieces,
          requirements: [{ placed: task, department: null, pointer: null }],
        })
        const all = packVolumes(made, safe)
          .volumes.flat()
          .map((file) => file.path)
        expect(new Set(all.map((path) => path.toLowerCase())).size).toBe(names.length)
        for (const path of all) {
          // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be left
          expect(path).not.toMatch(/[\\:*?"<>|\u0000-\u001f\u007f\u202e]|(?:^|\/)[.\s]|[.\s](?:\/|$)/)
          expect(path.split('/')).toHaveLength(2)
          expect(path.length).toBeLessThan(250)
        }
      }),
    )
  })
})

describe('the index says of every entry where it is', () => {
  const rows = (of: EvidenceList, absent = new Map<string, 'unreadable' | 'withdrawn'>()) => {
    const pack = packVolumes(of.entries, safe, 20)
    return indexTable(of, placings(of, pack, absent), pack.volumes.length).rows.map((row) => [row[0], row[4], row[7]])
  }

  test('in which volume, and which are not there', () => {
    expect(rows(list, new Map([['1.1-003', 'withdrawn'] as const, ['台账-001', 'unreadable'] as const]))).toEqual([
      ['1.1-001', '档案盒3-2', null],
      ['1.1-002', '1.1 任务1/1.1-002 名册4.pdf', '第1卷'],
      ['1.1-003', '名册1.pdf', '已撤下，没有放入'],
      ['2.4-001', '家长电话13812345678', null],
      ['2.4-002', '2.4 任务4/2.4-002 名册2.pdf', '第2卷'],
      ['台账-001', '照片.jpg', '文件读不出来，没有放入'],
    ])
  })

  test('alone it names files by their own names', () => {
    expect(rows({ ...list, what: 'index' }).map(([, where]) => where)).toEqual([
      '档案盒3-2',
      '名册4.pdf',
      '名册1.pdf',
      '家长电话13812345678',
      '名册2.pdf',
      '照片.jpg',
    ])
  })

  test('what is left out says why, and nothing of it is to be read', () => {
    const kept = withoutFlagged(entries, 'pack')
    const said = rows({ ...list, entries: kept })
    expect(said[3]).toEqual(['2.4-001', '（可能有个人信息，已略去）', null])
    expect(said[4]).toEqual(['2.4-002', null, '可能有个人信息，没有放入'])
    expect(JSON.stringify(said)).not.toContain('13812345678')
  })

  test('one row for each entry, its kind, its day', () => {
    const table = indexTable(list, new Map(), 1)
    expect(table).toMatchObject({
      title: '对照整改年活动佐证材料目录',
      school: '第一小学',
      note: '共6件，其中照片和文件4件（截至2026年9月7日）',
    })
    expect(table.heads).toEqual(['编号', '条款', '名称', '类型', '存放地点或文件', '责任部门', '日期', '说明'])
    expect(table.rows.map((row) => row[3])).toEqual(['存放地点', '文件', '文件', '存放地点', '文件', '照片'])
    expect(table.rows.map((row) => row[6])).toEqual(entries.map(() => ({ day })))
  })
})
