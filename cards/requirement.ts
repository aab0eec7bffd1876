import { type Draft, longestField } from '#src/domain/answer.ts'
import type { AssignmentId, RequirementNo, TaskNo } from '#src/domain/ids.ts'
import { headRequirement } from '#src/domain/requirement-name.ts'
import { longestReason } from '#src/domain/review.ts'
import {
  type Card,
  card,
  datePicker,
  div,
  form,
  hint,
  input,
  markdown,
  panel,
  remark,
  row,
  select,
  submit,
} from './card.ts'
import { cut, longestName } from './cut.ts'
import { type EarlierView, earlierParts } from './earlier.ts'
import type { FormPart, Root } from './elements.ts'
import { evidenceParts, type ShownPiece } from './evidence.ts'
import { joined, md } from './markdown.ts'
import { titleUnder } from './requirement-title.ts'
import { buttons, condensedText, labels } from './words.ts'

/** One requirement of somebody's walk, with what stands in its form. */
export type RequirementView = {
  readonly campaignTitle: string
  readonly assignment: AssignmentId
  readonly seen: number
  /** Marks of what is kept, from which it is drawn: its form may show something else that was typed. */
  readonly drawn: string
  /** Its number in the school's catalogue, for inside use: 填报 17 goes there. */
  readonly no: RequirementNo
  readonly taskNo: TaskNo | null
  readonly taskTitle: string | null
  readonly title: string
  readonly text: string
  /** The text is ours, in short; else it is the school's own. */
  readonly condensed: boolean
  readonly evidenceHints: readonly string[]
  readonly draft: Draft
  readonly ratings: readonly string[]
  /** A submitted answer is being changed. */
  readonly submitted: boolean
  /** Why it came back, as a sentence; null when it did not. */
  readonly returned: string | null
  readonly position: { readonly at: number; readonly of: number; readonly answered: number }
  /** Whose card it is, when it stands in a group; null in private. */
  readonly owner: string | null
  readonly hasPrevious: boolean
  /** Photos and files that lie with it. */
  readonly pieces: readonly ShownPiece[]
  /** How an earlier campaign's requirement of the same matter was answered; null: nothing to show. */
  readonly earlier: EarlierView | null
  /** What came of the last press, as a sentence of `words`: a refusal, a draft kept. */
  readonly note: string | null
}

/** The name of the form, and of its controls: the fields of a draft. */
export const answerForm = 'answer'

const mostHints = 8
const longestText = 600
/** A reason with the words before it. */
const longestReturned = longestReason + 40

/**
 * The card of one requirement. No field is `required`, because the client would then hold back 暂存 and 跳过 as well;
 * what is missing is said by the server, on this card drawn again with everything that was typed.
 */
export function requirementCard(view: RequirementView): Card {
  const { at, of, answered } = view.position
  const where = `第${at}条/共${of}条 · 已填${answered}`
  return card(
    headRequirement(view),
    view.returned !== null ? 'orange' : view.submitted ? 'turquoise' : 'blue',
    [...asked(view), ...evidence(view), form(answerForm, [...before(view), ...fields(view), presses(view)])],
    { subtitle: where, tags: tags(view), summary: `${where} ${view.title}` },
  )
}

function tags({ returned, submitted }: RequirementView): string[] {
  if (returned !== null) return ['已退回']
  return submitted ? ['已提交，可修改'] : []
}

function asked(view: RequirementView): Root[] {
  const { owner, note, returned, draft } = view
  const tooLong = (['fact', 'shortcoming', 'measure', 'evidence'] as const).filter(
    (field) => (draft[field]?.length ?? 0) > longestField,
  )
  return [
    ...(note === null ? [] : [remark(note)]),
    ...(returned === null ? [] : [markdown(md`**${cut(returned, longestReturned)}**`)]),
    ...tooLong.map((field) => remark(`「${labels[field]}」超过${longestField}字，下面只放得下前面的部分，请精简。`)),
    ...titleUnder(view),
    div(cut(view.text, longestText)),
    hint(`${cut(view.campaignTitle, longestName)} · 内部编号${view.no}${view.condensed ? ` · ${condensedText}` : ''}`),
    ...hints(view.evidenceHints),
    ...(owner === null ? [] : [hint(`由${cut(owner, longestName)}填报；其他老师请发送「填报」打开自己的。`)]),
  ]
}

function hints(kinds: readonly string[]): Root[] {
  if (kinds.length === 0) return []
  const lines = kinds.slice(0, mostHints).map((kind) => md`${cut(kind, 60)}`)
  return [panel('常见的佐证材料（供参考，不必都有）', [markdown(joined(lines))])]
}

function evidence({ pieces, owner, assignment }: RequirementView): Root[] {
  return evidenceParts({ pieces, isPrivate: owner === null, show: { v: 1, do: 'show-evidence', assignment } })
}

/** In the form, so that a date or words typed below come along with its buttons. */
function before({ earlier, assignment, seen, drawn }: RequirementView): FormPart[] {
  return earlier === null ? [] : earlierParts(earlier, { assignment, seen, drawn })
}

function fields({ draft, ratings }: RequirementView): FormPart[] {
  const field = (name: 'fact' | 'shortcoming' | 'measure' | 'evidence', placeholder: string, lines: number) =>
    input({ name, label: labels[name], placeholder, lines, most: longestField, value: fitting(draft[name]) })
  return [
    ...select({
      name: 'rating',
      label: labels.rating,
      options: ratings.map((word) => ({ value: word, text: word })),
      chosen: ratings.find((word) => word === draft.rating) ?? null,
    }),
    field('fact', '写实际怎么做的；不适用时写原因', 3),
    field('shortcoming', '部分达到、未达到时填：还差什么', 2),
    field('measure', '部分达到、未达到时填：打算怎么改', 2),
    ...datePicker({
      name: 'due',
      label: labels.due,
      placeholder: `请选择${labels.due}（部分达到、未达到时）`,
      chosen: draft.due,
    }),
    field('evidence', '写材料放在哪里就行，如：档案盒3-2，教务处；照片和文件直接发来', 2),
  ]
}

/** All of them send the form, so that nothing typed is lost whichever is pressed. */
function presses({ assignment, seen, drawn, hasPrevious }: RequirementView): FormPart {
  const on = { v: 1, assignment, seen, drawn } as const
  return row([
    submit(buttons.submitAnswer, { do: 'submit-answer', ...on }, 'primary_filled'),
    submit(buttons.keepDraft, { do: 'keep-draft', ...on }),
    ...(hasPrevious ? [submit(buttons.goBack, { do: 'go-back', ...on })] : []),
    submit(buttons.skip, { do: 'skip', ...on }),
  ])
}

/** A control refuses a longer value, and then the whole card would be refused. */
function fitting(text: string | null): string | null {
  return text === null ? null : cut(text, longestField)
}
