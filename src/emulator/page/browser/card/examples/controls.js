import { button, columns, exampleCard, markdown, options, plain, submit } from './parts.js'

/** Forms, and controls outside of them. */
const ratings = ['已达到', '部分达到', '未达到', '不适用']

export const formExample = exampleCard('（2）均衡编班', 'blue', [
  markdown('**不分重点班**'),
  {
    tag: 'form',
    name: 'answer',
    elements: [
      { tag: 'div', text: plain('自评') },
      {
        tag: 'select_static',
        name: 'rating',
        required: true,
        placeholder: plain('请选择自评'),
        options: options(ratings),
        width: 'fill',
      },
      {
        tag: 'input',
        name: 'fact',
        required: true,
        label: plain('工作情况'),
        label_position: 'top',
        placeholder: plain('写实际怎么做的'),
        input_type: 'multiline_text',
        rows: 3,
        auto_resize: true,
        max_rows: 6,
        max_length: 20,
        width: 'fill',
      },
      {
        tag: 'input',
        name: 'evidence',
        label: plain('佐证材料'),
        label_position: 'left',
        default_value: '档案盒3-2',
        width: 'fill',
      },
      { tag: 'input', name: 'secret', label: plain('口令'), input_type: 'password' },
      { tag: 'div', text: plain('整改时限：') },
      { tag: 'date_picker', name: 'due', placeholder: plain('请选择整改时限'), width: 'fill' },
      { tag: 'picker_time', name: 'hour', placeholder: plain('几点'), initial_time: '09:30' },
      { tag: 'picker_datetime', name: 'meeting', placeholder: plain('开会的时间') },
      markdown('**配合部门**'),
      {
        tag: 'multi_select_static',
        name: 'departments',
        required: true,
        placeholder: plain('请选择部门'),
        options: options(['教务处', '德育处', '总务处']),
        selected_values: ['v2'],
      },
      { tag: 'select_person', name: 'owner', required: false, placeholder: plain('责任人'), options: [] },
      {
        tag: 'multi_select_person',
        name: 'readers',
        required: false,
        placeholder: plain('还有谁'),
        options: [{ value: 'ou_lin' }, { value: 'ou_chen' }],
      },
      { tag: 'checker', name: 'photo', text: plain('有照片'), checked: true },
      { tag: 'input', name: 'closed', label: plain('不能改的'), default_value: '固定', disabled: true },
      columns(
        [
          [submit('提交并继续', 'submit')],
          [submit('暂存', 'keep', { type: 'default' })],
          [button('重置', { name: 'reset', form_action_type: 'reset' })],
        ],
        { flex_mode: 'flow' },
        { width: 'auto' },
      ),
    ],
  },
])

export const imageFormExample = exampleCard('选图片', 'turquoise', [
  {
    tag: 'form',
    name: 'images',
    elements: [
      { tag: 'div', text: plain('选几张') },
      {
        tag: 'select_img',
        name: 'several',
        multi_select: true,
        required: true,
        layout: 'trisect',
        options: ['a', 'b', 'c'].map((value) => ({ img_key: `img_${value}`, value })),
      },
      { tag: 'div', text: plain('选一张') },
      {
        tag: 'select_img',
        name: 'one',
        aspect_ratio: '4:3',
        options: ['d', 'e'].map((value) => ({ img_key: `img_${value}`, value })),
      },
      submit('确定', 'choose'),
    ],
  },
])

export const looseExample = exampleCard('表单之外的控件', 'orange', [
  { tag: 'input', name: 'word', label: plain('一句话'), placeholder: plain('回车就发出') },
  { tag: 'input', name: 'long', label: plain('一段话'), input_type: 'multiline_text', rows: 2 },
  { tag: 'div', text: plain('部门') },
  {
    tag: 'select_static',
    name: 'department',
    placeholder: plain('请选择'),
    options: options(['教务处', '德育处']),
    initial_index: 1,
  },
  {
    tag: 'select_static',
    placeholder: plain('要先问一句'),
    options: options(['甲', '乙']),
    confirm: { title: plain('换成这个？'), text: plain('会通知所有人。') },
  },
  { tag: 'select_person', placeholder: plain('请选择联络员') },
  { tag: 'date_picker', placeholder: plain('哪一天'), initial_date: '2026-03-01' },
  { tag: 'picker_time', placeholder: plain('几点') },
  { tag: 'picker_datetime', placeholder: plain('什么时候'), initial_datetime: '2026-03-01 08:00' },
  { tag: 'select_img', options: ['a', 'b'].map((value) => ({ img_key: `img_${value}`, value })) },
  {
    tag: 'overflow',
    options: [
      { text: plain('转交'), value: 'hand-over' },
      { text: plain('打开网页'), value: 'web', multi_url: { url: 'https://example.org/menu' } },
    ],
  },
  {
    tag: 'checker',
    text: { tag: 'lark_md', content: '~~没有~~ 回传的勾选' },
    checked_style: { show_strikethrough: true, opacity: 0.5 },
  },
  {
    tag: 'checker',
    name: 'done',
    text: plain('做完了'),
    behaviors: [{ type: 'callback', value: { item: 1 } }],
    button_area: { buttons: [button('详情', { size: 'tiny' })] },
  },
])
