import { longestField } from '#src/domain/answer.ts'
import type { Day } from '#src/domain/day.ts'
import type { CampaignId, IssueId, IssueNo } from '#src/domain/ids.ts'
import { type IssueField, issueLabels } from '#src/domain/issue-command.ts'
import {
  button,
  type Card,
  card,
  datePicker,
  form,
  hint,
  input,
  manySelect,
  remark,
  row,
  select,
  submit,
} from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import type { FormPart } from './elements.ts'
import { issueButtons, kindWords, sourceWords } from './issue-words.ts'

type Option = { readonly value: string; readonly text: string }
/** What stands in the fields of an issue, as text; a kind and a source by their words, the rest by ids. */
export type IssueValues = {
  readonly problem: string | null
  readonly cause: string | null
  readonly measure: string | null
  readonly kind: string | null
  readonly above: string | null
  readonly due: Day | null
  readonly supporting: readonly string[]
  readonly owner: string | null
  readonly source: string | null
  readonly department: string | null
  readonly requirements: string | null
}
/** The fields of an issue to be changed, or of one to be added by hand. */
export type IssueFieldsView = {
  readonly campaignTitle: string
  readonly of:
    | { readonly kind: 'new'; readonly campaign: CampaignId }
    | { readonly kind: 'edit'; readonly issue: IssueId; readonly no: IssueNo; readonly seen: number }
  readonly values: IssueValues
  /** Departments that may lead a new one. */
  readonly leading: readonly Option[]
  /** Departments to support; empty where there are too many to choose from on a phone. */
  readonly supporting: readonly Option[]
  /** People to own it; empty where it is not this person's to say, or there are too many. */
  readonly people: readonly Option[]
  readonly note: string | null
}

export const issueFieldsForm = 'issue-fields'
const labelOf = (field: IssueField) => issueLabels[field][0]

/** What a person writes down about an issue. Nothing is required by the client; what is missing is said by the server. */
export function issueFieldsCard(view: IssueFieldsView): Card {
  const { of, note, campaignTitle } = view
  const isNew = of.kind === 'new'
  const send = isNew
    ? submit(issueButtons.add, { v: 1, do: 'add-issue', campaign: of.campaign }, 'primary_filled')
    : submit(issueButtons.save, { v: 1, do: 'save-issue', issue: of.issue, seen: of.seen }, 'primary_filled')
  return card(
    isNew ? '新增问题' : `修改问题 ${of.no}`,
    'blue',
    [
      ...(note === null ? [] : [remark(note)]),
      form(issueFieldsForm, [...(isNew ? origin(view) : []), ...fields(view), send]),
      ...(isNew ? [] : [row([button('返回', { v: 1, do: 'open-issue', issue: of.issue })])]),
      hint(byWords(view)),
    ],
    { subtitle: cut(campaignTitle, longestLine) },
  )
}

function byWords({ of }: IssueFieldsView): string {
  return of.kind === 'new'
    ? '也可以发送「台账 新增 问题：门卫室没有台账 来源：督导检查 部门：总务处 时限：2026-12-01」。'
    : `也可以发送「台账 ${of.no} 整改时限：2026-12-01」，其他各栏一行写一项，如「整改措施：…」「责任人：…」。`
}

/** Whence it came and where it belongs: said once, when it is added. */
function origin({ values, leading }: IssueFieldsView): FormPart[] {
  const sources = Object.values(sourceWords).map((word) => ({ value: word, text: word }))
  return [
    ...select({
      name: 'source',
      label: labelOf('source'),
      options: sources,
      chosen: chosenOf(sources, values.source),
    }),
    ...(leading.length === 0
      ? []
      : select({
          name: 'department',
          label: labelOf('department'),
          options: short(leading),
          chosen: chosenOf(leading, values.department),
        })),
    input({
      name: 'requirements',
      label: labelOf('requirements'),
      placeholder: '可不填；内部编号，如：17、18',
      value: values.requirements === null ? null : cut(values.requirements, 100),
      most: 100,
    }),
  ]
}

function fields({ values, supporting, people }: IssueFieldsView): FormPart[] {
  const text = (name: 'problem' | 'cause' | 'measure', placeholder: string) => {
    const value = values[name]
    return input({
      name,
      label: labelOf(name),
      placeholder,
      lines: 2,
      value: value === null ? null : cut(value, longestField),
    })
  }
  const kinds = Object.values(kindWords).map((word) => ({ value: word, text: word }))
  return [
    text('problem', '写清楚还差什么'),
    text('cause', '可不填'),
    text('measure', '打算怎么改'),
    ...select({ name: 'kind', label: labelOf('kind'), options: kinds, chosen: chosenOf(kinds, values.kind) }),
    input({
      name: 'above',
      label: labelOf('above'),
      placeholder: '提请上级解决时填，如：教育局',
      value: values.above === null ? null : cut(values.above, 60),
      most: 60,
    }),
    ...datePicker({ name: 'due', label: labelOf('due'), chosen: values.due }),
    ...(people.length === 0
      ? []
      : select({
          name: 'owner',
          label: labelOf('owner'),
          options: short(people),
          chosen: chosenOf(people, values.owner),
        })),
    ...(supporting.length === 0
      ? []
      : manySelect({
          name: 'supporting',
          label: labelOf('supporting'),
          options: short(supporting),
          chosen: values.supporting.filter((id) => supporting.some((one) => one.value === id)),
        })),
  ]
}

/** As many names as may be offered fit on a card only when each is short. */
function short(options: readonly Option[]): Option[] {
  return options.map((one) => ({ ...one, text: cut(one.text, longestName) }))
}

function chosenOf(options: readonly Option[], value: string | null): string | null {
  return options.find((one) => one.value === value)?.value ?? null
}
