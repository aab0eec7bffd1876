import type { Press } from './press.ts'

/**
 * The part of card JSON 2.0 that we use, typed so that the platform's rules of placement (facts page, section 4.3) are
 * the compiler's: a form and a table only at the root, controls only in a form, in a form no button but a submitting one.
 */
export type PlainText = { readonly tag: 'plain_text'; readonly content: string }

export type Colour = 'blue' | 'wathet' | 'turquoise' | 'green' | 'yellow' | 'orange' | 'red' | 'violet' | 'grey'

export type Markdown = { readonly tag: 'markdown'; readonly content: string; readonly text_size?: TextSize }
export type TextSize = 'notation' | 'normal' | 'heading' | 'heading-1'
export type Div = {
  readonly tag: 'div'
  readonly text: PlainText & { readonly text_size?: TextSize; readonly text_color?: 'grey' | 'default' }
}
export type Chart = {
  readonly tag: 'chart'
  readonly chart_spec: Readonly<Record<string, unknown>>
  readonly aspect_ratio: '1:1' | '2:1' | '4:3' | '16:9'
}
/** A picture this app has put into the platform's store; seen whole when it is touched. Never before a group. */
export type Picture = {
  readonly tag: 'img'
  readonly img_key: string
  readonly alt: PlainText
  readonly scale_type: 'crop_center'
  readonly size: 'medium'
  readonly preview: true
}
export type Table = {
  readonly tag: 'table'
  readonly page_size: number
  readonly columns: readonly TableColumn[]
  readonly rows: readonly Readonly<Record<string, string | number>>[]
}
export type TableColumn = {
  readonly name: string
  readonly display_name: string
  readonly data_type: 'text' | 'number'
}

type Callback = { readonly type: 'callback'; readonly value: Press }
export type ButtonLook = 'default' | 'primary_filled' | 'primary_text'
type ButtonFace = {
  readonly tag: 'button'
  readonly text: PlainText
  readonly type: ButtonLook
  readonly behaviors: readonly [Callback]
  /** The client asks before it sends anything. */
  readonly confirm?: { readonly title: PlainText; readonly text: PlainText }
}
export type Button = ButtonFace & { readonly form_action_type?: never }
export type Submit = ButtonFace & { readonly name: string; readonly form_action_type: 'submit' }

export type Input = {
  readonly tag: 'input'
  readonly name: string
  readonly required?: true
  readonly label: PlainText
  readonly label_position: 'top'
  readonly placeholder?: PlainText
  readonly default_value?: string
  readonly input_type: 'text' | 'multiline_text'
  readonly rows?: number
  readonly auto_resize?: true
  readonly max_length: number
  readonly width: 'fill'
}
export type Select = {
  readonly tag: 'select_static'
  readonly name: string
  readonly placeholder: PlainText
  readonly options: readonly { readonly text: PlainText; readonly value: string }[]
  readonly initial_option?: string
  readonly width: 'fill'
  readonly behaviors?: never
}
/** A choice outside a form: it calls back as soon as something is chosen, and what is chosen is a press by its name. */
export type Chooser = Omit<Select, 'behaviors'> & { readonly behaviors: readonly [Callback] }
/** Only in a form (its page). The platform takes `required` for true when it is not said. */
export type ManySelect = {
  readonly tag: 'multi_select_static'
  readonly name: string
  readonly required: false
  readonly placeholder: PlainText
  readonly options: readonly { readonly text: PlainText; readonly value: string }[]
  readonly selected_values: readonly string[]
  readonly width: 'fill'
}
export type DatePicker = {
  readonly tag: 'date_picker'
  readonly name: string
  readonly placeholder: PlainText
  readonly initial_date?: string
  readonly width: 'fill'
}
export type PersonPicker = {
  readonly tag: 'select_person'
  readonly name: string
  readonly placeholder: PlainText
  readonly options: readonly { readonly value: string }[]
  readonly initial_option?: string
  readonly width: 'fill'
}

/** Only in a form (its page). The platform takes `required` for true when it is not said. */
export type PeoplePicker = Omit<PersonPicker, 'tag' | 'initial_option'> & {
  readonly tag: 'multi_select_person'
  readonly required: false
  readonly selected_values: readonly string[]
}

export interface Columns<Child> {
  readonly tag: 'column_set'
  readonly flex_mode: 'none' | 'flow'
  readonly columns: readonly Column<Child>[]
}
export interface Column<Child> {
  readonly tag: 'column'
  readonly width: 'auto' | 'weighted'
  readonly weight?: number
  readonly elements: readonly Child[]
}
export interface Panel<Child> {
  readonly tag: 'collapsible_panel'
  readonly expanded: false
  readonly header: { readonly title: PlainText }
  readonly elements: readonly Child[]
}

type Text = Markdown | Div
export type Control = Input | Select | ManySelect | DatePicker | PersonPicker | PeoplePicker
/** What may stand anywhere but in a form. */
export type Block = Text | Button | Chooser | Chart | Picture | Columns<Block> | Panel<Block>
/** What may stand in a form. A chart may or may not (facts page, section 7), so it does not. */
export type FormPart = Text | Control | Submit | Columns<FormPart> | Panel<FormPart>
export type Form = { readonly tag: 'form'; readonly name: string; readonly elements: readonly FormPart[] }
export type Root = Block | Form | Table
