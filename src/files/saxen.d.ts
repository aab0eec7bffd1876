/** The part of saxen that we use; it brings no types of its own. */
declare module 'saxen' {
  type Decode = (text: string) => string
  export class Parser {
    on(event: 'openTag', hear: (name: string, attributes: () => Record<string, string>, decode: Decode) => void): this
    on(event: 'closeTag', hear: (name: string) => void): this
    on(event: 'text', hear: (text: string, decode: Decode) => void): this
    on(event: 'cdata', hear: (text: string) => void): this
    /** `<!DOCTYPE …>` and other declarations. */
    on(event: 'attention', hear: (text: string) => void): this
    on(event: 'error', hear: (error: Error) => void): this
    on(event: 'warn', hear: (warning: Error) => void): this
    /** Reads a whole document, synchronously. */
    parse(xml: string): this
    /** From within a hook: nothing more is read. */
    stop(): void
  }
}
