import { expect, test } from 'vitest'
import { askToStop } from '#src/demo/ask-to-stop.ts'

test('Ctrl-C stops, however often it is passed on; a second one ends it', () => {
  const done: string[] = []
  let now = 5_000
  const onSignal = askToStop({ now: () => now, stop: () => done.push('stop'), end: () => done.push('end') })
  onSignal()
  now += 3
  onSignal()
  expect(done).toEqual(['stop'])
  now += 400
  onSignal()
  expect(done).toEqual(['stop', 'end'])
})
