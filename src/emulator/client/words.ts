/** Markdown as a reader sees it: without marks, tags and entities. Tables and lists keep their lines. */
export function readable(markdown: string): string {
  return unescaped(
    markdown
      .replace(
        /<at\s+(?:id|ids|user_id)\s*=\s*['"]?([^'">\s]+)['"]?\s*>([^<]*)<\/at>/g,
        (_, id, name) => `@${name || id}`,
      )
      .replace(/<br\s*\/?>/g, '\n')
      .replace(/<hr\s*\/?>/g, '\n')
      .replace(/<\/?[a-z_]+(?:\s[^>]*)?>/gi, '')
      .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/^\s*```.*$/gm, '')
      .replace(/^#{1,6}\s+/gm, '')
      .replace(/(\*\*|~~|__)(?=\S)([\s\S]*?\S)\1/g, '$2')
      .replace(/(^|[^*\\])\*(?=\S)([^*\n]*\S)\*/g, '$1$2')
      .replace(/`([^`\n]*)`/g, '$1'),
  ).trim()
}

function unescaped(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: ' ', apos: "'" }
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal))
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
    return named[String(name).toLowerCase()] ?? whole
  })
}

/** A label as people say it: one line, without the colon or the star at its end. */
export function asLabel(text: string): string {
  const lines = readable(text)
    .split('\n')
    .filter((line) => line.trim() !== '')
  return (lines.at(-1) ?? '').replace(/[\s:：*＊]+$/u, '').trim()
}
