import type { Card } from './card.ts'

export declare function asText(card: Card): string
