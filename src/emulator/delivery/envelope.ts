import type { App, World } from '../world/world.ts'

export type Envelope = {
  readonly schema: '2.0'
  readonly header: {
    readonly event_id: string
    readonly event_type: string
    readonly create_time: string
    readonly token: string
    readonly app_id: string
    readonly tenant_key: string
  }
  readonly event: object
}

/** The v2 envelope. Events count milliseconds (13 digits), callbacks microseconds (16 digits): the caller says which. */
export function envelope(world: World, app: App, type: string, createTime: string, event: object): Envelope {
  return {
    schema: '2.0',
    header: {
      event_id: world.ids.next(''),
      event_type: type,
      create_time: createTime,
      token: app.verificationToken,
      app_id: app.id,
      tenant_key: world.tenantKey,
    },
    event,
  }
}
