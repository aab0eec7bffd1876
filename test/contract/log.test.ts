import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import type { LogLevel } from '#src/config.ts'
import { makeLog } from '#src/log.ts'
import { MessengerError } from '#src/ports.ts'

function logInto(lines: string[], level: LogLevel) {
  const into = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return makeLog(level, into)
}

test('a line is JSON with a time, a level by name and the text', () => {
  const lines: string[] = []
  logInto(lines, 'info').info({ delivery: 7 }, 'sent')
  expect(JSON.parse(lines.join(''))).toEqual({ level: 'info', time: expect.any(String), delivery: 7, msg: 'sent' })
})

test('what is below the level is not written', () => {
  const lines: string[] = []
  logInto(lines, 'warn').info('no')
  expect(lines).toEqual([])
})

test('secrets do not reach the log, whatever they hang from', () => {
  const lines: string[] = []
  const secrets = { appSecret: 'hush', encryptKey: 'hush', verificationToken: 'hush', databaseUrl: 'hush' }
  const log = logInto(lines, 'info')
  log.info({ ...secrets, feishu: secrets, config: { feishu: secrets, headers: { authorization: 'hush' } } }, 'started')
  expect(lines.join('')).not.toContain('hush')
})

test('an error says what and where, and not what it stumbled over', () => {
  const lines: string[] = []
  const error = new Error('invalid input: 张老师的回答', { cause: Object.assign(new Error('回答'), { code: '22P02' }) })
  logInto(lines, 'info').error({ err: error }, 'a job failed')
  const line = lines.join('')
  expect(line).not.toContain('回答')
  expect(JSON.parse(line).err).toMatchObject({
    type: 'Error',
    where: [expect.stringContaining('log.test.ts'), ...JSON.parse(line).err.where.slice(1)],
    cause: { code: '22P02' },
  })
})

test('what an error quotes is not taken for a place in the program', () => {
  const lines: string[] = []
  const answer = '第一行\n    at 张老师的回答 (/home/zhang/answer:1:2)\n    at plain (/words/of/somebody:1:2)'
  const changed = new Error(`before: ${answer}`)
  changed.message = 'afterwards'
  const log = logInto(lines, 'info')
  log.error({ err: new Error(`invalid input: ${answer}`) }, 'a job failed')
  log.error({ err: changed }, 'a job failed')
  expect(lines.join('')).not.toMatch(/回答|answer:1:2|张/)
  expect(lines[0]).not.toContain('somebody')
  for (const line of lines) expect(JSON.parse(line).err.where.join('\n')).toContain('log.test.ts')
})

test('an error that is its own cause is described all the same', () => {
  const lines: string[] = []
  const error = new Error('round')
  error.cause = error
  logInto(lines, 'info').error({ err: error }, 'a job failed')
  expect(JSON.parse(lines.join('')).err.cause.type).toBe('Error')
})

test('an error of the messenger is said in full: it holds nothing of anybody', () => {
  const lines: string[] = []
  logInto(lines, 'info').warn({ err: new MessengerError('settings', 'send', 99991672, 400) }, 'refused')
  expect(JSON.parse(lines.join('')).err.message).toBe('send: settings, code 99991672, HTTP 400')
})
