import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeDirectory } from '#db/make-directory.ts'

// The embedded database gives its own files to everybody (0666), whatever the umask: the directory is all that keeps them.
test('what is made for data nobody else may enter; what is there stays as it is', async () => {
  const root = await mkdtemp(join(tmpdir(), 'duibiao-directory-'))
  await mkdir(join(root, 'shared'))
  await chmod(join(root, 'shared'), 0o755)
  await makeDirectory(join(root, 'shared', 'school', 'data'))
  await makeDirectory(join(root, 'shared', 'school', 'data'))
  const modes = await Promise.all(
    ['shared', 'shared/school/data'].map(async (name) => (await stat(join(root, name))).mode & 0o777),
  )
  expect(modes).toEqual([0o755, 0o700])
  await rm(root, { recursive: true })
})
