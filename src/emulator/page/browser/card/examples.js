/** @import { Json } from './env.js' */
import { formExample, imageFormExample, looseExample } from './examples/controls.js'
import { brokenChartExample, chartExample, pictureExample, tableExample } from './examples/data.js'
import { hostileExample, oldExample, unknownExample } from './examples/limits.js'
import { buttonExample, columnExample, panelExample, sidewaysExample } from './examples/places.js'
import { headerExample, languageExample, markdownExample } from './examples/words.js'

/** Cards to begin with on the workbench, one for each family of components. */
/** @type {readonly { readonly name: string, readonly zh: string, readonly en: string, readonly card: Json }[]} */
export const examples = [
  { name: 'header', zh: '标题和文本', en: 'Header and text', card: headerExample },
  { name: 'markdown', zh: '富文本', en: 'Markdown', card: markdownExample },
  { name: 'form', zh: '表单', en: 'Form', card: formExample },
  { name: 'images', zh: '选图片', en: 'Choosing pictures', card: imageFormExample },
  { name: 'loose', zh: '表单之外的控件', en: 'Controls outside a form', card: looseExample },
  { name: 'buttons', zh: '按钮', en: 'Buttons', card: buttonExample },
  { name: 'columns', zh: '分栏', en: 'Columns', card: columnExample },
  { name: 'panels', zh: '折叠面板和交互容器', en: 'Panels and containers', card: panelExample },
  { name: 'sideways', zh: '横排、对齐和间距', en: 'Direction and alignment', card: sidewaysExample },
  { name: 'table', zh: '表格', en: 'Table', card: tableExample },
  { name: 'chart', zh: '图表', en: 'Charts', card: chartExample },
  { name: 'broken-chart', zh: '画不出的图表', en: 'A chart that cannot be drawn', card: brokenChartExample },
  { name: 'pictures', zh: '图片和人员', en: 'Pictures and people', card: pictureExample },
  { name: 'languages', zh: '多语言', en: 'Languages', card: languageExample },
  { name: 'hostile', zh: '不安全的文字', en: 'Hostile texts', card: hostileExample },
  { name: 'unknown', zh: '不认识的组件', en: 'Unknown component', card: unknownExample },
  { name: 'old', zh: '1.0 结构', en: 'Schema 1.0', card: oldExample },
]
