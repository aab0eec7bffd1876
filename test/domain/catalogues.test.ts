import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { placed } from '#src/domain/standard.ts'
import { loadCatalogues } from '#standards/catalogues.ts'
import { readCatalogue } from '#standards/schema.ts'

const requirement = (no: number) => ({
  no,
  title: `条款${no}`,
  summary: `内容${no}`,
  evidence: ['名册'],
  suggestedDepartment: '教务处',
})
const task = (no: number, ...numbers: number[]) => ({ no, title: `任务${no}`, requirements: numbers.map(requirement) })
const catalogue = (...duties: unknown[]) => ({ id: 'tiny', title: '小标准', documentNumber: '试〔2026〕1号', duties })
const read = (value: unknown, size: Parameters<typeof readCatalogue>[2] = null) =>
  readCatalogue('tiny.json', JSON.stringify(value), size)

test.each([
  ['compulsory-education-2014-trial', 6, 22, 92],
  ['compulsory-education-2017', 6, 22, 88],
])('%s has %i duties, %i tasks and %i requirements', (id, duties, tasks, requirements) => {
  const standard = loadCatalogues().find((one) => one.id === id)
  expect(standard?.duties).toHaveLength(duties)
  expect(standard?.duties.flatMap((one) => one.tasks)).toHaveLength(tasks)
  expect(standard && placed(standard).map((one) => one.no)).toEqual(
    Array.from({ length: requirements }, (_, i) => i + 1),
  )
})

test('the condensed text of a requirement becomes its text, and the usual ratings come with it', () => {
  const first = loadCatalogues().find((one) => one.id === 'compulsory-education-2014-trial')
  expect(first && placed(first)[0]).toEqual({
    no: 1,
    title: '落实招生入学方案',
    text: expect.stringContaining('落实招生方案'),
    evidence: ['年度招生方案', '招生公告与结果公示照片', '新生名册'],
    suggestedDepartment: '教务处',
    duty: { no: 1, title: '平等对待每位学生' },
    task: { no: 1, title: '维护学生平等入学权利' },
  })
  expect(first?.ratings.map((one) => one.word)).toEqual(['已达到', '部分达到', '未达到', '不适用'])
})

test.each([
  [
    'a gap in the requirements',
    catalogue({ no: 1, title: '甲', tasks: [task(1, 1, 3)] }),
    '「条款3」: has the number 3, expected 2',
  ],
  [
    'tasks starting again',
    catalogue({ no: 1, title: '甲', tasks: [task(1, 1)] }, { no: 2, title: '乙', tasks: [task(1, 2)] }),
    'task 「任务1」: has the number 1, expected 2',
  ],
  [
    'a duty twice',
    catalogue({ no: 1, title: '甲', tasks: [task(1, 1)] }, { no: 1, title: '乙', tasks: [task(2, 2)] }),
    'duty 「乙」: has the number 1, expected 2',
  ],
  [
    'an empty text',
    catalogue({
      no: 1,
      title: '甲',
      tasks: [{ no: 1, title: '任', requirements: [{ ...requirement(1), summary: ' ' }] }],
    }),
    'duties.0.tasks.0.requirements.0.summary',
  ],
  ['a number as text', catalogue({ no: '1', title: '甲', tasks: [task(1, 1)] }), 'duties.0.no'],
  ['a task without requirements', catalogue({ no: 1, title: '甲', tasks: [task(1)] }), 'duties.0.tasks.0.requirements'],
  ['no duties at all', catalogue(), 'duties'],
  ['no object', 'catalogue', 'the whole file'],
])('%s is refused with file and place', (_name, value, place) => {
  expect(() => read(value)).toThrow('tiny.json: ')
  expect(() => read(value)).toThrow(place)
})

test('a catalogue of another size than its notice says is refused', () => {
  const value = catalogue({ no: 1, title: '甲', tasks: [task(1, 1, 2)] })
  expect(read(value, { duties: 1, tasks: 1, requirements: 2 }).duties).toHaveLength(1)
  expect(() => read(value, { duties: 1, tasks: 1, requirements: 3 })).toThrow(
    'tiny.json: requirements: 2 of them, expected 3',
  )
  expect(() => read(value, { duties: 1, tasks: 2, requirements: 2 })).toThrow('tiny.json: tasks: 1 of them, expected 2')
  expect(() => read(value, { duties: 2, tasks: 1, requirements: 2 })).toThrow(
    'tiny.json: duties: 1 of them, expected 2',
  )
})

test('a file cut off in the middle and a missing file are named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalogues-'))
  const at = pathToFileURL(`${folder}/`)
  try {
    expect(() => loadCatalogues(at)).toThrow('compulsory-education-2017.json: the whole file: cannot be read')
    const whole = readFileSync(new URL('../../standards/compulsory-education-2017.json', import.meta.url), 'utf8')
    writeFileSync(join(folder, 'compulsory-education-2017.json'), whole.slice(0, 5000))
    expect(() => loadCatalogues(at)).toThrow('compulsory-education-2017.json: the whole file: not JSON')
    writeFileSync(join(folder, 'compulsory-education-2017.json'), whole)
    expect(() => loadCatalogues(at)).toThrow('compulsory-education-2014-trial.json')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('two files under one id are refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalogues-'))
  try {
    for (const file of ['compulsory-education-2017.json', 'compulsory-education-2014-trial.json']) {
      const whole = readFileSync(new URL(`../../standards/${file}`, import.meta.url), 'utf8')
      writeFileSync(join(folder, file), whole.replace('compulsory-education-2014-trial', 'compulsory-education-2017'))
    }
    expect(() => loadCatalogues(pathToFileURL(`${folder}/`))).toThrow('compulsory-education-2017 is used by two files')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
