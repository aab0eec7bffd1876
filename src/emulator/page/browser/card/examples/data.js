import { exampleCard, plain } from './parts.js'

/** Tables, charts, pictures and people. */
const departments = ['教务处', '德育处', '总务处', '办公室', '安全办', '工会', '团队室']

export const tableExample = exampleCard('分工一览', 'green', [
  {
    tag: 'table',
    page_size: 5,
    row_height: 'low',
    freeze_first_column: true,
    header_style: { text_align: 'left', background_style: 'grey', bold: true, lines: 1 },
    columns: [
      { name: 'name', display_name: '部门', data_type: 'text', width: '96px' },
      { name: 'count', display_name: '条款', data_type: 'number', horizontal_align: 'right' },
      {
        name: 'money',
        display_name: '经费',
        data_type: 'number',
        format: { precision: 2, symbol: '¥', separator: true },
      },
      { name: 'state', display_name: '状态', data_type: 'options' },
      { name: 'who', display_name: '负责人', data_type: 'persons' },
      { name: 'due', display_name: '时限', data_type: 'date', date_format: 'YYYY/MM/DD HH:mm' },
      { name: 'note', display_name: '说明', data_type: 'lark_md' },
      { name: 'more', display_name: '详情', data_type: 'markdown', width: '160px' },
    ],
    rows: departments.map((name, at) => ({
      name,
      count: at * 3 + 2,
      money: 1234.5 * (at + 1),
      state: [at % 2 === 0 ? { text: '已填', color: 'green' } : { text: '待填', color: 'orange' }],
      who: at % 2 === 0 ? ['ou_lin'] : ['ou_chen', 'ou_wang'],
      due: Date.UTC(2026, 2, at + 1, 4),
      note: `**${at + 1}** 项 [看](https://example.org/)`,
      more: `- 一\n- 二`,
    })),
  },
])

const duties = ['平等对待学生', '促进全面发展', '引领教师进步', '提升教学水平', '营造和谐环境', '建设现代制度']

export const chartExample = exampleCard('各项职责', 'blue', [
  {
    tag: 'chart',
    aspect_ratio: '4:3',
    chart_spec: {
      type: 'bar',
      direction: 'horizontal',
      title: { text: '填报进度' },
      data: [
        {
          id: 'duties',
          values: duties.flatMap((duty, at) => [
            { duty, state: '已填', count: 4 + at },
            { duty, state: '未填', count: 9 - at },
          ]),
        },
      ],
      xField: 'count',
      yField: 'duty',
      seriesField: 'state',
      stack: true,
      legends: { visible: true, orient: 'bottom' },
    },
  },
  {
    tag: 'chart',
    height: '220px',
    color_theme: 'rainbow',
    chart_spec: {
      type: 'pie',
      outerRadius: 0.8,
      innerRadius: 0.5,
      data: [
        {
          id: 'all',
          values: [
            { type: '已达到', value: 61 },
            { type: '部分达到', value: 22 },
            { type: '未达到', value: 5 },
          ],
        },
      ],
      categoryField: 'type',
      valueField: 'value',
      legends: { visible: true, orient: 'right' },
    },
  },
])

export const brokenChartExample = exampleCard('画不出的图表', 'grey', [
  { tag: 'chart', aspect_ratio: '16:9', chart_spec: { type: 'no such chart', data: [] } },
])

export const pictureExample = exampleCard('图片和人员', 'violet', [
  {
    tag: 'img',
    img_key: 'img_example_wide',
    alt: plain('操场'),
    title: plain('图片标题'),
    scale_type: 'fit_horizontal',
  },
  {
    tag: 'img',
    img_key: 'img_example_square',
    alt: plain('小图'),
    size: '80px 80px',
    corner_radius: '40px',
    preview: false,
  },
  {
    tag: 'img_combination',
    combination_mode: 'trisect',
    img_list: Array.from({ length: 6 }, (_, at) => ({ img_key: `img_example_${at + 1}` })),
  },
  {
    tag: 'img_combination',
    combination_mode: 'triple',
    img_list: [{ img_key: 'img_a' }, { img_key: 'img_b' }, { img_key: 'img_c' }],
  },
  { tag: 'person', user_id: 'ou_lin', show_name: true, size: 'large' },
  { tag: 'person', user_id: 'ou_chen', show_name: true, style: 'capsule' },
  {
    tag: 'person_list',
    persons: [{ id: 'ou_lin' }, { id: 'ou_chen' }, { id: 'ou_wang' }, { id: 'nobody' }],
    drop_invalid_user_id: true,
    show_name: true,
  },
])
