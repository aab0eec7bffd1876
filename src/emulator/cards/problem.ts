/** Codes of the card rules, as they stand in the text of 230099 (send page, "card errors"; card release notes). */
export const cardCode = {
  unknownPerson: 100290,
  tooMuch: 11310,
  noName: 200530,
  chartSpec: 200550,
  badImage: 200570,
  /** Also stands for the rules for which the pages give no code of their own. */
  structure: 200621,
  removedTag: 200861,
  tableRows: 200914,
  tableColumn: 200915,
  duplicateId: 300301,
} as const

/** The first rule a card breaks. */
export class CardProblem extends Error {
  readonly code: number
  readonly path: string

  constructor(code: number, path: string, msg: string) {
    super(msg)
    this.name = 'CardProblem'
    this.code = code
    this.path = path
  }

  /** As the platform writes it into the message of 230099. */
  get text(): string {
    return `ErrCode: ${this.code}; ErrPath: ${this.path}; ErrMsg: ${this.message}`
  }
}

export type Json = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function asObject(value: unknown, path: string): Json {
  if (isObject(value)) return value
  throw new CardProblem(cardCode.structure, path, 'an object is expected here')
}

export function asList(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new CardProblem(cardCode.structure, path, 'a list is expected here')
}

/** Unknown properties are refused in 2.0 (JSON 2.0, incompatible changes). */
export function onlyKeys(node: Json, allowed: readonly string[], path: string): void {
  for (const key of Object.keys(node)) {
    if (!allowed.includes(key)) throw new CardProblem(cardCode.structure, path, `unknown property, property: ${key}`)
  }
}

export function oneOf(node: Json, key: string, allowed: readonly unknown[], path: string): void {
  const value = node[key]
  if (value === undefined || allowed.includes(value)) return
  throw new CardProblem(cardCode.structure, path, `${key} must be one of ${allowed.join(', ')}`)
}

export function stringAt(node: Json, key: string, path: string): string | undefined {
  const value = node[key]
  if (value === undefined || typeof value === 'string') return value
  throw new CardProblem(cardCode.structure, path, `${key} must be a string`)
}

export function booleanAt(node: Json, key: string, path: string): boolean | undefined {
  const value = node[key]
  if (value === undefined || typeof value === 'boolean') return value
  throw new CardProblem(cardCode.structure, path, `${key} must be a boolean`)
}

export function wholeAt(node: Json, key: string, least: number, most: number, path: string): number | undefined {
  const value = node[key]
  if (value === undefined) return undefined
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value
  throw new CardProblem(cardCode.structure, path, `${key} must be a whole number within ${least} and ${most}`)
}
