import { type Day, sayShortDay } from '#src/domain/day.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import { type ProfileField, profileFields, profileLabels } from '#src/domain/school-profile.ts'
import { button, type Card, card, form, hint, input, markdown, remark, submit } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import { findingButtons } from './finding-words.ts'
import { md } from './markdown.ts'

/** What the school says of itself, as a form; values are as typed, right or wrong. */
export type ProfileView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly school: string
  readonly seen: number
  readonly values: Readonly<Record<ProfileField, string>>
  /** Who said the newest of it, and on which day. */
  readonly said: { readonly by: string; readonly on: Day } | null
  /** Why the last press did nothing, or that it did. */
  readonly note: string | null
}

const number = '数字'
const howMany = '人数，或“没有”'
const whether = '“有”或“没有”'
const placeholders: Readonly<Record<ProfileField, string>> = {
  classes: number,
  students: number,
  staff: number,
  boarders: howMany,
  canteen: whether,
  bus: whether,
  preschool: whether,
  inclusion: howMany,
  leftBehind: howMany,
}

export const profileSaid = {
  kept: '学校概况已保存。',
  unchanged: '没有改动。',
  changedMeanwhile: '刚才有人改过学校概况。您填的内容还在下面，核对后请再保存一次。',
  unreadable: (field: ProfileField) => `「${profileLabels[field]}」没有看懂，请填${placeholders[field]}。`,
} as const

const longestValue = 20

export function profileCard(view: ProfileView): Card {
  const { campaign, seen, values, said } = view
  return card(
    '学校概况',
    'blue',
    [
      ...(view.note === null ? [] : [remark(view.note)]),
      markdown(md`${cut(view.school, longestLine)}的几个数，体检时用来核对各条填报。不清楚的可以空着。`),
      form('profile', [
        ...profileFields.map((field) =>
          input({
            name: field,
            label: profileLabels[field],
            placeholder: placeholders[field],
            value: cut(values[field], longestValue),
            most: longestValue,
          }),
        ),
        submit('保存学校概况', { v: 1, do: 'save-profile', campaign, seen }, 'primary_filled'),
      ]),
      ...(said === null ? [] : [hint(`最近由${cut(said.by, longestName)}在${sayShortDay(said.on)}填写。`)]),
      button(findingButtons.show, { v: 1, do: 'show-check', campaign, page: 0 }),
    ],
    { subtitle: cut(view.title, longestLine) },
  )
}
