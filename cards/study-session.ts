import type { CampaignId } from '#src/domain/ids.ts'
import { longestAbout, longestForm, type SessionGiven } from '#src/domain/study-session.ts'
import { type Card, card, datePicker, form, input, markdown, remark, submit } from './card.ts'
import { cut, longestLine } from './cut.ts'
import { md } from './markdown.ts'
import { sessionLabels, studyButtons } from './study-words.ts'

/** The form in which a session is noted, with what was typed. */
export type SessionFormView = {
  readonly campaign: CampaignId
  readonly title: string
  /** The number of the session noted last when the form was drawn. */
  readonly seen: number
  /** `day` is `yyyy-MM-dd`. */
  readonly typed: SessionGiven
  readonly note: string | null
}

const longestPeople = 10

export function sessionFormCard({ campaign, title, seen, typed, note }: SessionFormView): Card {
  return card(
    '记录一次学习',
    'blue',
    [
      ...(note === null ? [] : [remark(note)]),
      markdown(md`会议、讲座、宣传栏、家长会都可以记，一次一张。写进总结的“学习宣传”一节。`),
      form('session', [
        ...datePicker({ name: 'heldOn', label: sessionLabels.day, chosen: typed.day }),
        input({
          name: 'form',
          label: sessionLabels.form,
          placeholder: '如：集中学习、专题讲座、宣传栏',
          value: fitting(typed.form, longestForm),
          most: longestForm,
        }),
        input({
          name: 'about',
          label: sessionLabels.about,
          placeholder: '学了什么，如：校长解读标准',
          lines: 2,
          value: fitting(typed.about, longestAbout),
          most: longestAbout,
        }),
        input({
          name: 'people',
          label: sessionLabels.people,
          placeholder: '多少人参加；没有统计就空着',
          value: fitting(typed.people, longestPeople),
          most: longestPeople,
        }),
        submit(studyButtons.noteSession, { v: 1, do: 'note-session', campaign, seen }, 'primary_filled'),
      ]),
    ],
    { subtitle: cut(title, longestLine) },
  )
}

/** A control refuses a longer value, and then the whole card would be refused. */
function fitting(text: string | null, most: number): string | null {
  return text === null ? null : cut(text, most)
}
