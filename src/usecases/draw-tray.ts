import type { Card } from '#cards/card.ts'
import { evidenceTrayCard } from '#cards/evidence-tray.ts'
import { type AssignedRow, assignedRows } from '#db/assignment.ts'
import { loadCampaign } from '#db/campaign.ts'
import { type Tray, type TrayPiece, trayPieces } from '#db/evidence-tray.ts'
import { findIssue } from '#db/issue.ts'
import { loadPerson } from '#db/person.ts'
import type { Tx } from '#db/tx.ts'
import type { AssignmentId } from '../domain/ids.ts'
import { type PrivateMark, privateMarks } from '../domain/looks-private.ts'
import { nameRequirement } from '../domain/requirement-name.ts'
import { mayAnswer } from '../domain/review.ts'

/** A platform's card has room for 200 elements, and each choice is one. */
const mostOptions = 100

/** The card of a tray as it is now: what was sent, what became of it, what it is evidence of. */
export async function drawTray(tx: Tx, tray: Tray, note: string | null = null): Promise<Card> {
  const pieces = await trayPieces(tx, tray.id)
  const rows = tray.assignment === null ? [] : await assignedRows(tx, tray.campaign)
  const mine = tray.assignment === null ? [] : await ownOptions(tx, tray, rows)
  const chosen = usedFor(pieces)
  const isKept = pieces.some((piece) => stateOf(piece) === 'kept')
  return evidenceTrayCard({
    tray: tray.id,
    seen: tray.version,
    landing: await landingOf(tx, tray, rows),
    pieces: pieces.map((piece) => ({ ...piece, state: stateOf(piece), marks: marksOf(piece) })),
    uses:
      tray.assignment === null || !isKept || mine.length === 0
        ? null
        : {
            options: options(rows, mine, chosen),
            chosen: chosen.filter((one) => rows.some((row) => row.assignment === one)),
          },
    goOn: mine.includes(tray.assignment as AssignmentId) ? tray.assignment : null,
    owner: tray.root === null ? null : (await loadPerson(tx, tray.person)).name,
    note,
  })
}

/** In its name or inside. */
function marksOf({ name, marks }: TrayPiece): PrivateMark[] {
  return [...new Set([...marks, ...privateMarks(name)])].toSorted()
}

/** What the pieces of a tray are evidence of now. */
export function usedFor(pieces: readonly TrayPiece[]): AssignmentId[] {
  return [...new Set(pieces.flatMap((piece) => piece.assignments))]
}

/** Kept, and used for nothing any more: taken back. */
export function stateOf({ state, assignments, issues }: TrayPiece): TrayPiece['state'] | 'withdrawn' {
  return state === 'kept' && assignments.length + issues.length === 0 ? 'withdrawn' : state
}

/** Of their own what may still be answered. */
async function ownOptions(tx: Tx, tray: Tray, rows: readonly AssignedRow[]): Promise<AssignmentId[]> {
  const { status, review } = await loadCampaign(tx, tray.campaign)
  return rows
    .filter((row) => row.respondent === tray.person && mayAnswer(row.state, status, review))
    .map((row) => row.assignment)
}

/** In catalogue order. What is chosen stands among them, whosever it is by now. */
function options(rows: readonly AssignedRow[], mine: readonly AssignmentId[], chosen: readonly AssignmentId[]) {
  const offered = rows.filter((row) => mine.includes(row.assignment) || chosen.includes(row.assignment))
  const room = mostOptions - chosen.length
  const others = offered.filter((row) => !chosen.includes(row.assignment)).slice(0, room)
  return offered
    .filter((row) => chosen.includes(row.assignment) || others.includes(row))
    .map((row) => ({ assignment: row.assignment, text: optionName(row) }))
}

/** With the number that words use for it, said once. */
function optionName(row: AssignedRow): string {
  const name = nameRequirement(row)
  return row.taskNo === null ? name : `${row.no} ${name}`
}

async function landingOf(tx: Tx, { assignment, issue }: Tray, rows: readonly AssignedRow[]): Promise<string> {
  const row = rows.find((one) => one.assignment === assignment)
  if (row !== undefined) return nameRequirement(row)
  const found = issue === null ? null : await findIssue(tx, issue)
  return found === null ? '' : `台账${found.no} ${found.problem}`
}
