import { placedElements } from '#src/emulator/client/card-tree.ts'
import { type ButtonView, type FieldView, linesOf, lookAt } from '#src/emulator/client/look.ts'
import type { CardJson } from '#src/emulator/world/world.ts'

/** A card as lines for a terminal: its words in reading order, fields as `‹label› …`, buttons as `[label]`. */
export function renderCard(card: CardJson): string {
  const view = lookAt(card)
  const tags = view.tags.map((tag) => ` 〔${tag}〕`).join('')
  const lines = [`┌ ${view.title}${tags}`]
  if (view.subtitle !== '') lines.push(`│ ${view.subtitle}`)
  for (const placed of placedElements(card)) {
    const depth = (placed.path.match(/elements/g)?.length ?? 1) - 1
    const field = view.fields.find((each) => each.path === placed.path)
    const button = view.buttons.find((each) => each.path === placed.path)
    const own = placed.tag === 'hr' ? ['────────'] : linesOf(placed)
    const shown = field ? [fieldLine(field)] : button ? [buttonLine(button)] : own
    for (const line of shown.join('\n').split('\n')) if (line !== '') lines.push(`│ ${'  '.repeat(depth)}${line}`)
  }
  return [...lines, '└'].join('\n')
}

function fieldLine(field: FieldView): string {
  const star = field.required ? '*' : ''
  const off = field.disabled ? '（停用）' : ''
  return `‹${field.label}›${star} ${valueText(field) || field.placeholder || '…'}${off}${choices(field)}`
}

function valueText({ value, options }: FieldView): string {
  if (typeof value === 'boolean') return value ? '☑' : '☐'
  const chosen = typeof value === 'string' ? [value] : value
  return chosen.map((each) => options.find((option) => option.value === each)?.text ?? each).join('、')
}

function choices({ options }: FieldView): string {
  if (options.length === 0) return ''
  const texts = options.slice(0, 6).map((each) => each.text)
  return ` {${texts.join(' / ')}${options.length > 6 ? ` … ${options.length}` : ''}}`
}

function buttonLine(button: ButtonView): string {
  return button.disabled ? `(${button.label})` : `[${button.label}]`
}
