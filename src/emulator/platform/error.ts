/** A refusal in the platform's own words: an HTTP status and a code. */
export class PlatformError extends Error {
  readonly status: number
  readonly code: number
  readonly detail: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: number,
    msg: string,
    status = 400,
    detail: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(msg)
    this.name = 'PlatformError'
    this.code = code
    this.status = status
    this.detail = detail
    this.headers = headers
  }
}

/** 99992402, the general refusal of a parameter, with the fields named as the platform does. */
export function fieldError(violations: readonly { field: string; description: string }[]): PlatformError {
  return new PlatformError(99992402, 'field validation failed', 400, {
    field_violations: violations.map((each) => ({ ...each, value: '' })),
  })
}
