import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, parse } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** How long an office may take; its first start on a busy machine is slow. Tests that use it need as long. */
export const officeTime = 120_000

// Both come with poppler-utils.
const reader = '/usr/bin/pdftotext'
const painter = '/usr/bin/pdftoppm'

/** Where LibreOffice is; null: not on this machine, or without the program for such files or for reading what it prints. */
function officeFor(ending: 'docx' | 'xlsx'): string | null {
  const program = ending === 'docx' ? 'libswlo.so' : 'libsclo.so'
  const places = ['/usr/lib/libreoffice/program', '/usr/lib64/libreoffice/program', '/opt/libreoffice/program']
  const found = places.find((place) => existsSync(join(place, 'soffice')) && existsSync(join(place, program)))
  return found === undefined || !existsSync(reader) ? null : join(found, 'soffice')
}

/** Whether papers of this kind can be looked at here. Says loudly when not: what it would have shown is not shown then. */
export function hasOffice(ending: 'docx' | 'xlsx'): boolean {
  const has = officeFor(ending) !== null
  if (!has)
    console.log(
      `!!! SKIPPED: no LibreOffice for .${ending} here (apt install libreoffice-calc libreoffice-writer poppler-utils)`,
    )
  return has
}

/** Faces of Debian for those that papers name and Debian does not have; all of them are as wide as they are high. */
const standIns = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include>/etc/fonts/fonts.conf</include>${[
  ['方正小标宋简体', 'Noto Serif CJK SC'],
  ['宋体', 'Noto Serif CJK SC'],
  ['仿宋', 'Noto Serif CJK SC'],
  ['楷体', 'Noto Serif CJK SC'],
  ['黑体', 'Noto Sans CJK SC'],
]
  .map(
    ([named, standIn]) =>
      `<match target="pattern"><test name="family"><string>${named}</string></test><edit name="family" mode="prepend" binding="strong"><string>${standIn}</string></edit></match>`,
  )
  .join('')}</fontconfig>`

/** A paper as LibreOffice prints it: the bytes of a PDF. Throws when it cannot open the file. */
export async function convertToPdf(bytes: Uint8Array, ending: 'docx' | 'xlsx'): Promise<Uint8Array> {
  const { paper } = await saveAs({ [`paper.${ending}`]: bytes }, 'pdf')
  if (paper === undefined) throw new Error('no PDF')
  return paper
}

/** Files by their names, opened and saved anew in another or the same format; what came of each, by its name without ending. */
export async function saveAs(
  files: Readonly<Record<string, Uint8Array>>,
  ending: 'pdf' | 'xlsx' | 'ods',
): Promise<Readonly<Record<string, Buffer>>> {
  const office = officeFor(Object.keys(files).some((name) => name.endsWith('docx')) ? 'docx' : 'xlsx')
  if (office === null) throw new Error(`no LibreOffice for ${Object.keys(files).join()}`)
  const folder = await mkdtemp(join(tmpdir(), 'duibiao-office-'))
  try {
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes)
    await writeFile(join(folder, 'fonts.conf'), standIns)
    // One profile cannot be used by two of them at once.
    const args = [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', ending]
    const made = join(folder, 'made')
    await run(office, [...args, '--outdir', made, ...Object.keys(files).map((name) => join(folder, name))], {
      env: { ...process.env, HOME: folder, FONTCONFIG_FILE: join(folder, 'fonts.conf') },
      timeout: officeTime,
    })
    const names = await readdir(made)
    return Object.fromEntries(
      await Promise.all(names.map(async (name) => [parse(name).name, await readFile(join(made, name))] as const)),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The words of a PDF, page by page, as they stand on the paper. */
export function pagesOf(pdf: Uint8Array): Promise<string[]> {
  return withPdf(pdf, async (folder) => {
    const { stdout } = await run(reader, ['-layout', join(folder, 'paper.pdf'), '-'], {
      maxBuffer: 64 * 1024 * 1024,
    })
    return stdout.split('\f').slice(0, -1)
  })
}

/** The pages of a PDF as PNG pictures, in order, `perInch` dots to the inch. */
export function pagesAsPictures(pdf: Uint8Array, perInch = 60): Promise<Buffer[]> {
  return withPdf(pdf, async (folder) => {
    await run(painter, ['-png', '-r', String(perInch), join(folder, 'paper.pdf'), join(folder, 'page')])
    // The numbers in their names are as long as the longest: their order as words is that of the pages.
    const names = (await readdir(folder)).filter((name) => name.endsWith('.png')).toSorted()
    return Promise.all(names.map((name) => readFile(join(folder, name))))
  })
}

async function withPdf<Result>(pdf: Uint8Array, ask: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'duibiao-pdf-'))
  try {
    await writeFile(join(folder, 'paper.pdf'), pdf)
    return await ask(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
