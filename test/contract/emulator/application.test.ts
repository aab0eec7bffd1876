import { expect, test } from 'vitest'
import { endpoints } from '#src/emulator/platform/endpoints.ts'
import { startTown } from './town.ts'

test('an app is told which scopes its tenant has granted; before a version is published none is', async () => {
  await using town = await startTown()
  const asked = async () => (await town.client.application.v6.scope.list({})).data?.scopes ?? []
  const all = (await asked()).map((one) => one.scope_name)
  expect(all).toEqual(expect.arrayContaining(endpoints.flatMap((each) => [...each.scopes])))
  expect(new Set(all).size).toBe(all.length)
  town.app.setScopes(['im:resource'])
  expect(await asked()).toEqual([{ scope_name: 'im:resource', grant_status: 1 }])
  town.app.setPublished(false)
  expect(await asked()).toEqual([{ scope_name: 'im:resource', grant_status: 2 }])
})
