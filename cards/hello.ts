import type { Card } from './card.ts'

/** The greeting when the bot is added to a group: the same everywhere, for nothing is known about the group yet. */
export type HelloView = Readonly<Record<string, never>>

export declare function helloCard(view: HelloView): Card
