import { assignedRows } from '#db/assignment.ts'
import { type Campaign, loadStandard } from '#db/campaign.ts'
import { loadDepartments } from '#db/department.ts'
import type { Tx } from '#db/tx.ts'
import type { DivisionNow } from '../domain/division-sheet.ts'

/** A campaign's division as it stands, in three queries. */
export async function loadDivisionNow(tx: Tx, campaign: Campaign): Promise<DivisionNow> {
  const standard = await loadStandard(tx, campaign)
  const held = new Map((await assignedRows(tx, campaign.id)).map((row) => [row.no, row]))
  const requirements = standard.duties.flatMap(({ tasks }) =>
    tasks.flatMap((task) =>
      task.requirements.map(({ no, title, text }) => {
        const row = held.get(no)
        const holder =
          row === undefined
            ? null
            : {
                department: row.department,
                departmentName: row.departmentName,
                person: row.respondent,
                personName: row.respondentName,
              }
        return { no, taskNo: task.title === null ? null : task.no, taskTitle: task.title, title, text, holder }
      }),
    ),
  )
  return { requirements, departments: await loadDepartments(tx, campaign.id) }
}
