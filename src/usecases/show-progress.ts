import { noticeCard } from '#cards/notice.ts'
import { ownProgressCard } from '#cards/own-progress.ts'
import { progressCard } from '#cards/progress.ts'
import { type AssignedRow, assignedRows } from '#db/assignment.ts'
import { type Campaign, findCampaign } from '#db/campaign.ts'
import { failedDeliveries } from '#db/delivery.ts'
import { departmentsOf } from '#db/department.ts'
import { type StandingIssue, standingIssues } from '#db/issue-standing.ts'
import { daysBetween, sayShortDay, wallClock } from '../domain/day.ts'
import type { CampaignId } from '../domain/ids.ts'
import { countIssues, type IssueCount } from '../domain/issue.ts'
import { count, countBy } from '../domain/progress.ts'
import { countReview } from '../domain/review.ts'
import type { Reply } from '../events.ts'
import { leads } from './roles.ts'
import { answer, answerAside, refused, type Scene, showCard } from './scene.ts'
import { whichCampaign } from './which-campaign.ts'

const meansOf = (row: AssignedRow) => row.means
const stateOf = (row: AssignedRow) => row.state
const countOf = (issues: readonly StandingIssue[]): IssueCount => countIssues(issues.map((one) => one.standing))

/**
 * `/progress` (design, flow 5): leaders get the school's numbers, or one department's; others their own share and their
 * department's numbers. In a group that does not lead the campaign the answer goes to the asker alone.
 */
export async function showProgress(
  scene: Scene,
  ask: { readonly campaign: CampaignId | null; readonly department: string },
): Promise<Reply> {
  const campaign =
    ask.campaign === null
      ? await whichCampaign(scene, (one) => leads(scene, one))
      : await findCampaign(scene.tx, ask.campaign)
  if (campaign === null) return refused('no-campaign')
  const shares = {
    rows: await assignedRows(scene.tx, campaign.id),
    issues: await standingIssues(scene.tx, campaign.id, scene.today, scene.deps.timeZone),
  }
  const reply = (await leads(scene, campaign))
    ? await forLeaders(scene, campaign, shares, ask.department)
    : await forOne(scene, campaign, shares, ask.department)
  if (reply.card === undefined || scene.place === 'private' || scene.chat === campaign.leadingChat) return reply
  return answerAside(scene, 'progress', reply.card)
}

type Shares = { readonly rows: readonly AssignedRow[]; readonly issues: readonly StandingIssue[] }

async function forLeaders(scene: Scene, campaign: Campaign, { rows, issues }: Shares, asked: string): Promise<Reply> {
  const department = asked === '' ? null : nameOf([...rows, ...issues], asked)
  if (department === undefined) return refused('department-unknown')
  const shown = department === null ? rows : rows.filter((row) => row.departmentName === department)
  const troubles = campaign.coordinator === scene.who.id ? await troublesOf(scene, campaign) : []
  // Who could not be reached is for the coordinator alone, also when they ask before everybody.
  const inGroup = scene.place === 'group'
  if (inGroup && troubles.length > 0) await tellTroubles(scene, troubles)
  const { day, hour, minute } = wallClock(scene.now, scene.deps.timeZone)
  return {
    card: progressCard({
      campaign: campaign.id,
      school: campaign.school,
      title: campaign.title,
      status: campaign.status === 'preparing' ? 'not-divided' : campaign.status,
      inspectBy: campaign.inspectBy,
      daysLeft: campaign.status === 'closed' ? null : daysBetween(scene.today, campaign.inspectBy),
      total: count(shown.map(meansOf)),
      review: countReview(shown.map(stateOf), campaign.review),
      issues: countOf(department === null ? issues : issues.filter((one) => one.departmentName === department)),
      byDuty: byDuty(shown),
      byDepartment: department === null ? byDepartment(rows) : [],
      department: department === null ? null : { name: department },
      troubles: inGroup ? [] : troubles,
      now: `${sayShortDay(day)}${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
    }),
  }
}

/** A person's own share and the numbers of their department, the one they head first. */
async function forOne(scene: Scene, campaign: Campaign, { rows, issues }: Shares, asked: string): Promise<Reply> {
  const departments = await departmentsOf(scene.tx, campaign.id, scene.who.id)
  const own = rows.filter((row) => row.respondent === scene.who.id)
  const owned = issues.filter((one) => one.owner === scene.who.id)
  // A card that was passed on, or forged: the numbers of another school are not for everybody's eyes.
  if (departments.length === 0 && own.length === 0 && owned.length === 0) return refused('no-campaign')
  const department = asked === '' ? departments[0] : departments.find((one) => one.name.includes(asked))
  if (department === undefined && asked !== '') return refused('leaders-only')
  const shared = rows.filter((row) => row.department === department?.id)
  return {
    card: ownProgressCard({
      campaignTitle: campaign.title,
      own: count(own.map(meansOf)),
      review: countReview(own.map(stateOf), campaign.review),
      issues: countOf(owned),
      department:
        department === undefined
          ? null
          : {
              name: department.name,
              count: count(shared.map(meansOf)),
              issues: countOf(issues.filter((one) => one.department === department.id)),
            },
      inspectBy: campaign.inspectBy,
    }),
  }
}

export function byDuty(rows: readonly AssignedRow[]) {
  const titles = new Map(rows.map((row) => [row.dutyNo, row.dutyTitle]))
  return [...countBy(rows, (row) => row.dutyNo, meansOf)].flatMap(([no, counted]) =>
    no === null ? [] : [{ no, title: titles.get(no) ?? '', count: counted }],
  )
}

/** Departments that have a share, in the order of the catalogue. */
export function byDepartment(rows: readonly AssignedRow[]) {
  return [...countBy(rows, (row) => row.departmentName, meansOf)].map(([name, counted]) => ({ name, count: counted }))
}

/** The department meant: its whole name, else the only one that holds the words; undefined when there is none such. */
function nameOf(rows: readonly { readonly departmentName: string }[], asked: string): string | undefined {
  const names = [...new Set(rows.map((row) => row.departmentName))]
  const like = names.filter((name) => name.includes(asked))
  return names.find((name) => name === asked) ?? (like.length === 1 ? like[0] : undefined)
}

type Trouble = { readonly name: string | null; readonly why: string }

async function troublesOf(scene: Scene, campaign: Campaign): Promise<Trouble[]> {
  const failed = await failedDeliveries(scene.tx, campaign.id)
  return failed.map(({ name, ...failure }) => ({ name, why: scene.deps.sayFailure(failure) }))
}

async function tellTroubles(scene: Scene, troubles: readonly Trouble[]): Promise<void> {
  const text = troubles.map(({ name, why }) => `${name ?? '群消息'}：${why}`).join('\n')
  const card = noticeCard({ title: '有消息没有送达', text })
  await answer(scene, 'troubles', { to: 'person', person: scene.who.openId }, showCard(card))
}
