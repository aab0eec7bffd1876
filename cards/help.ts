import { type Card, card, hint, markdown } from './card.ts'
import { cut, longestLine } from './cut.ts'
import { joined, type Markup, md } from './markdown.ts'

/** What somebody can do here and now. */
export type HelpView = {
  readonly place: 'private' | 'group'
  readonly roles: {
    readonly leader: boolean
    readonly coordinator: boolean
    readonly respondent: boolean
    readonly head: boolean
    readonly reviewer: boolean
  }
  /** Those that run and concern this place or person. */
  readonly campaigns: readonly { readonly title: string }[]
  /** The newest that has ended, when none runs; null when there was none. */
  readonly ended: string | null
  /** Requirements of theirs still open. */
  readonly open: number
}

const mostCampaigns = 5

/** Commands that work for this person in this place, the nearest first. */
export function helpCard(view: HelpView): Card {
  const { place, campaigns, ended, open } = view
  const titles = campaigns.slice(0, mostCampaigns).map(({ title }) => md`进行中：${cut(title, longestLine)}`)
  // How much somebody still owes, is nobody else's business (design, principle 2).
  const mine = place === 'private' && open > 0 ? [md`您还有**${open}条**待填。`] : []
  return card('我能帮您做什么', 'blue', [
    ...(campaigns.length === 0 && ended !== null
      ? [markdown(md`「${cut(ended, longestLine)}」已经结束，内容不能再改；要延期请找联络员。`)]
      : []),
    ...(titles.length + mine.length === 0 ? [] : [markdown(joined([...titles, ...mine]))]),
    markdown(joined(commands(view))),
    hint(place === 'group' ? '在群里请先 @我，再写这些词。' : '直接发这些词就行，前面加不加「/」都可以。'),
  ])
}

function commands({ place, roles, campaigns, ended }: HelpView): Markup[] {
  const runs = campaigns.length > 0
  const leads = roles.leader || roles.coordinator
  const inGroup = place === 'group'
  return [
    ...(roles.respondent ? [md`**填报**　继续填我的条款`, md`**我的任务**　看分给我的条款`] : []),
    ...(runs ? [md`**进度**　${leads ? '看全校和各部门的进度' : '看自己和本部门的进度'}`] : []),
    ...(runs && (leads || roles.head || roles.respondent) ? [md`**台账**　看存在问题和整改措施`] : []),
    ...(roles.respondent && runs ? [md`**移交**　外出或工作调整时，把任务交给同事`] : []),
    ...(roles.reviewer ? [md`**审核**　看老师的填报，通过或退回`] : []),
    ...(leads && runs
      ? [
          md`**催办**　先看名单，再发私信提醒`,
          md`**总结**　汇总成可编辑的文件`,
          md`**总结 依据**　总结每段由谁填报，只发给您`,
          md`**总结 佐证包**　把佐证材料编号、打包`,
        ]
      : []),
    ...(leads && runs ? [md`**学习**　每天学一项标准，记录学习，写进总结`] : []),
    ...(roles.coordinator && runs ? [md`**总结 模板 自评表**　改表格的栏目`] : []),
    ...(leads && runs ? [md`**体检**　签字前核对填报`, md`**学校概况**　学校的几个数，供体检核对`] : []),
    ...(roles.coordinator && runs ? [md`**分工**　把条款分到部门和老师`] : []),
    ...(roles.coordinator && runs && inGroup ? [md`**创建活动**　修改活动设置`] : []),
    ...(!runs && inGroup ? [md`**创建活动**　开始一次对照整改`, md`**创建活动 导入标准**　用自己的标准或清单`] : []),
    ...(!runs && !inGroup && ended === null ? [md`请把我加到领导小组的群里，在群里发送「创建活动」。`] : []),
    md`**帮助**　再看一遍这些`,
  ]
}
