/** How bot and platform meet in the towns, by the bot's own setting: so every story can be played over either. */
export type Transport = 'webhook' | 'long-connection'

export const transport: Transport = process.env.FEISHU_TRANSPORT === 'long-connection' ? 'long-connection' : 'webhook'
