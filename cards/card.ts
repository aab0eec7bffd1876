import { checkCard } from './check.ts'
import { cut, longestLine } from './cut.ts'
import type {
  Block,
  Button,
  ButtonLook,
  Chart,
  Chooser,
  Colour,
  Columns,
  DatePicker,
  Div,
  Form,
  FormPart,
  Input,
  ManySelect,
  Markdown,
  Panel,
  PeoplePicker,
  PersonPicker,
  Picture,
  PlainText,
  Root,
  Select,
  Submit,
  Table,
  TableColumn,
  TextSize,
} from './elements.ts'
import { type Markup, md } from './markdown.ts'
import { type Press, pressName } from './press.ts'

/** A whole card as the platform takes it, made by `card` only. Always shared: 2.0 knows no other (`update_multi`). */
export type Card = {
  readonly schema: '2.0'
  readonly config: { readonly update_multi: true; readonly summary: { readonly content: string } }
  readonly header: {
    readonly title: PlainText
    readonly subtitle?: PlainText
    readonly text_tag_list?: readonly {
      readonly tag: 'text_tag'
      readonly text: PlainText
      readonly color: 'neutral'
    }[]
    readonly template: Colour
  }
  readonly body: { readonly elements: readonly Root[] }
}

const longestRemark = 200
/** The platform's (facts page, section 4.2). */
const longestFace = 100
const longestInput = 1000

/**
 * Puts a card together. `summary` is what the chat list shows, the title when not given.
 * Throws an Error when the platform would refuse the card (`checkCard`): that is a bug here, not of who presses.
 */
export function card(
  title: string,
  colour: Colour,
  elements: readonly Root[],
  more: { readonly subtitle?: string; readonly tags?: readonly string[]; readonly summary?: string } = {},
): Card {
  const tags = (more.tags ?? []).slice(0, 3)
  const made: Card = {
    schema: '2.0',
    config: { update_multi: true, summary: { content: cut(more.summary ?? title, longestFace) } },
    header: {
      title: plain(cut(title, longestLine)),
      ...(more.subtitle === undefined ? {} : { subtitle: plain(cut(more.subtitle, longestLine)) }),
      ...(tags.length === 0
        ? {}
        : {
            text_tag_list: tags.map(
              (tag) => ({ tag: 'text_tag', text: plain(cut(tag, 20)), color: 'neutral' }) as const,
            ),
          }),
      template: colour,
    },
    body: { elements },
  }
  checkCard(made)
  return made
}

export function markdown(text: Markup, size?: TextSize): Markdown {
  return { tag: 'markdown', content: text.markup, ...(size === undefined ? {} : { text_size: size }) }
}

/** A text shown exactly as it is: nothing in it acts. */
export function div(text: string): Div {
  return { tag: 'div', text: plain(text) }
}

/** A small grey line under something. */
export function hint(text: string): Div {
  return { tag: 'div', text: { ...plain(text), text_size: 'notation', text_color: 'grey' } }
}

/** A sentence that wants to be noticed: why the last press did nothing, what came of it. */
export function remark(text: string): Markdown {
  return markdown(md`<font color='orange'>${cut(text, longestRemark)}</font>`)
}

/** A button outside a form. */
export function button(text: string, press: Press, look: ButtonLook = 'default'): Button {
  return { ...face(text, press, look) }
}

/** A button outside a form whose client asks first: for what touches many things at once. */
export function askingButton(
  text: string,
  press: Press,
  ask: { readonly title: string; readonly text: string },
  look: ButtonLook = 'default',
): Button {
  const confirm = { title: plain(cut(ask.title, longestFace)), text: plain(cut(ask.text, longestFace)) }
  return { ...face(text, press, look), confirm }
}

/** A button that sends its form. The press stands in its name too, because the platform may leave out the value. */
export function submit(text: string, press: Press, look: ButtonLook = 'default'): Submit {
  return { ...face(text, press, look), name: pressName(press), form_action_type: 'submit' }
}

/** A form, at the root only; needs a submit. Its controls are told apart by their names, unique in the whole card. */
export function form(name: string, elements: readonly FormPart[]): Form {
  return { tag: 'form', name, elements }
}

type Asked = { readonly name: string; readonly label: string; readonly placeholder?: string }

/** A field to write in; `lines` more than one makes it grow with what is typed. */
export function input(
  asked: Asked & {
    readonly value: string | null
    readonly lines?: number
    readonly most?: number
    readonly required?: true
  },
): Input {
  const { name, label, placeholder, value, lines = 1, most = longestInput, required } = asked
  return {
    tag: 'input',
    name,
    ...(required === undefined ? {} : { required }),
    label: plain(label),
    label_position: 'top',
    ...(placeholder === undefined ? {} : { placeholder: plain(cut(placeholder, longestFace)) }),
    ...(value === null ? {} : { default_value: value }),
    ...(lines === 1 ? { input_type: 'text' } : { input_type: 'multiline_text', rows: lines, auto_resize: true }),
    max_length: most,
    width: 'fill',
  }
}

