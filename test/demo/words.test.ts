import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { usualData } from '#src/demo/flags.ts'
import { cannotOpen, howToStop } from '#src/demo/words.ts'
import { demoCommand } from './demo-command.ts'

test('the advice to begin anew names the data it is about', () => {
  for (const said of [(data: string) => cannotOpen('it is damaged', data), howToStop]) {
    expect(said(usualData)).toMatch(/npm run demo -- --fresh(?! --data)/)
    expect(said('/srv/d3')).toMatch(/npm run demo -- --fresh --data \/srv\/d3(?!\S*')/)
    expect(said('./示范/二')).toContain('--fresh --data ./示范/二')
    expect(said('/srv/my demo')).toContain("--fresh --data '/srv/my demo'")
    expect(said("it's $HOME")).toContain(`--fresh --data 'it'\\''s $HOME'`)
  }
})

test('a damaged world is answered with the advice for its own directory', { timeout: 60_000 }, async () => {
  const data = await mkdtemp(join(tmpdir(), 'duibiao damaged '))
  await mkdir(join(data, 'bot'))
  await writeFile(join(data, 'demo.json'), '{"duibiao":"demo","complete":true}\n')
  await writeFile(join(data, 'town'), 'half of a wor')
  await using demo = demoCommand(data)
  expect(await demo.ended()).toBe(1)
  expect(demo.written().trim().split('\n')).toEqual([expect.stringContaining(`-- --fresh --data '${data}' (`)])
  await rm(data, { recursive: true })
})
