import { zipEntry } from '../documents/zip-entry.ts'

// Papers read by their marks alone: nothing of ours, and none of the libraries that wrote them.

export type Rows = readonly (readonly string[])[]

/** A report: the paragraphs under each heading of its sections (without 一、), and the tables behind it, heads first. */
export function takeReport(bytes: Uint8Array): {
  readonly sections: ReadonlyMap<string, readonly string[]>
  readonly tables: readonly Rows[]
} {
  const document = zipEntry(bytes, 'word/document.xml')
  const [body = ''] = document.split('<w:tbl>', 1)
  // What stands before the first heading is the title and the opening.
  const [, ...parts] = body.split(/(?=<w:p><w:pPr><w:pStyle w:val="Heading1"\/>)/)
  const sections = parts.map((part) => {
    const [heading = '', ...paragraphs] = inside(part, 'w:p').map((one) => wordsOf(one, 'w:t'))
    return [heading.replace(/^.+?、/, ''), paragraphs] as const
  })
  const cell = (xml: string) =>
    inside(xml, 'w:p')
      .map((line) => wordsOf(line, 'w:t'))
      .join('\n')
  const tables = inside(document, 'w:tbl').map((table) =>
    inside(table, 'w:tr').map((row) => inside(row, 'w:tc').map(cell)),
  )
  return { sections: new Map(sections), tables }
}

/** A workbook: its note, and its rows as words, heads first; days are the numbers workbooks count them by. */
export function takeWorkbook(bytes: Uint8Array): { readonly note: string; readonly rows: Rows } {
  const shared = inside(zipEntry(bytes, 'xl/sharedStrings.xml'), 'si').map((one) => wordsOf(one, 't'))
  const [, note = [], ...rows] = inside(zipEntry(bytes, 'xl/worksheets/sheet1.xml'), 'row').map((row) =>
    [...row.matchAll(/<c [^>]*?(t="s")?(?:\/>|>(?:<v>(.*?)<\/v>)?<\/c>)/gs)].map(([, isWords, value = '']) =>
      isWords === undefined ? value : (shared[Number(value)] ?? ''),
    ),
  )
  return { note: note.join(''), rows }
}

/** What stands under a head, from the top. */
export function under([heads = [], ...rows]: Rows, head: string): string[] {
  const at = heads.indexOf(head)
  if (at < 0) throw new Error(`no column ${head} among ${heads.join()}`)
  return rows.map((row) => row[at] ?? '')
}

function inside(xml: string, tag: string): string[] {
  return [...xml.matchAll(new RegExp(`<${tag}(?: [^>]*)?(?:/>|>(.*?)</${tag}>)`, 'gs'))].map(([, all]) => all ?? '')
}

function wordsOf(xml: string, tag: string): string {
  return inside(xml, tag)
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
