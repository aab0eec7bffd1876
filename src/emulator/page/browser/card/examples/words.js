import { exampleCard, markdown, plain } from './parts.js'

/** Headers, texts and markdown. */
export const headerExample = exampleCard(
  '自查进度（第二周）',
  'turquoise',
  [
    { tag: 'div', text: { ...plain('正文是纯文本：<b>不加粗</b>，&amp; 也不变。'), text_size: 'heading' } },
    { tag: 'div', text: { ...plain('小字的一行'), text_size: 'notation', text_color: 'grey' } },
    {
      tag: 'div',
      fields: [
        { is_short: true, text: { tag: 'lark_md', content: '**部门**\n教务处' } },
        { is_short: true, text: { tag: 'lark_md', content: '**截止**\n12月31日' } },
        { is_short: false, text: { tag: 'lark_md', content: '**说明**\n两项在一行，这一项独占一行。' } },
      ],
    },
    { tag: 'hr' },
    {
      tag: 'div',
      icon: { tag: 'standard_icon', token: 'info_outlined', color: 'orange' },
      text: plain('带图标的一行'),
    },
    { tag: 'div', text: { ...plain('很长的文字只显示两行。'.repeat(20)), lines: 2 } },
    { tag: 'div', text: { ...plain('自定义字号：电脑上大，手机上小'), text_size: 'own', text_color: 'mine' } },
  ],
  {
    config: {
      summary: { content: '自查进度' },
      style: {
        text_size: { own: { default: 'normal', pc: 'heading-2', mobile: 'notation' } },
        color: { mine: { light_mode: 'rgba(5,100,120,1)', dark_mode: 'rgba(140,220,240,1)' } },
      },
    },
    header: {
      subtitle: plain('光明小学 · 2026年对照整改年活动'),
      icon: { tag: 'standard_icon', token: 'chat_outlined' },
      text_tag_list: [
        { tag: 'text_tag', text: plain('进行中'), color: 'green' },
        { tag: 'text_tag', text: plain('第二周'), color: 'orange' },
      ],
    },
    card_link: { url: 'https://example.org/progress' },
  },
)

export const markdownExample = exampleCard('富文本', 'indigo', [
  markdown(
    [
      '# 一级标题',
      '**粗体**、*斜体*、~~删除~~、`代码`、[链接](https://example.org/)，',
      "下一行；<font color='red'>红字里的**粗体**</font>，<text_tag color='blue'>标签</text_tag> <number_tag>8</number_tag>",
      '',
      '- 第一项',
      '  - 里面一项',
      '- 第二项 :OK: :THUMBSUP:',
      '',
      '3. 从三开始',
      '4. 四',
      '',
      '> 引用的一段',
      '',
      '```ts',
      'const answer = 42 < 43',
      '```',
      '',
      '---',
      '',
      "<at id=ou_lin></at> 请看，<at id=all></at> 也看；<person id='ou_chen' style='capsule'></person>",
      '',
      "截止：<local_datetime millisecond='1767139200000' format_type='date'></local_datetime>",
      "<a href='https://example.org/a'>尖括号里的链接</a>，<link icon='chat_outlined' url='https://example.org/b'>带图标的链接</link>",
      '',
      '图片：![示意图](img_example_wide)',
    ].join('\n'),
  ),
  markdown(
    [
      '| 条款 | 部门 | 状态 |',
      '|:--|:-:|--:|',
      ...Array.from({ length: 12 }, (_, at) => `| 第${at + 1}条 | 教务处 | **已填** |`),
    ].join('\n'),
  ),
  markdown('居中的大字', { text_align: 'center', text_size: 'heading-1' }),
])

export const languageExample = exampleCard(
  '默认标题',
  'blue',
  [
    { ...markdown('没有语言时的正文'), i18n_content: { zh_cn: '中文正文', en_us: 'English body' } },
    {
      tag: 'form',
      name: 'f',
      elements: [
        {
          tag: 'input',
          name: 'fact',
          label: { ...plain('标签'), i18n_content: { zh_cn: '工作情况', en_us: 'Facts' } },
          default_value: '默认',
          i18n_default_value: { zh_cn: '中文默认', en_us: 'English default' },
        },
        {
          tag: 'button',
          name: 'go',
          form_action_type: 'submit',
          text: { ...plain('提交'), i18n_content: { en_us: 'Submit', ja_jp: '送信' } },
        },
      ],
    },
    {
      tag: 'img',
      img_key: 'img_example_wide',
      i18n_img_key: { zh_cn: 'img_example_zh', en_us: 'img_example_en' },
      alt: { ...plain('图'), i18n_content: { zh_cn: '中文图', en_us: 'English picture' } },
    },
  ],
  {
    header: {
      title: { ...plain('默认标题'), i18n_content: { zh_cn: '中文标题', en_us: 'English title' } },
      i18n_text_tag_list: {
        zh_cn: [{ tag: 'text_tag', text: plain('中文标签'), color: 'red' }],
        en_us: [{ tag: 'text_tag', text: plain('English tag'), color: 'red' }],
      },
    },
  },
)
