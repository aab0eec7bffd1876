import { zipEntry } from '../documents/zip-entry.ts'

export type ReadComment = {
  readonly author: string
  readonly date: string
  readonly lines: readonly string[]
  /** The text between the beginning and the end of its range, over all paragraphs it may touch. */
  readonly anchor: string
}

/** The comments of a Word file with what each is about, read from its markup and not by the library that wrote it. */
export async function commentsOf(bytes: Uint8Array): Promise<ReadComment[]> {
  const document = zipEntry(bytes, 'word/document.xml')
  const comments = zipEntry(bytes, 'word/comments.xml')
  return [...comments.matchAll(/<w:comment ([^>]*)>(.*?)<\/w:comment>/gs)].map(([, attributes = '', inside = '']) => {
    const attribute = (name: string) => new RegExp(`w:${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
    const id = attribute('id')
    const range = new RegExp(
      `<w:commentRangeStart w:id="${id}"/>(.*?)<w:commentRangeEnd w:id="${id}"/>(.*?)</w:p>`,
      's',
    )
    const [, about = '', after = ''] = range.exec(document) ?? []
    if (!after.includes(`<w:commentReference w:id="${id}"/>`)) throw new Error(`comment ${id} is anchored nowhere`)
    return {
      author: attribute('author'),
      date: attribute('date'),
      lines: [...inside.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([paragraph]) => textOf(paragraph)),
      anchor: textOf(about),
    }
  })
}

/** The text of each paragraph. */
export async function paragraphsOf(bytes: Uint8Array): Promise<string[]> {
  const document = zipEntry(bytes, 'word/document.xml')
  return [...document.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([paragraph]) => textOf(paragraph))
}

function textOf(markup: string): string {
  const words = [...markup.matchAll(/<w:t(?: [^>]*)?>(.*?)<\/w:t>/gs)].map(([, text]) => text).join('')
  return words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
