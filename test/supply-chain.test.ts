import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

/** What `npm ci` would bring onto the machine: where from, with which bytes, what of it runs, under which licence. */
const root = new URL('..', import.meta.url).pathname
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'))

const locked = z.object({
  version: z.string(),
  license: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  hasInstallScript: z.boolean().optional(),
  link: z.boolean().optional(),
  dev: z.boolean().optional(),
})
type Locked = z.infer<typeof locked>
const lock = z.object({ packages: z.record(z.string(), z.unknown()) }).parse(read('package-lock.json'))
/** By the place where it is installed; the project itself left out. */
const packages = Object.entries(lock.packages)
  .filter(([place]) => place !== '')
  .map(([place, found]): [string, Locked] => [place, locked.parse(found)])
const production = packages.filter(([, { dev }]) => dev !== true)
const nameOf = (place: string) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)

const manifest = z
  .object({
    allowScripts: z.record(z.string(), z.boolean()),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(read('package.json'))

test('no package names a place of its own, and each has the bytes that were looked at', () => {
  // Without an address npm asks the registry it is set to; whatever answers there has to have these bytes.
  const elsewhere = packages.filter(([, { resolved, link }]) => link === true || resolved !== undefined)
  expect(elsewhere).toEqual([])
  const unsealed = packages.filter(([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''))
  expect(unsealed.map(([place]) => place)).toEqual([])
})

test('what is asked for is an exact version of the registry', () => {
  const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test('no package runs anything when it is installed but those package.json decides about', () => {
  const withScripts = packages.filter(([, one]) => one.hasInstallScript === true).map(([place]) => nameOf(place))
  expect(withScripts.toSorted()).toEqual(Object.keys(manifest.allowScripts).toSorted())
})

/**
 * What may be handed on with the bot. LGPL only as what `sharp` loads at run time and anybody may replace: a library of
 * its own in a package of its own.
 */
const fine = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'CC0-1.0']
const loaded = /^@img\/sharp-/

/** SPDX with one kind of word between its names; whatever is more complicated has to be read by somebody. */
function isFine(name: string, license: string): boolean {
  const may = (one: string) => fine.includes(one) || (one === 'LGPL-3.0-or-later' && loaded.test(name))
  const bare = license.replace(/^\((.*)\)$/, '$1')
  if (/[()]/.test(bare) || (bare.includes(' OR ') && bare.includes(' AND '))) return false
  return bare.includes(' OR ') ? bare.split(' OR ').some(may) : bare.split(' AND ').every(may)
}

test.each([
  ['x', 'MIT', true],
  ['x', '(MIT OR GPL-3.0-or-later)', true],
  ['x', 'Apache-2.0 AND GPL-2.0-only', false],
  ['x', 'LGPL-3.0-or-later', false],
  ['@img/sharp-libvips-linux-x64', 'LGPL-3.0-or-later', true],
  ['x', 'SEE LICENSE IN LICENSE', false],
  ['x', '(MIT OR ISC) AND GPL-2.0-only', false],
])('%s under %s: %s', (name, license, may) => expect(isFine(name, license)).toBe(may))

test('every package of the bot has a licence under which it may be handed on', () => {
  const others = production.filter(([place, { license }]) => license === undefined || !isFine(nameOf(place), license))
  expect(others.map(([place, { license }]) => `${place}: ${license ?? 'none'}`)).toEqual([])
})

test('every other package has a licence too', () => {
  expect(packages.filter(([, { license }]) => license === undefined).map(([place]) => place)).toEqual([])
})

test('what is installed says the same of itself as the lock file', () => {
  const own = z.object({
    version: z.string(),
    license: z.unknown().optional(),
    scripts: z.record(z.string(), z.unknown()).default({}),
  })
  const installed = packages.filter(([place]) => existsSync(join(root, place, 'package.json')))
  expect(installed.length).toBeGreaterThan(100)
  const differ = installed.filter(([place, { version, license, hasInstallScript = false }]) => {
    const said = own.parse(read(join(place, 'package.json')))
    const runs = ['preinstall', 'install', 'postinstall'].some((when) => when in said.scripts)
    const sameLicense = typeof said.license !== 'string' || said.license === license
    return said.version !== version || !sameLicense || (runs && !hasInstallScript)
  })
  expect(differ.map(([place]) => place)).toEqual([])
})

// `npm run licences` writes the page anew.
test('docs/licences.md lists the packages of the bot', async () => {
  const rows = production.map(([place, { version, license }]) => [nameOf(place), version, license ?? 'none'] as const)
  const unique = [...new Set(rows.map((row) => `| ${row.join(' | ')} |`))].toSorted()
  const kinds = Map.groupBy(rows, ([, , license]) => license)
  const counts = [...kinds].map(([license, all]) => `${license} (${all.length})`).toSorted()
  const page = [
    '# Licences',
    '',
    'What is installed with the bot beside its own code (MIT): every package of the lock file that is not for development',
    'only, on whatever machine. `npm run licences` writes this page; a test compares it with the lock file, and fails at a',
    'licence that is none of those named there, or at none. The packages `@img/sharp-…` hold libraries under the LGPL for',
    'one kind of machine each; they are loaded at run time and may be replaced.',
    '',
    `${counts.join(', ')}.`,
    '',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...unique,
    '',
  ].join('\n')
  await expect(page).toMatchFileSnapshot('../docs/licences.md')
})
