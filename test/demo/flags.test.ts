import { expect, test } from 'vitest'
import { DemoError } from '#src/demo/demo-error.ts'
import { readFlags } from '#src/demo/flags.ts'

test('flags', () => {
  expect(readFlags([])).toEqual({ port: 4100, data: './data/demo', fresh: false })
  expect(readFlags(['--port', '0', '--fresh', '--data', 'x'])).toEqual({ port: 0, data: 'x', fresh: true })
})

test.each([['--color'], ['fresh'], ['--port', 'x'], ['--port', '65536'], ['--port', '-1'], ['--port'], ['--fresh=no']])(
  'the flags %s %s are answered by a sentence that names them',
  (...args) => {
    expect(() => readFlags(args)).toThrow(DemoError)
    expect(() => readFlags(args)).toThrow(args[0])
  },
)