/** A choice, with its label before it: selects and pickers have no label of their own on the platform. */
export function select(
  asked: Asked & {
    readonly options: readonly { readonly value: string; readonly text: string }[]
    readonly chosen: string | null
  },
): [Div, Select] {
  const { name, chosen } = asked
  const options = asked.options.map(({ value, text }) => ({ text: plain(cut(text, longestFace)), value }))
  const initial = chosen === null ? {} : { initial_option: chosen }
  return [
    div(asked.label),
    { tag: 'select_static', name, placeholder: choose(asked), options, ...initial, width: 'fill' },
  ]
}

/**
 * A choice outside a form, with its label before it: each option is a press of its own, the chosen one what is shown now.
 * The platform calls back with the option; the press the card stands for comes along, should it be left out.
 */
export function chooser(
  asked: Asked & { readonly options: readonly { readonly press: Press; readonly text: string }[] },
  now: Press,
): [Div, Chooser] {
  const { name } = asked
  const options = asked.options.map(({ press, text }) => ({
    text: plain(cut(text, longestFace)),
    value: pressName(press),
  }))
  const initial = { initial_option: pressName(now) }
  const behaviors = [{ type: 'callback', value: now }] as const
  return [
    div(asked.label),
    { tag: 'select_static', name, placeholder: choose(asked), options, ...initial, width: 'fill', behaviors },
  ]
}

/** Any number of choices, none among them, with their label before them. */
export function manySelect(
  asked: Asked & {
    readonly options: readonly { readonly value: string; readonly text: string }[]
    readonly chosen: readonly string[]
  },
): [Div, ManySelect] {
  const { name, chosen } = asked
  const options = asked.options.map(({ value, text }) => ({ text: plain(cut(text, longestFace)), value }))
  const tag = 'multi_select_static' as const
  const placeholder = choose(asked)
  return [
    div(asked.label),
    { tag, name, required: false, placeholder, options, selected_values: [...chosen], width: 'fill' },
  ]
}

/** A day to pick, with its label before it. `chosen` is `yyyy-MM-dd`. */
export function datePicker(asked: Asked & { readonly chosen: string | null }): [Div, DatePicker] {
  const { name, chosen } = asked
  const initial = chosen === null ? {} : { initial_date: chosen }
  return [div(asked.label), { tag: 'date_picker', name, placeholder: choose(asked), ...initial, width: 'fill' }]
}

/** A person to pick out of the members of the chat, with its label before it: without options the platform offers those. */
export function personPicker(asked: Asked & { readonly chosen: string | null }): [Div, PersonPicker] {
  const { name, chosen } = asked
  const initial = chosen === null ? {} : { initial_option: chosen }
  return [
    div(asked.label),
    { tag: 'select_person', name, placeholder: choose(asked), options: [], ...initial, width: 'fill' },
  ]
}

/** Any number of people to pick out of the members of the chat, nobody among them, with their label before them. */
export function peoplePicker(asked: Asked & { readonly chosen: readonly string[] }): [Div, PeoplePicker] {
  const { name, chosen } = asked
  const tag = 'multi_select_person' as const
  const placeholder = choose(asked)
  return [
    div(asked.label),
    { tag, name, required: false, placeholder, options: [], selected_values: [...chosen], width: 'fill' },
  ]
}

/** Things side by side, wrapping on a narrow screen. */
export function row<Child extends Block | FormPart>(children: readonly Child[]): Columns<Child> {
  return {
    tag: 'column_set',
    flex_mode: 'flow',
    columns: children.map((child) => ({ tag: 'column', width: 'auto', elements: [child] })),
  }
}

/** Two or three equal columns, each a stack of its own. */
export function columns<Child extends Block | FormPart>(stacks: readonly (readonly Child[])[]): Columns<Child> {
  return {
    tag: 'column_set',
    flex_mode: 'none',
    columns: stacks.map((elements) => ({ tag: 'column', width: 'weighted', weight: 1, elements })),
  }
}

/** A folded part; opening it is the reader's alone and calls nobody. */
export function panel<Child extends Block | FormPart>(title: string, elements: readonly Child[]): Panel<Child> {
  return {
    tag: 'collapsible_panel',
    expanded: false,
    header: { title: plain(cut(title, longestFace)) },
    elements,
  }
}

/** A picture of the messenger's store, small; `alt` says what it is to whoever does not see it. */
export function picture(key: string, alt: string): Picture {
  return { tag: 'img', img_key: key, alt: plain(alt), scale_type: 'crop_center', size: 'medium', preview: true }
}

/** A table, at the root only; ten rows a page. Keys of rows are names of columns. */
export function table(columns: readonly TableColumn[], rows: Table['rows']): Table {
  return { tag: 'table', page_size: 10, columns, rows }
}

/** A VChart drawing. Old clients do not show it, so its numbers must also be said in words. */
export function chart(spec: Chart['chart_spec'], ratio: Chart['aspect_ratio']): Chart {
  return { tag: 'chart', chart_spec: spec, aspect_ratio: ratio }
}

function plain(content: string): PlainText {
  return { tag: 'plain_text', content }
}

function face(text: string, press: Press, look: ButtonLook): Button {
  return {
    tag: 'button',
    text: plain(cut(text, longestFace)),
    type: look,
    behaviors: [{ type: 'callback', value: press }],
  }
}

function choose({ label, placeholder = `请选择${label}` }: Asked): PlainText {
  return plain(cut(placeholder, longestFace))
}
