import { type LedgerRow, ledgerCard } from '#cards/ledger.ts'
import { answersOf } from '#db/answer.ts'
import { type AssignedRow, assignedRows } from '#db/assignment.ts'
import type { Campaign } from '#db/campaign.ts'
import { departmentsOf } from '#db/department.ts'
import type { Reply } from '../events.ts'
import { leads } from './roles.ts'
import { answerAside, refused, type Scene } from './scene.ts'
import { whichCampaign } from './which-campaign.ts'

/**
 * `/issues`: what falls short according to the submitted answers, with measure and date. Leaders see all or one
 * department, heads their departments', others their own; outside the leading group the answer is private.
 */
export async function showIssues(scene: Scene, department: string): Promise<Reply> {
  const campaign = await whichCampaign(scene, (one) => leads(scene, one))
  if (campaign === null) return refused('no-campaign')
  const visible = await visibleTo(scene, campaign, await assignedRows(scene.tx, campaign.id))
  const asked = visible.filter((row) => row.departmentName.includes(department))
  if (department !== '' && asked.length === 0) return refused('department-unknown')
  const card = ledgerCard({ title: campaign.title, department, rows: await shortcomings(scene, campaign, asked) })
  if (scene.place === 'private' || scene.chat === campaign.leadingChat) return { card }
  return answerAside(scene, 'issues', card)
}

async function visibleTo(scene: Scene, campaign: Campaign, rows: readonly AssignedRow[]): Promise<AssignedRow[]> {
  if (await leads(scene, campaign)) return [...rows]
  const headed = (await departmentsOf(scene.tx, campaign.id, scene.who.id)).filter((one) => one.isHead)
  return rows.filter(
    (row) => row.respondent === scene.who.id || headed.some((department) => department.id === row.department),
  )
}

async function shortcomings(scene: Scene, campaign: Campaign, rows: readonly AssignedRow[]): Promise<LedgerRow[]> {
  const answers = await answersOf(scene.tx, campaign.id)
  return rows.flatMap((row) => {
    const given = answers.get(row.no)
    if (given === undefined || given.shortcoming === null) return []
    const { shortcoming, measure, due } = given
    return [{ requirement: row.title, department: row.departmentName, shortcoming, measure, due }]
  })
}
