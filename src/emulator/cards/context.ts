/** What a card's rules need to know of the world around it. */
export type CardContext = {
  /** Whether an id belongs to somebody of the tenant, as this app may name them. */
  readonly knowsPerson: (id: string) => boolean
  /** Whether this app has uploaded the image. */
  readonly ownsImage: (key: string) => boolean
  readonly chartInForm: 'refused' | 'accepted'
  readonly markdownTablesCount: boolean
}

/** What has been met so far in one card. */
export type Seen = { readonly elementIds: Set<string>; readonly names: Set<string>; tables: number }

/** Where an element stands. */
export type Place = {
  readonly context: CardContext
  readonly seen: Seen
  readonly path: string
  /** Tags of the containers around it, from the outside. */
  readonly inside: readonly string[]
}
