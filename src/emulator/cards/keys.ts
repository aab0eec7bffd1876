/** What each tag may carry (JSON 2.0, component pages). Anything else is an unknown property. */
const common = ['tag', 'element_id', 'margin']
const layout = ['direction', 'padding', 'horizontal_spacing', 'horizontal_align', 'vertical_spacing', 'vertical_align']
const control = [...common, 'name', 'width', 'disabled', 'disabled_tips', 'confirm', 'behaviors']

export const keysOf: Readonly<Record<string, readonly string[]>> = {
  markdown: [...common, 'content', 'i18n_content', 'text_align', 'text_size', 'icon'],
  div: [...common, 'text', 'icon', 'width', 'fields'],
  hr: common,
  img: [
    ...common,
    ...['img_key', 'i18n_img_key', 'alt', 'title', 'corner_radius', 'scale_type', 'size', 'transparent', 'preview'],
  ],
  img_combination: [...common, 'combination_mode', 'combination_transparent', 'corner_radius', 'img_list'],
  person: [...common, 'user_id', 'size', 'show_avatar', 'show_name', 'style'],
  person_list: [...common, 'persons', 'lines', 'show_name', 'show_avatar', 'size', 'drop_invalid_user_id', 'icon'],
  table: [
    ...common,
    ...['page_size', 'row_height', 'row_max_height', 'freeze_first_column', 'header_style', 'columns', 'rows'],
  ],
  chart: [...common, 'chart_spec', 'aspect_ratio', 'color_theme', 'height', 'preview'],
  column_set: [
    ...common,
    ...['flex_mode', 'horizontal_spacing', 'horizontal_align', 'background_style', 'action', 'columns'],
  ],
  column: [...common, ...layout, 'width', 'weight', 'background_style', 'action', 'elements'],
  collapsible_panel: [...common, ...layout, 'expanded', 'header', 'border', 'background_color', 'elements'],
  interactive_container: [
    ...common,
    ...layout,
    ...['behaviors', 'width', 'height', 'background_style', 'has_border', 'border_color', 'corner_radius'],
    ...['disabled', 'disabled_tips', 'hover_tips', 'confirm', 'elements'],
  ],
  form: [...common, ...layout, 'name', 'elements'],
  button: [...control, 'type', 'size', 'text', 'icon', 'hover_tips', 'form_action_type', 'action_type'],
  input: [
    ...control,
    ...['required', 'label', 'label_position', 'placeholder', 'default_value', 'i18n_default_value', 'input_type'],
    ...['rows', 'auto_resize', 'max_rows', 'max_length', 'show_icon'],
  ],
  select_static: [...control, 'required', 'type', 'placeholder', 'options', 'initial_option', 'initial_index'],
  multi_select_static: [...control, 'required', 'type', 'placeholder', 'options', 'selected_values'],
  select_person: [...control, 'required', 'type', 'placeholder', 'options', 'initial_option'],
  multi_select_person: [...control, 'required', 'type', 'placeholder', 'options', 'selected_values'],
  date_picker: [...control, 'required', 'placeholder', 'initial_date'],
  picker_time: [...control, 'required', 'placeholder', 'initial_time'],
  picker_datetime: [...control, 'required', 'placeholder', 'initial_datetime'],
  overflow: [...control, 'options'],
  checker: [...control, 'checked', 'text', 'overall_checkable', 'button_area', 'checked_style'],
  select_img: [
    ...control,
    ...['required', 'options', 'multi_select', 'layout', 'style', 'aspect_ratio', 'can_preview'],
  ],
}

/** Tags of 1.0 that 2.0 does not know any more (200861). */
export const removedTags = ['action', 'note', 'fallback']

/** Controls that carry a value or a press, and so need a name in a form. */
export const controlTags = [
  ...['button', 'input', 'select_static', 'multi_select_static', 'select_person', 'multi_select_person'],
  ...['date_picker', 'picker_time', 'picker_datetime', 'overflow', 'checker', 'select_img'],
]

/** Controls that may only stand in a form (multi select pages). */
export const formOnlyTags = ['multi_select_static', 'multi_select_person']

/** What a container may not hold, at any depth (container pages). `table` and `form` are for the root only. */
export const rootOnlyTags = ['form', 'table']

export const templates = [
  ...['blue', 'wathet', 'turquoise', 'green', 'yellow', 'orange', 'red', 'carmine', 'violet', 'purple', 'indigo'],
  ...['grey', 'default'],
]

export const tagColours = [
  ...['neutral', 'blue', 'turquoise', 'lime', 'orange', 'violet', 'indigo', 'wathet', 'green', 'yellow', 'red'],
  ...['purple', 'carmine'],
]
