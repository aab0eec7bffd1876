import type { PlanId } from '#src/domain/ids.ts'
import { countLevels, type StandardImport, type Trouble } from '#src/domain/own-standard.ts'
import { type Card, card, form, hint, input, markdown, remark, row, submit } from './card.ts'
import { cut, longestLine } from './cut.ts'
import type { Root } from './elements.ts'
import { importButtons, sayOtherSheets } from './import-words.ts'
import { joined, type Markup, md } from './markdown.ts'
import { sayStandardTrouble, standardControls } from './standard-words.ts'

/** A standard as it was read of a file. Shown in private to whoever sent it; fields hold what was typed, right or wrong. */
export type ImportStandardView = Pick<StandardImport, 'standard' | 'troubles' | 'tracked' | 'others'> & {
  readonly plan: { readonly id: PlanId; readonly seen: number }
  readonly title: string
  readonly ratings: string
  readonly refused: string | null
}

const mostLines = 4
const mostTroubles = 10
const longestTitle = 60
const longestRatings = 200

/** How many of each level, the first lines of each, what was not understood; its name and rating words can be changed. */
export function importStandardCard(view: ImportStandardView): Card {
  const { duties } = view.standard
  const counts = countLevels(duties)
  const tasks = duties.flatMap((duty) => duty.tasks)
  const size = [
    ...(counts.duties === 0 ? [] : [`${counts.duties}项职责`]),
    ...(counts.tasks === 0 ? [] : [`${counts.tasks}项任务`]),
    `${counts.requirements}条`,
  ]
  return card('标准 · 导入前请核对', 'blue', [
    ...(view.refused === null ? [] : [remark(view.refused)]),
    markdown(md`**读到${size.join('、')}**`),
    ...section(
      '管理职责',
      duties.flatMap((one) => one.title ?? []),
    ),
    ...section(
      '管理任务',
      tasks.flatMap((one) => (one.title === null ? [] : [`（${one.no}）${one.title}`])),
    ),
    ...section(
      '条款',
      tasks.flatMap((one) => one.requirements.map(({ no, title }) => `${no}.${title}`)),
    ),
    ...section('请核对的地方', inTurn(view.troubles).map(sayStandardTrouble), mostTroubles),
    form('import-standard', fields(view)),
    ...remarks(view).map(hint),
  ])
}

/** A whole table that is missing stands before single lines: it must not be among those there is no room for. */
function inTurn(troubles: readonly Trouble[]): Trouble[] {
  const isTable = ({ kind }: Trouble) => kind === 'table-left-out'
  return [...troubles.filter(isTable), ...troubles.filter((one) => !isTable(one))]
}

function section(title: string, lines: readonly string[], most = mostLines): Root[] {
  if (lines.length === 0) return []
  const shown: Markup[] = lines.slice(0, most).map((line) => md`${cut(line, longestLine)}`)
  const rest = lines.length > most ? [md`……共${lines.length}`] : []
  return [markdown(joined([md`**${title}**`, ...shown, ...rest]))]
}

function fields({ plan, title, ratings }: ImportStandardView) {
  const about = { v: 1, purpose: 'standard', plan: plan.id } as const
  return [
    input({
      name: standardControls.title,
      label: '标准名称',
      value: cut(title, longestTitle),
      most: longestTitle,
      required: true,
    }),
    input({
      name: standardControls.ratings,
      label: '自评用词',
      placeholder: '如：A=已达到，B=部分达到，C=未达到',
      value: cut(ratings, longestRatings),
      most: longestRatings,
      required: true,
    }),
    row([
      submit(importButtons.confirm, { ...about, do: 'confirm-import', seen: plan.seen }, 'primary_filled'),
      submit(importButtons.cancel, { ...about, do: 'cancel-import' }),
    ]),
  ]
}

function remarks({ tracked, others }: ImportStandardView): string[] {
  return [
    ...(tracked ? ['文件里有修订：插入的算在内，删除的不算。'] : []),
    ...sayOtherSheets(others),
    '换自评用词，「=」后面写它相当于已达到、部分达到、未达到还是不适用。',
    '发文字也行：「创建活动 确认导入 标准名称：… 自评用词：…」。',
    '导入后，创建活动时可以在「对照标准」里选；只有本领导小组群能用。',
  ]
}
