import type { CampaignId } from '#src/domain/ids.ts'
import { type Card, card, markdown, table } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import { md } from './markdown.ts'

/** What a confirmed division came to. */
export type DividedView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly departments: readonly { readonly name: string; readonly requirements: number; readonly people: number }[]
  readonly requirements: number
  /** How many get a private message now. */
  readonly respondents: number
}

/** More departments than this no school has; the rest is said in one line. */
const mostRows = 150

/** What 确认分工 came to: departments and numbers, no names. */
export function dividedCard(view: DividedView): Card {
  const rows = view.departments.slice(0, mostRows).map(({ name, requirements, people }) => ({
    department: cut(name, longestName),
    requirements,
    people,
  }))
  return card(
    '分工已确认',
    'green',
    [
      markdown(md`${view.requirements}条已分到${view.departments.length}个部门。`),
      table(
        [
          { name: 'department', display_name: '部门', data_type: 'text' },
          { name: 'requirements', display_name: '条数', data_type: 'number' },
          { name: 'people', display_name: '人数', data_type: 'number' },
        ],
        rows,
      ),
      markdown(
        md`${view.respondents}位老师会各收到一条私信，点开就能填报。\n要调整时再发送「分工」；只调一项任务或一条，可以写：分工 （5） 张老师；分工 均衡编班 张老师。填过的内容都还在。要一次改很多，可以发送「分工 导入」，用 Excel 表来改。`,
      ),
    ],
    { subtitle: cut(view.title, longestLine) },
  )
}
