import { challenge } from '../delivery/challenge.ts'
import type { Platform } from '../platform.ts'
import { tellOfRange } from '../world/directory-events.ts'
import type { App, Range } from '../world/world.ts'
import { idOf, type Ref } from './refs.ts'

export type NewApp = {
  /** Must look like `cli_` and 16 hex digits: the SDK's long connection checks it. */
  readonly appId: string
  readonly appSecret: string
  readonly encryptKey?: string | null
  readonly verificationToken: string
  readonly scopes?: 'all' | readonly string[]
  readonly published?: boolean
  readonly botAbility?: boolean
  readonly contactRange?: 'all' | { readonly departments?: readonly Ref[]; readonly users?: readonly Ref[] }
  readonly events?: 'all' | readonly string[]
  readonly cardCallback?: boolean
  readonly botName: string
}

/** The developer console of one app. */
export type AppHandle = {
  readonly id: string
  readonly botName: string
  readonly botOpenId: string
  /** Saves one address for events and callbacks, after the challenge; throws with the reason when it is refused. */
  setRequestUrl(url: string): Promise<void>
  setEventUrl(url: string): Promise<void>
  setCallbackUrl(url: string): Promise<void>
  /** Takes the address away, or puts any address in without a challenge (to see the client's codes). */
  forceUrls(urls: { event?: string | null; callback?: string | null }): void
  setScopes(scopes: 'all' | readonly string[]): void
  setPublished(published: boolean): void
  setBotAbility(on: boolean): void
  setEvents(events: 'all' | readonly string[]): void
  setCardCallback(on: boolean): void
  setContactRange(range: NonNullable<NewApp['contactRange']>): void
  /** Makes every token of the app invalid, as when its secret is reset. */
  revokeTokens(): void
}

export function addApp(platform: Platform, made: NewApp): AppHandle {
  if (!/^cli_[0-9a-fA-F]{16}$/.test(made.appId)) throw new Error(`${made.appId} is no app id: cli_ and 16 hex digits`)
  const app: App = {
    id: made.appId,
    secret: made.appSecret,
    encryptKey: made.encryptKey ?? null,
    verificationToken: made.verificationToken,
    botName: made.botName,
    botOpenId: platform.world.ids.of('ou_', made.appId, 'bot'),
    scopes: made.scopes === undefined || made.scopes === 'all' ? 'all' : new Set(made.scopes),
    published: made.published ?? true,
    botAbility: made.botAbility ?? true,
    contactRange: rangeOf(made.contactRange ?? 'all'),
    events: made.events === undefined || made.events === 'all' ? 'all' : new Set(made.events),
    cardCallback: made.cardCallback ?? true,
    eventUrl: null,
    callbackUrl: null,
    tokens: [],
  }
  platform.world.apps.set(app.id, app)
  platform.world.news.tell({ kind: 'town' })
  return appHandle(platform, app)
}

export function appHandle(platform: Platform, app: App): AppHandle {
  const verified = async (url: string) => {
    const why = await platform.work.during(challenge(platform, app, url))
    if (why !== null) throw new Error(`the request URL ${url} was refused: ${why}`)
  }
  return {
    id: app.id,
    botName: app.botName,
    botOpenId: app.botOpenId,
    async setRequestUrl(url) {
      await verified(url)
      app.eventUrl = url
      app.callbackUrl = url
    },
    async setEventUrl(url) {
      await verified(url)
      app.eventUrl = url
    },
    async setCallbackUrl(url) {
      await verified(url)
      app.callbackUrl = url
    },
    forceUrls({ event, callback }) {
      if (event !== undefined) app.eventUrl = event
      if (callback !== undefined) app.callbackUrl = callback
    },
    setScopes(scopes) {
      app.scopes = scopes === 'all' ? 'all' : new Set(scopes)
    },
    setPublished(published) {
      app.published = published
    },
    setBotAbility(on) {
      app.botAbility = on
    },
    setEvents(events) {
      app.events = events === 'all' ? 'all' : new Set(events)
    },
    setCardCallback(on) {
      app.cardCallback = on
    },
    setContactRange(range) {
      app.contactRange = rangeOf(range)
      tellOfRange(platform, app)
    },
    revokeTokens() {
      app.tokens.length = 0
    },
  }
}

function rangeOf(range: NonNullable<NewApp['contactRange']>): Range {
  if (range === 'all') return 'all'
  return { departments: (range.departments ?? []).map(idOf), users: (range.users ?? []).map(idOf) }
}
