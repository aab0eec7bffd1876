import { button, columns, exampleCard, markdown, plain } from './parts.js'

/** Columns, panels and containers. */
const looks = [
  'default',
  'primary',
  'danger',
  'text',
  'primary_text',
  'danger_text',
  'primary_filled',
  'danger_filled',
  'laser',
]

export const columnExample = exampleCard('分栏', 'wathet', [
  markdown('**none**：窄屏也并排'),
  columns(
    [[markdown('宽')], [markdown('窄')]].map((each) => each),
    { flex_mode: 'none', background_style: 'grey' },
  ),
  markdown('**stretch**：窄屏上下排'),
  columns([[markdown('第一列的文字')], [markdown('第二列的文字')], [markdown('第三列的文字')]], {
    flex_mode: 'stretch',
  }),
  markdown('**flow**：放不下就换行'),
  columns(
    looks.slice(0, 6).map((look) => [button(look)]),
    { flex_mode: 'flow' },
    { width: 'auto' },
  ),
  markdown('**bisect**、**trisect**：窄屏两列、三列'),
  columns(
    [[markdown('一')], [markdown('二')], [markdown('三')], [markdown('四')]],
    { flex_mode: 'bisect' },
    { width: 'weighted', background_style: 'blue' },
  ),
  columns(
    [[markdown('一')], [markdown('二')], [markdown('三')]],
    { flex_mode: 'trisect' },
    { width: 'weighted', background_style: 'green' },
  ),
  markdown('权重 1 : 3，和固定宽度'),
  {
    tag: 'column_set',
    horizontal_spacing: 'large',
    columns: [
      {
        tag: 'column',
        width: 'weighted',
        weight: 1,
        background_style: 'orange',
        padding: '8px',
        elements: [markdown('1')],
      },
      {
        tag: 'column',
        width: 'weighted',
        weight: 3,
        background_style: 'yellow',
        padding: '8px',
        elements: [markdown('3')],
      },
      {
        tag: 'column',
        width: '60px',
        background_style: 'red',
        padding: '8px',
        vertical_align: 'center',
        elements: [markdown('60')],
      },
    ],
  },
])

export const panelExample = exampleCard('折叠面板和交互容器', 'purple', [
  {
    tag: 'collapsible_panel',
    expanded: false,
    header: { title: plain('常见的佐证材料'), icon_position: 'right' },
    border: { color: 'grey', corner_radius: '8px' },
    elements: [markdown('- 课程表\n- 会议记录'), button('面板里的按钮')],
  },
  {
    tag: 'collapsible_panel',
    expanded: true,
    background_color: 'blue',
    header: {
      title: { tag: 'markdown', content: '**已打开**的面板' },
      icon_position: 'follow_text',
      icon_expanded_angle: -180,
    },
    elements: [markdown('里面的文字')],
  },
  {
    tag: 'interactive_container',
    has_border: true,
    border_color: 'blue',
    corner_radius: '8px',
    behaviors: [{ type: 'callback', value: { open: 17 } }],
    elements: [markdown('**第17条** 整块都可以点'), button('里面的按钮优先')],
  },
  {
    tag: 'interactive_container',
    background_style: 'laser',
    behaviors: [{ type: 'open_url', default_url: 'https://example.org/all' }],
    elements: [markdown('整块是一个链接')],
  },
])

export const buttonExample = exampleCard('按钮', 'carmine', [
  columns(
    looks.map((look) => [button(look, { type: look })]),
    { flex_mode: 'flow' },
    { width: 'auto' },
  ),
  columns(
    ['tiny', 'small', 'medium', 'large'].map((size) => [button(size, { size })]),
    { flex_mode: 'flow' },
    { width: 'auto' },
  ),
  button('占满一行', { width: 'fill', type: 'primary_filled' }),
  button('打开网页', { behaviors: [{ type: 'open_url', default_url: 'https://example.org/open' }] }),
  button('删除', { type: 'danger', confirm: { title: plain('删除这一条？'), text: plain('删除后不能恢复。') } }),
  button('不能用', { disabled: true, disabled_tips: plain('活动已经结束') }),
  button('带图标', { icon: { tag: 'standard_icon', token: 'add_outlined' }, hover_tips: plain('添加一条') }),
  {
    tag: 'button',
    icon: { tag: 'standard_icon', token: 'more-vertical_outlined' },
    behaviors: [{ type: 'callback', value: {} }],
  },
])

export const sidewaysExample = exampleCard(
  '横排、对齐和间距',
  'yellow',
  [button('一'), button('二'), markdown('文字', { margin: '0px 0px 0px 24px' })],
  {
    config: { width_mode: 'compact' },
    body: {
      direction: 'horizontal',
      horizontal_align: 'right',
      vertical_align: 'center',
      horizontal_spacing: 'extra_large',
      padding: '20px 12px 20px 12px',
      elements: [button('一'), button('二'), markdown('文字', { margin: '0px 0px 0px 24px' })],
    },
  },
)
