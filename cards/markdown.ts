/** Markdown of a card in which every value from a person is escaped. Only `md` and `joined` make it. */
export type Markup = { readonly markup: string }

// Every ASCII sign, not only those the platform lists (facts page, section 4.5): a dot makes a link of www.example.com
// and a list of "1.", a line break ends a heading. Letters, digits and Chinese never act.
const acting = /[\t\n\r!-/:-@[-`{-~]|^ +| +$/g

/** A person's text as it may stand in markdown: what could act becomes numeric entities, so `<at id=all>` stays words. */
export function escapeMarkdown(value: string): string {
  return value.replaceAll(acting, (signs) => [...signs].map((sign) => `&#${sign.charCodeAt(0)};`).join(''))
}

/** Markdown with values: `` md`**${title}**` ``. Strings are escaped; markup made here is taken as it is. */
export function md(parts: TemplateStringsArray, ...values: readonly (string | number | Markup)[]): Markup {
  const said = values.map((value) => (typeof value === 'object' ? value.markup : escapeMarkdown(String(value))))
  return { markup: parts.map((part, at) => part + (said[at] ?? '')).join('') }
}

/** Several pieces as one, a line each unless told otherwise. */
export function joined(pieces: readonly Markup[], between = '\n'): Markup {
  return { markup: pieces.map((piece) => piece.markup).join(between) }
}

/** Markdown made here as the words a reader sees: the signs we put in taken out, then what `escapeMarkdown` hid shown. */
export function plainOf(markup: string): string {
  return markup
    .replaceAll(/\*\*|<\/?font[^>]*>/g, '')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
}
