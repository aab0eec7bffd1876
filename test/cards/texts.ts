import fc from 'fast-check'

/** What acts in a card's markdown when nobody escapes it, and what is easily cut in two. */
export const nasty = [
  '<at id=all></at>',
  "<at id='ou_nobody'></at>",
  '![](img_none)',
  '[点这里](https://example.com) www.example.com',
  '**加粗** *斜* ~~删~~ `码` # 标题',
  '```\n<at id=all></at>\n```',
  '1. 一\n- 二\n---\n| a | b |\n|---|---|',
  '&#42;&lt;&amp;',
  '\\"引号"\\\n\t',
  '𠮷野家',
  '👩‍👩‍👧‍👦👍🏽',
  'é'.repeat(9),
  '\ud800 half',
  '\u0000\u0001\u001f',
  ' 空 ',
  '',
]

/** Any text of a person: short or a thousand characters long, tame or hostile. */
export const anyText = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(...nasty.slice(0, -1), '长').map((text) => text.repeat(1000).slice(0, 1000)),
)
