import { zip } from './zip.ts'

const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const kinds = 'http://schemas.openxmlformats.org/package/2006/content-types'

/** A Word document with this body, as markup: for tracked changes and headings as Word and WPS write them. */
export function handmadeDocument(
  body: string,
  parts: Record<string, string> = {},
  main: 'document' | 'document2' = 'document',
): Buffer {
  return zip({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="${kinds}"/>`,
    [`word/${main}.xml`]: `<w:document xmlns:w="${namespace}"><w:body>${body}</w:body></w:document>`,
    ...parts,
  })
}

/** One paragraph; `inside` is text, or runs as markup. */
export function paragraphOf(inside: string): string {
  return `<w:p>${inside.startsWith('<') ? inside : runOf(inside)}</w:p>`
}

export function runOf(text: string): string {
  return `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
}
