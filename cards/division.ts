import type { CampaignId, DepartmentId } from '#src/domain/ids.ts'
import type { Card } from './card.ts'

/** Which department takes what: the departments there are, and the catalogue's suggested ones to be mapped onto them. */
export type DivisionView = {
  readonly campaign: CampaignId
  readonly school: string
  readonly title: string
  readonly seen: number
  readonly departments: readonly {
    readonly id: DepartmentId
    readonly name: string
    readonly heads: readonly string[]
    readonly members: number
  }[]
  readonly groups: readonly {
    /** Stable and ASCII, the name of its control: g0. */
    readonly key: string
    /** The catalogue's word: 教务处. */
    readonly suggested: string
    readonly requirements: number
    readonly chosen: DepartmentId | null
  }[]
  readonly spread: 'members' | 'head'
  /** From 0. */
  readonly page: number
  readonly refused: string | null
}

/** The name of the control that says how a department's share is spread; those of the groups are their keys. */
export const spreadControl = 'spread'

export declare function divisionCard(view: DivisionView): Card
/** The groups of each page, as many on one as the platform lets stand there. */
export declare function divisionPages(view: DivisionView): DivisionView['groups'][]
