/** How the platform's API is reached, and as whom. */
export type Access = {
  readonly appId: string
  readonly appSecret: string
  /** The platform's base address: any, so Lark and private installations too. */
  readonly domain: string
}

/** By what a request is known to come from the platform and to be meant for this app. */
export type Seal = {
  readonly appId: string
  /** Needed: without it anybody who has once seen the token could write events (facts page, section 1.2). */
  readonly encryptKey: string
  readonly verificationToken: string
}
