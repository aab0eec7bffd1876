import { exampleCard, markdown, plain, submit } from './parts.js'

/** What nobody should be able to do with a text: every place where one can stand, with all that could act in it. */
const hostile = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '&#60;at id=all&#62;&#60;/at&#62;',
  '[点我](javascript:alert(1))',
  "<a href='javascript:alert(1)'>尖括号</a>",
  "<link url='data:text/html,x'>链接</link>",
  '![图](https://example.net/track.png)',
  '&lt;b&gt;实体&lt;/b&gt; &#42;&#42;不加粗&#42;&#42;',
  '<div style="position:fixed">占位</div>',
].join('\n')

export const hostileExample = exampleCard(
  hostile,
  'red',
  [
    markdown(hostile),
    { tag: 'div', text: plain(hostile) },
    { tag: 'div', text: { tag: 'lark_md', content: hostile } },
    { tag: 'collapsible_panel', expanded: true, header: { title: plain(hostile) }, elements: [markdown(hostile)] },
    {
      tag: 'table',
      columns: [
        { name: 'a', display_name: '<u>名</u>', data_type: 'text' },
        { name: 'b', display_name: '标', data_type: 'options' },
        { name: 'c', display_name: '文', data_type: 'markdown' },
      ],
      rows: [
        { a: hostile, b: [{ text: '<img src=x onerror=alert(1)>', color: 'url(https://example.net/)' }], c: hostile },
      ],
    },
    {
      tag: 'form',
      name: 'hostile',
      elements: [
        {
          tag: 'input',
          name: 'text',
          label: plain('<i>标签</i>'),
          placeholder: plain('"><script>'),
          default_value: '</textarea><img src=x onerror=alert(1)>',
          input_type: 'multiline_text',
        },
        {
          tag: 'select_static',
          name: 'choice',
          placeholder: plain('<option>'),
          options: [{ text: plain('</select><img src=x onerror=alert(1)>'), value: '"><script>' }],
        },
        submit('<b>提交</b>', 'submit'),
      ],
    },
    { tag: 'button', text: plain('不是链接'), behaviors: [{ type: 'open_url', default_url: 'javascript:alert(1)' }] },
    { tag: 'img', img_key: 'https://example.net/track.png', alt: plain('<img src=x onerror=alert(1)>') },
    {
      tag: 'chart',
      chart_spec: {
        type: 'bar',
        title: { text: '<img src=x onerror=alert(1)>' },
        data: [{ id: 'd', values: [{ x: '<b>甲</b>', y: 1 }] }],
        xField: 'x',
        yField: 'y',
        background: { image: 'https://example.net/track.png' },
        customMark: [{ type: 'image', style: { image: 'https://example.net/track.png', width: 9, height: 9 } }],
      },
    },
  ],
  {
    header: { subtitle: plain(hostile), text_tag_list: [{ tag: 'text_tag', text: plain('<b>标</b>'), color: 'red' }] },
  },
)

export const unknownExample = exampleCard('有不认识的组件', 'default', [
  markdown('前面的照常显示'),
  { tag: 'no_such_component' },
  markdown('后面的也照常显示'),
])

export const oldExample = {
  header: { title: plain('1.0 结构的卡片'), template: 'blue' },
  elements: [{ tag: 'div', text: plain('旧的正文') }],
}
