import type { Transaction } from 'kysely'
import type { Database } from './schema.ts'

/** A transaction on our tables. All reading and writing goes through one (see connect). */
export type Tx = Transaction<Database>
