import type { Day } from '#src/domain/day.ts'
import type { CampaignId, OpenId } from '#src/domain/ids.ts'
import { mostDeputies } from '#src/domain/leading-group.ts'
import type { Numbering } from '#src/domain/papers.ts'
import type { ReviewMode } from '#src/domain/review.ts'
import {
  type Card,
  card,
  datePicker,
  form,
  hint,
  input,
  peoplePicker,
  personPicker,
  remark,
  select,
  submit,
} from './card.ts'
import { cut } from './cut.ts'
import { noEarlier } from './earlier-words.ts'
import type { FormPart } from './elements.ts'
import { numberings } from './paper-words.ts'
import { reviewHint, reviewModes } from './review-words.ts'
import { buttons, labels } from './words.ts'

/** The form of a new campaign, or of the settings of one that runs. Values are as typed, valid or not. */
export type SetupView = {
  readonly mode: { readonly kind: 'new' } | { readonly kind: 'change'; readonly campaign: CampaignId }
  readonly values: {
    readonly school: string
    readonly title: string
    readonly standardId: string | null
    readonly inspectBy: Day | null
    readonly coordinator: OpenId | null
    /** Asked only of a campaign that runs: the form of a new one is short. */
    readonly head: OpenId | null
    readonly deputies: readonly OpenId[]
    readonly remindHour: number
    readonly holidays: string
    readonly review: ReviewMode
    readonly numbering: Numbering
    readonly earlier: CampaignId | null
  }
  readonly standards: readonly { readonly id: string; readonly title: string; readonly requirements: number }[]
  /** Campaigns whose answers can be carried over; without any the form does not ask. */
  readonly earlier: readonly { readonly id: CampaignId; readonly text: string }[]
  /** Why the last press did nothing, as a sentence of `words`; null when nothing was refused. */
  readonly refused: string | null
}

/** What the controls of the form are called in what a submit brings. */
export const setupControls = {
  school: 'school',
  title: 'title',
  standardId: 'standardId',
  inspectBy: 'inspectBy',
  coordinator: 'coordinator',
  head: 'head',
  deputies: 'deputies',
  remindHour: 'remindHour',
  holidays: 'holidays',
  review: 'review',
  numbering: 'numbering',
  earlier: 'earlier',
} as const

const longest = { school: 60, title: 80, holidays: 500 }
/** Reminders go out in working hours only (design, principle 2). */
const remindHours = [9, 10, 11, 12, 13, 14, 15, 16, 17]
/** More standards than this no school has; each costs an element. */
const mostStandards = 100
/** A picker of one person cannot be emptied on every client. */
const headsHint =
  '组长、副组长从本群成员里选，写进总结的「健全组织」；也可以发送「创建活动 组长：韩立新」「创建活动 副组长：葛明、季小兰」，不设就写「不设」。'
/** No school has more years to choose from that anybody remembers. */
const mostEarlier = 20

/** The form of flow 1; the standard of a campaign that runs cannot be changed, so then it is not asked. */
export function setupCard(view: SetupView): Card {
  const { mode, refused } = view
  const press =
    mode.kind === 'new'
      ? submit(buttons.createCampaign, { v: 1, do: 'create-campaign' }, 'primary_filled')
      : submit(buttons.saveSettings, { v: 1, do: 'save-settings', campaign: mode.campaign, heads: 1 }, 'primary_filled')
  const asked = mode.kind === 'new' ? [...basics(view), ...whichStandard(view)] : basics(view)
  const more = mode.kind === 'new' ? whoAndWhen(view) : [...whoAndWhen(view), ...heading(view), ...reminding(view)]
  return card(mode.kind === 'new' ? '创建整改活动' : '活动设置', 'blue', [
    ...(refused === null ? [] : [remark(refused)]),
    form('setup', [...asked, ...more, ...whichEarlier(view), press]),
    ...(mode.kind === 'new' ? [] : [hint(headsHint), hint(reviewHint)]),
    ...(mode.kind === 'new' ? [hint('要用自己的标准或清单，先发送「创建活动 导入标准」。')] : []),
    hint(mode.kind === 'new' ? '创建后，本群就是这次活动的领导小组群。' : '对照标准在创建后不能更换。'),
  ])
}

function basics({ values }: SetupView): FormPart[] {
  const { school, title } = longest
  return [
    input({
      name: setupControls.school,
      label: labels.school,
      placeholder: '写全称，会用在总结里',
      value: cut(values.school, school),
      most: school,
      required: true,
    }),
    input({
      name: setupControls.title,
      label: labels.title,
      placeholder: '如：2026年对照整改年活动',
      value: cut(values.title, title),
      most: title,
      required: true,
    }),
  ]
}

function whichStandard({ values, standards }: SetupView): FormPart[] {
  const offered = standards.slice(0, mostStandards)
  return select({
    name: setupControls.standardId,
    label: labels.standard,
    options: offered.map(({ id, title, requirements }) => ({
      value: id,
      text: `${cut(title, 80)}（${requirements}条）`,
    })),
    chosen: offered.some(({ id }) => id === values.standardId) ? values.standardId : null,
  })
}

function whichEarlier({ values, earlier }: SetupView): FormPart[] {
  if (earlier.length === 0) return []
  const chosen = earlier.find(({ id }) => id === values.earlier)
  const offered = earlier.slice(0, mostEarlier)
  const options = chosen === undefined || offered.includes(chosen) ? offered : [...offered, chosen]
  return select({
    name: setupControls.earlier,
    label: labels.earlier,
    options: [
      ...options.map(({ id, text }) => ({ value: String(id), text: cut(text, 80) })),
      { value: noEarlier, text: noEarlier },
    ],
    chosen: chosen === undefined ? noEarlier : String(chosen.id),
  })
}

function whoAndWhen({ values }: SetupView): FormPart[] {
  return [
    ...datePicker({ name: setupControls.inspectBy, label: labels.inspectBy, chosen: values.inspectBy }),
    ...personPicker({ name: setupControls.coordinator, label: labels.coordinator, chosen: values.coordinator }),
  ]
}

function heading({ values }: SetupView): FormPart[] {
  return [
    ...personPicker({ name: setupControls.head, label: labels.head, chosen: values.head }),
    ...peoplePicker({
      name: setupControls.deputies,
      label: labels.deputies,
      chosen: values.deputies.slice(0, mostDeputies),
    }),
  ]
}

function reminding({ values }: SetupView): FormPart[] {
  const { remindHour } = values
  return [
    ...select({
      name: setupControls.remindHour,
      label: labels.remindHour,
      options: remindHours.map((hour) => ({ value: String(hour), text: `工作日 ${hour}:00` })),
      chosen: remindHours.includes(remindHour) ? String(remindHour) : null,
    }),
    input({
      name: setupControls.holidays,
      label: labels.holidays,
      placeholder: '寒暑假不提醒，如：2027-01-18 至 2027-02-28；可以写几段',
      value: cut(values.holidays, longest.holidays),
      lines: 2,
      most: longest.holidays,
    }),
    ...select({
      name: setupControls.review,
      label: labels.review,
      options: Object.entries(reviewModes).map(([value, text]) => ({ value, text })),
      chosen: values.review,
    }),
    ...select({
      name: setupControls.numbering,
      label: labels.numbering,
      options: Object.entries(numberings).map(([value, { word, like }]) => ({ value, text: `${word}：${like}` })),
      chosen: values.numbering,
    }),
  ]
}
