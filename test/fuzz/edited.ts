export type Edit = { readonly at: number; readonly cut: number; readonly put: string }

/** Cuts and puts in, each somewhere in what the one before left. */
export function edited(text: string, all: readonly Edit[]): string {
  return all.reduce((now, { at, cut, put }) => {
    const from = at % (now.length + 1)
    return now.slice(0, from) + put + now.slice(from + cut)
  }, text)
}
