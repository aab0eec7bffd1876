import { parseArgs } from 'node:util'
import { DemoError } from './demo-error.ts'

export type Flags = {
  /** 0: any free one. */
  readonly port: number
  /** Where everything is kept. */
  readonly data: string
  readonly fresh: boolean
}

export const usualData = './data/demo'
const known = `--port 4100 --data ${usualData} --fresh`

/** Reads what stands behind `npm run demo --`. Throws DemoError for anything it does not know. */
export function readFlags(args: readonly string[]): Flags {
  const { port, data, fresh } = parsed(args)
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new DemoError(`--port 要写端口号，例如 4100，不能是 ${port}。(--port takes a port number such as 4100.)`)
  }
  return { port: Number(port), data, fresh }
}

function parsed(args: readonly string[]): { readonly port: string; readonly data: string; readonly fresh: boolean } {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '4100' },
        data: { type: 'string', default: usualData },
        fresh: { type: 'boolean', default: false },
      },
    }).values
  } catch {
    throw new DemoError(
      `没有看懂 ${args.join(' ')}，可以用的是 ${known}。(Cannot read ${args.join(' ')}; what there is: ${known}.)`,
    )
  }
}
