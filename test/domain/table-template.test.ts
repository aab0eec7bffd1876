import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { longestHead, mostChosen, readTemplateWords, readWrittenColumns } from '#src/domain/table-template.ts'
import { knownColumns, tableKinds } from '#src/domain/tables.ts'

describe('what follows 总结 about templates', () => {
  test.each([
    ['模板 自评表', { kind: 'show', table: 'self-rating' }],
    ['模板 台账', { kind: 'show', table: 'ledger' }],
    ['模板 责任分工表 恢复', { kind: 'reset', table: 'division' }],
    ['模板 自评表：序号，条款', { kind: 'set', table: 'self-rating', heads: '序号，条款' }],
    ['模板 自评表\n序号\n条款', { kind: 'set', table: 'self-rating', heads: '序号\n条款' }],
    ['模板 确认导入', { kind: 'confirm' }],
    ['模板 取消导入', { kind: 'cancel' }],
    ['模板', { kind: 'unclear' }],
    ['模板 整改工作总结', { kind: 'unclear' }],
    ['模板表', null],
    ['自评表 模板', null],
  ])('%s', (words, order) => expect(readTemplateWords(words)).toEqual(order))
})

describe('columns somebody wrote', () => {
  const of = (words: string) => readWrittenColumns('self-rating', words)

  test('in their order, by any word schools have for them, or given one; the rest stays empty', () => {
    expect(of('序号、 管理要求 ,校内 评定=自评等次|备注；自评等级（ABC）')).toEqual({
      kind: 'columns',
      columns: [
        { column: 'row', head: '序号' },
        { column: 'requirement', head: '管理要求' },
        { column: 'rating', head: '校内 评定' },
        { column: null, head: '备注' },
        // It is there already: what stands twice is stated once.
        { column: null, head: '自评等级（ABC）' },
      ],
    })
    expect(of('自评等级（A/B/C）')).toEqual({
      kind: 'columns',
      columns: [{ column: 'rating', head: '自评等级（A/B/C）' }],
    })
  })

  test.each([
    ['甲，乙', 'none-known'],
    ['', 'none-known'],
    ['序号，序 号', 'twice'],
    ['序号，=条款', 'too-long'],
    [`序号，${'长'.repeat(21)}`, 'too-long'],
    [Array.from({ length: mostChosen + 1 }, (_, at) => `栏${at}`).join('，'), 'too-many'],
  ])('%s: %s', (words, why) => expect(of(words)).toEqual({ kind: 'refused', why }))

  test('every column of every table is known by each of its heads, and by no other column’s', () => {
    for (const table of tableKinds)
      for (const { column, heads } of knownColumns(table))
        for (const head of heads)
          expect([table, head, readWrittenColumns(table, head)]).toEqual([
            table,
            head,
            { kind: 'columns', columns: [{ column, head }] },
          ])
  })

  test('whatever is written, what is taken is short, told apart, and states each thing once', () => {
    const heads = knownColumns('ledger').flatMap((one) => one.heads)
    const part = fc.oneof(fc.string(), fc.constantFrom(...heads, '=', '（', '）', '，', '、', '\n', '备注'))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const read = readWrittenColumns('ledger', parts.join(''))
        if (read.kind === 'refused') return
        const known = read.columns.flatMap(({ column }) => column ?? [])
        expect(known.length).toBeGreaterThan(0)
        expect(new Set(known).size).toBe(known.length)
        expect(read.columns.length).toBeLessThanOrEqual(mostChosen)
        expect(new Set(read.columns.map(({ head }) => head)).size).toBe(read.columns.length)
        for (const { head } of read.columns) expect([...head].length).toBeLessThanOrEqual(longestHead)
      }),
    )
  })
})
