/** What we use of yazl; the published types know neither a length nor ending without options. */
declare module 'yazl' {
  import type { Readable } from 'node:stream'

  export class ZipFile {
    readonly outputStream: Readable
    on(event: 'error', heard: (error: Error) => void): this
    /**
     * `open` is called when the entry's turn has come. `size`: bytes that will come, or the zip fails; without it as many
     * as come.
     */
    addReadStreamLazy(
      path: string,
      options: { readonly mtime: Date; readonly size?: number; readonly compress: boolean },
      open: (give: (error: Error | null, stream: Readable) => void) => void,
    ): void
    /** `told` is called with the length of the zip when every size is known before. */
    end(options?: object, told?: (bytes: number) => void): void
  }
}
